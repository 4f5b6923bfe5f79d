"""What a stranger with a link sees: a door, and behind it the summary as it was frozen. Never the diary.

Nothing here knows who asks: no cookie is read or set. Looking at the door counts nothing and shows nothing of the
summary, so that a chat program's preview does neither; only the button opens it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tracker import diary
from tracker.forms import CodeForm
from tracker.insights import summary_context
from tracker.models import SharedLink
from tracker.models.secret import digest_of, is_marked
from tracker.pages import link_throttle as guesses

NOBODYS = digest_of("")
"""No link has this one: no address has an empty secret."""


# A forged request could only open what its sender holds the secret of, and would not see the answer. The token that
# guards other forms needs a cookie, and here none is set.
@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """The door of a link, or what is behind it. Wrong, ended and withdrawn links are one and the same answer."""
    now = timezone.now()
    link = _find(request, token, now)
    if link is None:
        return _nothing()
    form = CodeForm(request.POST if request.method == "POST" else None) if link.code else None
    if request.method != "POST":
        return _door(link, form)
    return _open(request, link, form, now)


def _find(request: HttpRequest, token: str, now: datetime) -> SharedLink | None:
    """The link, by the same steps whatever the token is: one mark, two hashes, one query.

    When enough has been guessed, a token without this installation's mark is not looked up any more; the query then
    is for a link that cannot be.
    """
    digest, is_ours, is_spent = digest_of(token), is_marked(token), guesses.are_spent(request, now)
    link = diary.find_link(digest if is_ours or not is_spent else NOBODYS, now)
    if link is None:
        guesses.count(request, now)
    return link


def _open(request: HttpRequest, link: SharedLink, form: CodeForm | None, now: datetime) -> HttpResponse:
    if form is not None:
        if not form.is_valid():
            return _door(link, form)
        if not diary.check_code(link, form.cleaned_data["code"], now):
            return _refused(link, form, now)
    to_snapshot = diary.open_link(link, now)
    return _nothing() if to_snapshot is None else _behind(request, link, to_snapshot)


def _refused(link: SharedLink, form: CodeForm, now: datetime) -> HttpResponse:
    link.refresh_from_db(fields=["digest", "wrong_codes", "ends_at"])
    if not link.is_alive(now):
        return _nothing()
    form.add_error("code", _("This is not the pass code."))
    return _door(link, form)


def _behind(request: HttpRequest, link: SharedLink, to_snapshot: Any) -> HttpResponse:
    from tracker.core.reports import from_snapshot, to_pdf

    try:
        summary = from_snapshot(to_snapshot)
    except ValueError:
        # Frozen by another version of this program: what cannot be read any more is as good as ended.
        return _nothing()
    if request.POST.get("as") == "pdf":
        answer = HttpResponse(to_pdf(summary, _, get_language()), "application/pdf")
        answer["Content-Disposition"] = 'attachment; filename="twitch-summary.pdf"'
        return answer
    form = CodeForm() if link.code else None
    return _page("tracker/shared_summary.html", link=link, form=form, **summary_context(summary))


def _door(link: SharedLink, form: CodeForm | None) -> HttpResponse:
    return _page("tracker/shared.html", link=link, form=form)


def _nothing() -> HttpResponse:
    return _page("tracker/shared_nothing.html", status=404)


def _page(template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page made without the request, so that nothing of a session or an account can get into it."""
    return HttpResponse(render_to_string(template, context), status=status)
