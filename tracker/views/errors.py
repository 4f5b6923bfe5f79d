"""Error pages."""

from __future__ import annotations

import logging
import sys

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker import diary
from tracker.pages.busy import WAIT_S, is_busy
from tracker.pages.disk_full import is_full
from tracker.pages.unsent import Unsent, ask_to_log_in, offer, typed_in

log = logging.getLogger("levator.auth")


@login_not_required
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not found, in the same words for an entry that does not exist and for one of another person."""
    return render(request, "404.html", status=404)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """Server error. If the disk is full or the database busy, the page offers to send the form again."""
    error = sys.exc_info()[1]
    if is_full(error):
        return render(request, "507.html", {"typed": typed_in(request)}, status=507)
    if is_busy(error):
        # An import that was killed must not refuse its owner for ever.
        diary.discard_abandoned()
        response = render(request, "503.html", {"typed": typed_in(request)}, status=503)
        response["Retry-After"] = str(WAIT_S)
        return response
    return render(request, "500.html", status=500)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF failure, most often because the session expired while the page was open.

    The input is offered again only to the person who typed it, because another site may have sent the request.
    """
    log_foreign_origin(reason)
    unsent = Unsent.of(request)
    if unsent and unsent.is_of(request.user):
        return offer(request, unsent, status=403)
    if unsent and unsent.owner and not request.user.is_authenticated:
        return ask_to_log_in(request, unsent)
    return render(request, "403_csrf.html", status=403)


def log_foreign_origin(reason: str) -> None:
    """Log for the operator which setting is missing if a form was refused for its origin."""
    if reason.startswith(("Origin checking failed", "Referer checking failed")):
        log.warning(
            "A form was refused for the address it came from, not for its age. %s If that is an address of this site, "
            "name it, with its port, in CSRF_TRUSTED_ORIGINS.",
            reason,
        )
