"""Tokens for phone shortcuts and other programs: make, list and withdraw them."""

from __future__ import annotations

from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker import diary
from tracker.forms import TokenForm
from tracker.pages.confirmed import asked_again
from tracker.pages.context import SignedIn
from tracker.pages.demo import not_in_demo


@not_in_demo
@require_http_methods(["GET", "HEAD", "POST"])
@asked_again
def tokens(request: SignedIn) -> HttpResponse:
    """List the tokens, with the form for a new one."""
    now = timezone.now()
    form = TokenForm(request.POST or None, user=request.user)
    if not (form.is_bound and form.is_valid()):
        return _page(request, form)
    try:
        made = diary.add_token(request.user, form.row(now))
    except diary.TooManyTokensError:
        form.add_error(None, _("You have 10 tokens. Please withdraw one first."))
        return _page(request, form)
    if made.digest is None:
        messages.info(request, _("That token was withdrawn. Here you can make another one."))
        return redirect("tracker:tokens")
    twitch = request.build_absolute_uri(reverse("tracker:api-twitch"))
    # No redirect: the token is stored nowhere from where another page could read it.
    return render(request, "tracker/token_made.html", {"made": made, "token": form.token(), "twitch": twitch})


@require_POST
def withdraw(request: SignedIn, client_id: UUID) -> HttpResponse:
    """Withdraw one token. Withdrawing it twice is no error."""
    if not request.user.api_tokens.filter(client_id=client_id).exists():
        raise Http404
    if diary.withdraw_token(request.user, client_id, timezone.now()):
        messages.success(request, _("Withdrawn. The token opens nothing any more."))
    return redirect("tracker:tokens")


def _page(request: SignedIn, form: TokenForm) -> HttpResponse:
    zone = ZoneInfo(request.user.time_zone)
    listed = list(request.user.api_tokens.alive(timezone.now()))
    for token in listed:
        # Without a zone, or the template would convert it to that of the server.
        token.made_at = token.made_at.astimezone(zone).replace(tzinfo=None)
        token.ends_at = token.ends_at and token.ends_at.astimezone(zone).replace(tzinfo=None)
    return render(request, "tracker/tokens.html", {"form": form, "tokens": listed})
