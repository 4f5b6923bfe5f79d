"""Log, edit and end episodes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker import diary
from tracker.core.analysis import LAST_EPISODES, usual_place
from tracker.core.records import Episode as Record
from tracker.core.records import Place
from tracker.core.reference.countries import emergency_number
from tracker.forms import (
    EpisodeForm,
    QuickEpisodeForm,
    StoppedForm,
    StrengthForm,
    WhichTimeForm,
    new_id,
)
from tracker.models import Episode, User
from tracker.pages.context import SignedIn, now_for, today_for
from tracker.pages.emergency import emergency_in, emergency_page, for_a_page_without_a_connection
from tracker.pages.entry_page import own_address, save_form, say_saved
from tracker.pages.origin import DAY, NEXT, asked_day, origin


@require_http_methods(["GET", "HEAD", "POST"])
def quick(request: SignedIn, still_going: bool, client_id: UUID | None = None) -> HttpResponse:
    """Log an episode with two taps, the second of which gives the place. Details can be added later."""
    posted = request.POST.copy()
    if posted and client_id:
        posted["client_id"] = str(client_id)
    form = QuickEpisodeForm(posted or None)
    if form.is_valid():
        episode = form.episode(timezone.now(), request.user.time_zone, request.user.day_starts_at, still_going)
        if still_going and "another" not in posted and (running := _running_at_same_place(request.user, episode)):
            return render(request, "tracker/episode_another.html", {"running": running, "episode": episode})
        return _log(request, episode)
    if request.method != "POST":
        if client_id is None:
            return own_address(request, "episode-now-draft" if still_going else "episode-just-now-draft")
        if request.user.episodes.filter(client_id=client_id).exists():
            return redirect("tracker:episode-draft", client_id=client_id)
    last = request.user.episodes.newest().exclude(places=[]).first()
    context: dict[str, Any] = {
        "form": form,
        "still_going": still_going,
        "last_place": last.places[0] if last else None,
        "client_id": client_id or form.known_id() or new_id(),
    }
    return render(request, "tracker/episode_quick.html", context)


def _usual_place(user: User) -> Place | None:
    newest = [row.record() for row in user.episodes.newest()[:LAST_EPISODES]]
    return usual_place(newest[::-1])


def _running_at_same_place(user: User, episode: Record) -> Record | None:
    """Return the running episode at the place of this new one. A tap that is sent again is not a second episode."""
    running = [row.record() for row in user.episodes.running()]
    if any(one.id == episode.id for one in running):
        return None
    return next((one for one in running if one.places == episode.places), None)


def _log(request: SignedIn, episode: Record) -> HttpResponse:
    user = request.user
    result = diary.log_episode(user, episode)
    if emergency := emergency_in(user, result.row.record(), result.has_sign):
        return emergency_page(request, emergency, _address(result.row.client_id))
    if result.outcome is diary.Outcome.CHANGED:
        say_saved(request, result, has_gone_back=True)
    return redirect(saved_card())


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: SignedIn, client_id: UUID | None = None) -> HttpResponse:
    """The full form for a new episode, filled in with the current time."""
    if client_id is None and request.method != "POST":
        return own_address(request, "episode-draft")
    another = reverse("tracker:episode-create")
    if client_id and request.user.episodes.filter(client_id=client_id).exists():
        return edit(request, client_id, another)
    now = now_for(request.user)
    day = asked_day(request, now.date())
    # The time of an earlier day is not that of now.
    time = now.time() if day == now.date() else None
    first = {"client_id": client_id or new_id(), "version": 1, "date": day, "time": time}
    if request.method != "POST" and (place := _usual_place(request.user)):
        first["places"] = [str(place)]
    form = _form(request.user, request.POST or None, request.user.time_zone, first)
    if form.is_bound and client_id:
        form.belongs_to(client_id)
    return _respond(request, form, another=another)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedIn, client_id: UUID, another: str = "") -> HttpResponse:
    """The full form for a saved episode, in the time zone in which it was logged."""
    row = get_object_or_404(request.user.episodes, client_id=client_id)
    episode = row.record()
    form = _form(request.user, request.POST or None, row.zone, EpisodeForm.initial_for(episode, row.version), episode)
    if form.is_bound:
        form.belongs_to(client_id)
    return _respond(request, form, row, another)


@require_http_methods(["GET", "HEAD", "POST"])
def which_time(request: SignedIn, client_id: UUID) -> HttpResponse:
    """Ask which of two was meant, if the clock showed this time twice that night. The first is already saved."""
    row = get_object_or_404(request.user.episodes, client_id=client_id)
    form = WhichTimeForm(request.POST or None)
    if form.is_valid():
        diary.save_entry(request.user, form.chosen(row.record()), row.version)
        messages.success(request, _("Saved."))
        return redirect("tracker:today")
    return render(request, "tracker/episode_which.html", {"episode": row.record()})


@require_POST
def strength(request: SignedIn, client_id: UUID) -> HttpResponse:
    """Save how strong an episode was, with one tap on its card."""
    form = StrengthForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        row = diary.set_strength(request.user, client_id, form.cleaned_data["strength"]).row
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    if emergency := emergency_in(request.user, row.record()):
        return emergency_page(request, emergency, _address(client_id))
    return redirect(saved_card())


@require_POST
def stopped(request: SignedIn, client_id: UUID) -> HttpResponse:
    """End an episode: now, some minutes ago or at a clock time."""
    row = get_object_or_404(request.user.episodes, client_id=client_id)
    form = StoppedForm(request.POST)
    now = timezone.now()
    if form.is_valid():
        now = min(form.cleaned_data["tapped_at"] or now, now)
    if not form.is_valid():
        messages.error(request, _("That time could not be read. Please choose it once more."))
    elif row.still_going and form.is_before(row.onset, row.zone, now):
        messages.error(request, _("That is before it began. Please choose the time once more."))
    elif row.still_going:
        diary.stop_episode(request.user, row, form.duration_s(row.onset, row.zone, now))
        messages.success(request, _("Noted. Good that it stopped."))
    return redirect("tracker:today")


def _form(user: User, data: Any, zone: str, initial: dict[str, Any], stored: Record | None = None) -> EpisodeForm:
    return EpisodeForm(
        data, zone=zone, day_starts_at=user.day_starts_at, now=timezone.now(), stored=stored, initial=initial
    )


def _respond(request: SignedIn, form: EpisodeForm, row: Episode | None = None, another: str = "") -> HttpResponse:
    emergency = emergency_in(request.user, form.with_its_signs()) if form.is_bound else None
    number = emergency_number(request.user.country, request.user.own_number)
    context: dict[str, Any] = {"form": form, "row": row, "emergency": emergency, "emergency_number": number}
    context["another"] = another
    day = row.local_date if row else today_for(request.user)
    context |= for_a_page_without_a_connection(request.user, day, row.client_id if row else None)
    result, conflict = save_form(
        form, lambda: diary.save_entry(request.user, form.record(), form.cleaned_data["version"])
    )
    if result and emergency:
        return emergency_page(request, emergency, _address(result.row.client_id))
    if result:
        return _saved(request, form, result, another)
    return render(request, "tracker/episode_form.html", context | conflict)


def saved_card() -> str:
    """The card on Today about the newest episode, which gets the focus."""
    return f"{reverse('tracker:today')}#saved"


def _address(client_id: UUID) -> str:
    return reverse("tracker:episode-edit", args=[client_id])


def _saved(request: SignedIn, form: EpisodeForm, result: diary.SaveResult, another: str) -> HttpResponse:
    onset = form.cleaned_data["onset"]
    if onset.twice and not form.cleaned_data.get("which"):
        return redirect("tracker:episode-which", client_id=result.row.client_id)
    if onset.moved:
        messages.info(request, _("The clock skipped that time that night, so it was moved forward."))
    if "another" in request.POST:
        day = result.row.local_date
        messages.success(request, _("Saved. Now another one on %(day)s.") % {"day": date_format(day, "j F")})
        query = urlencode({DAY: day.isoformat()} | ({NEXT: request.GET[NEXT]} if NEXT in request.GET else {}))
        return redirect(f"{reverse('tracker:episode-create')}?{query}")
    say_saved(request, result, bool(another))
    return redirect(origin(request, "tracker:today"))
