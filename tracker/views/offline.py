"""What a browser needs to open the journal without a connection: worker, manifest, shells, a token for the queue."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker.pages.context import SignedIn, owner_of, today_for
from tracker.pages.shells import TEMPLATES, shell_context, stamp_of
from tracker.push.vapid import is_switched_on
from tracker.views.journal import DAYS_A_PAGE

ICONS = (("icon.svg", "any", "any"), ("icon-192.png", "192x192", "any"), ("icon-512.png", "512x512", "any"))
MASKABLE = ("icon-maskable-512.png", "512x512", "maskable")
LIGHT = "#f6f8f7"


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker; with OFFLINE=off one that removes itself and all that was put aside.

    Not a static file: its scope would be /static/, and each deploy would give it another name.
    """
    text = render_to_string(
        "worker/worker.js" if settings.OFFLINE else "worker/gone.js", {"shows_reminders": is_switched_on()}
    )
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to install the journal."""
    shortcuts = ((_("Twitching now"), "episode-now"), (_("Check-in"), "check-in"))
    content = {
        "id": "/",
        "name": "Levator",
        "short_name": "Levator",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": LIGHT,
        "theme_color": LIGHT,
        "icons": [_icon(*icon) for icon in (*ICONS, MASKABLE)],
        "shortcuts": [{"name": name, "url": reverse(f"tracker:{page}")} for name, page in shortcuts],
    }
    return JsonResponse(content, content_type="application/manifest+json")


@require_safe
def shell(request: SignedIn, kind: str) -> HttpResponse:
    """One page to put aside, without anything of a diary."""
    context = shell_context(request.user, kind, stamp_of(request.user, request.user.exposures.all()))
    return render(request, TEMPLATES[kind], context)


@require_safe
def sending(request: SignedIn) -> HttpResponse:
    """Who is logged in, as an opaque name, and a token with which the whole queue is sent."""
    return JsonResponse({"owner": owner_of(request.user), "token": get_token(request)})


@require_safe
def readable(request: SignedIn) -> HttpResponse:
    """The addresses of the journal and the weeks of the last four weeks, for a device that keeps them readable."""
    today = today_for(request.user)
    journal, week = reverse("tracker:journal"), reverse("tracker:week")
    pages = [f"{journal}?before={today - n * timedelta(days=DAYS_A_PAGE)}" for n in range(2)]
    weeks = [reverse("tracker:week-ending", args=[today - n * timedelta(days=7)]) for n in range(4)]
    return JsonResponse({"addresses": [journal, week, *pages, *weeks]})


def _icon(name: str, sizes: str, purpose: str) -> dict[str, str]:
    kind = "image/svg+xml" if name.endswith("svg") else "image/png"
    return {"src": static(name), "sizes": sizes, "type": kind, "purpose": purpose}
