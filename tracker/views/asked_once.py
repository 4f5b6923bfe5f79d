"""Questions about the twitch that a page asks once, beside the first sign that needs the answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker import diary
from tracker.forms import AskedOnceForm
from tracker.pages.context import SignedIn


@require_POST
def asked_once(request: SignedIn) -> HttpResponse:
    """Save the answers to such a question. After *Not now* it is never asked again."""
    form = AskedOnceForm(request.POST, asked=request.POST.getlist("asked"), now=timezone.now())
    not_now = "not_now" in request.POST
    if not not_now and not form.is_valid():
        return render(request, "tracker/asked_once.html", {"form": form})
    diary.save_answers(request.user, form.asked, {} if not_now else form.answers())
    messages.success(request, _("Noted. You can change it in Settings."))
    return redirect("tracker:today" if request.POST.get("back") == "today" else "tracker:signs")
