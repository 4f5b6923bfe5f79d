"""Shared links, for readers without an account: a cover page, and the snapshot of the summary behind it.

No cookie is read or set. The cover page counts no opening and shows nothing of the summary, so that link previews of
chat programs do neither; only its button opens the summary.
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
from tracker.pages.attachment import attachment
from tracker.pages.throttle import GUESSES_AT_LINKS

UNUSED_DIGEST = digest_of("")
"""Digest that no link has, because no URL has an empty secret."""


# CSRF protection needs a cookie, and none is set here. A forged request could only open a link whose secret its sender
# knows, and would not see the response.
@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """Show the cover page, or the summary for a POST. Wrong, ended and withdrawn links give the same response."""
    now = timezone.now()
    link = _find(request, token, now)
    if link is None:
        return _not_available()
    form = CodeForm(request.POST if request.method == "POST" else None) if link.code else None
    if request.method != "POST":
        return _cover_page(link, form)
    return _open(request, link, form, now)


def _find(request: HttpRequest, token: str, now: datetime) -> SharedLink | None:
    """Find the link in the same steps for every token, so that timing reveals nothing.

    After too many guesses, a token without this installation's mark is not looked up: the query then uses a digest
    that no link has.
    """
    digest, is_ours, is_spent = digest_of(token), is_marked(token), GUESSES_AT_LINKS.is_spent(request, now)
    link = diary.find_link(digest if is_ours or not is_spent else UNUSED_DIGEST, now)
    if link is None:
        GUESSES_AT_LINKS.count(request, now)
    return link


def _open(request: HttpRequest, link: SharedLink, form: CodeForm | None, now: datetime) -> HttpResponse:
    if form is not None:
        if not form.is_valid():
            return _cover_page(link, form)
        if not diary.check_code(link, form.cleaned_data["code"], now):
            return _refused(link, form, now)
    to_snapshot = diary.open_link(link, now)
    return _not_available() if to_snapshot is None else _summary(request, link, to_snapshot)


def _refused(link: SharedLink, form: CodeForm, now: datetime) -> HttpResponse:
    link.refresh_from_db(fields=["digest", "wrong_codes", "ends_at"])
    if not link.is_alive(now):
        return _not_available()
    form.add_error("code", _("This is not the pass code."))
    return _cover_page(link, form)


def _summary(request: HttpRequest, link: SharedLink, to_snapshot: Any) -> HttpResponse:
    from tracker.core.reports import from_snapshot, to_pdf

    try:
        summary = from_snapshot(to_snapshot)
    except ValueError:
        # Frozen by another version of this program: what cannot be read any more is as good as ended.
        return _not_available()
    if request.POST.get("as") == "pdf":
        pdf = diary.link_pdf(link, lambda: to_pdf(summary, _, get_language()))
        return attachment(pdf, "application/pdf", "twitch-summary.pdf")
    form = CodeForm() if link.code else None
    return _page("tracker/shared_summary.html", link=link, form=form, **summary_context(summary))


def _cover_page(link: SharedLink, form: CodeForm | None) -> HttpResponse:
    return _page("tracker/shared.html", link=link, form=form)


def _not_available() -> HttpResponse:
    return _page("tracker/shared_nothing.html", status=404)


def _page(template: str, status: int = 200, **context: Any) -> HttpResponse:
    """Render without the request, so that nothing of a session or an account can get into the page."""
    return HttpResponse(render_to_string(template, context), status=status)
