"""Who was here: log-ins, links, files and tokens of the last year."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker.pages.context import SignedIn

MAX_SHOWN = 200


@require_safe
def account_events(request: SignedIn) -> HttpResponse:
    """List the newest events of the account, with times in the person's zone."""
    zone = ZoneInfo(request.user.time_zone)
    events = list(request.user.account_events.all()[:MAX_SHOWN])
    for event in events:
        # Without a zone, or the template would convert it to that of the server.
        event.last_at = event.last_at.astimezone(zone).replace(tzinfo=None)
    return render(request, "tracker/account_events.html", {"events": events})
