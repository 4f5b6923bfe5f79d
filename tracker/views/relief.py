"""Lead through a minute of breathing, massage or rest, and log whether it helped."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker import diary
from tracker.core.analysis.describe.recent import newest_episode
from tracker.core.reference.reliefs import EXERCISES, RELIEFS
from tracker.forms import TriedForm
from tracker.models import Episode, User
from tracker.pages.context import COOKIE_SAFE, SignedIn, now_for
from tracker.views.episodes import saved_card


@require_safe
def ease(request: SignedIn) -> HttpResponse:
    """What to do now, for how long, and the question whether it helped if an episode is running or just ended."""
    what = request.GET.get("what", "")
    chosen = what if what in EXERCISES else next(iter(EXERCISES))
    context = {
        "chosen": chosen,
        "exercise": EXERCISES[chosen],
        "how": _(EXERCISES[chosen].how),
        "choices": [(key, _(RELIEFS[key])) for key in EXERCISES],
        "row": _current_episode(request.user),
    }
    return render(request, "tracker/ease.html", context)


@require_POST
def tried(request: SignedIn, client_id: UUID) -> HttpResponse:
    """Log one relief of an episode, with whether it helped."""
    form = TriedForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        diary.add_relief(request.user, client_id, form.relief(), form.cleaned_data["known"])
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    messages.success(request, _("Saved."), extra_tags=COOKIE_SAFE)
    return redirect(saved_card())


def _current_episode(user: User) -> Episode | None:
    """Return the newest running episode, or the newest one if it began or ended within the last hour."""
    if running := user.episodes.running().first():
        return running
    newest = user.episodes.newest().first()
    return newest if newest and newest_episode([newest.record()], now_for(user)) else None
