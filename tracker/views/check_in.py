"""The day's check-in, and the one-tap additions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker import diary
from tracker.core.analysis.describe.frequent import frequent_amounts
from tracker.core.analysis.describe.outliers import OrdinaryRange, ordinary
from tracker.core.records import ExposureKind, Reading, local_day
from tracker.core.reference.countries import emergency_number
from tracker.core.reference.exposures import BY_KEY, INTAKES
from tracker.core.reference.limits import FIRST_DATE, MAX_ASKED
from tracker.forms import CheckInForm, ReadingForm, TapForm, new_id
from tracker.models import Day, Exposure, User
from tracker.models.exposure import CHECK_IN, TAP
from tracker.pages.context import COOKIE_SAFE, SignedIn, now_for, today_for
from tracker.pages.emergency import emergency_in, emergency_page, for_a_page_without_a_connection
from tracker.pages.entry_page import save_form
from tracker.pages.imported_amounts import imported_amounts
from tracker.pages.near_days import check_ins_around, near_days
from tracker.pages.origin import origin
from tracker.views.today import LATE_NIGHT_ENDS

EARLIER = "earlier"


@require_safe
def check_in(request: SignedIn) -> HttpResponse:
    """Redirect to today's check-in. Between midnight and three, ask which day is meant."""
    today = today_for(request.user)
    if now_for(request.user).hour >= LATE_NIGHT_ENDS:
        return redirect("tracker:check-in-day", day=today)
    night = now_for(request.user).date()
    return render(request, "tracker/check_in_which.html", {"new": night, "ended": night - timedelta(days=1)})


@require_http_methods(["GET", "HEAD", "POST"])
def check_in_day(request: SignedIn, day: date) -> HttpResponse:
    """One day's check-in. Blank fields stay unknown."""
    _refuse_impossible(request, day)
    rows = check_ins_around(request.user, day)
    row, near = rows.get(day), near_days(request, day, rows)
    form = _form(request, day, row, near.filled_from)
    context: dict[str, Any] = {
        "form": form,
        "day": day,
        "row": row,
        "near": near,
        "yesterday": day - timedelta(days=1),
        "is_today": day == today_for(request.user),
        "emergency_number": emergency_number(request.user.country, request.user.own_number),
        "emergency": emergency_in(request.user, form.with_its_signs()) if form.is_bound else None,
        **for_a_page_without_a_connection(request.user, day, row.client_id if row else None),
    }
    result, conflict = save_form(
        form,
        lambda: diary.save_check_in(request.user, form.record(), form.values(), form.cleaned_data["version"]),
        lambda row: form.differences_from_day(row.record(), diary.check_in_values(request.user, day)),
    )
    if result and context["emergency"]:
        return emergency_page(request, context["emergency"], request.path)
    if result:
        if context["is_today"]:
            messages.success(request, _("Saved. That is all for this day."), extra_tags=COOKIE_SAFE)
        else:
            text = _("Saved. That is all for %(day)s.")
            messages.success(request, text % {"day": date_format(day, "l, j F")})
        return redirect(near.earlier_page() if EARLIER in request.POST else origin(request, "tracker:today"))
    return render(request, "tracker/check_in.html", context | conflict)


@require_POST
def no_twitch(request: SignedIn, day: date) -> HttpResponse:
    """Log with one tap that a day had no twitch."""
    _refuse_impossible(request, day)
    if not diary.log_no_twitch(request.user, day):
        messages.error(request, _("You logged an episode that day, so it was not quiet."))
    return redirect(f"{reverse('tracker:today')}#today-check-in")


@require_POST
def tap(request: SignedIn) -> HttpResponse:
    """Log a drink, a cigarette or something of the person's own with one tap, at the current time."""
    form = TapForm(request.POST)
    if not form.is_valid():
        raise Http404
    user, now = request.user, min(form.cleaned_data["tapped_at"] or timezone.now(), timezone.now())
    button = form.cleaned_data["item"]
    intake = INTAKES.get(button)
    exposure = get_object_or_404(user.exposures, key=intake.exposure) if intake else _with_a_tap(user, button)
    reading = Reading(
        # Derive one idempotency key per button from the page's id.
        uuid5(form.cleaned_data["client_id"], button),
        exposure.key,
        local_day(now, user.time_zone, user.day_starts_at),
        intake.value if intake else exposure.one_tap,
        at=now,
        zone=user.time_zone,
        item=intake.item if intake else "",
        source=TAP,
    )
    same = user.readings.filter(exposure=exposure, item=reading.item, source=TAP)
    is_noted = exposure.kind == ExposureKind.YES_NO and same.filter(local_date=reading.local_date).exists()
    if not is_noted:
        diary.add_once(user, reading, same, exposure=exposure)
    return redirect(f"{reverse('tracker:today')}#tapped")


def _with_a_tap(user: User, client_id: str) -> Exposure:
    """The person's own exposure that Today offers as one tap."""
    try:
        row = user.exposures.filter(client_id=UUID(client_id), one_tap__isnull=False).first()
    except ValueError:
        row = None
    if row is None or row.key in BY_KEY:
        raise Http404
    return row


@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: SignedIn, client_id: UUID) -> HttpResponse:
    """Change the amount of one tapped value."""
    row = get_object_or_404(request.user.readings.select_related("exposure"), client_id=client_id)
    first = {"client_id": client_id, "version": row.version}
    form = ReadingForm(
        request.POST or None,
        initial=first,
        exposure=row.exposure,
        usual=_usual(_past(request, [row.exposure], row.local_date)) if request.method == "POST" else {},
        stored=row.value,
        units=request.user.units,
    )
    context: dict[str, Any] = {"form": form, "row": row}
    if form.is_bound:
        form.belongs_to(client_id)
    result, conflict = save_form(
        form,
        lambda: diary.change_amount(request.user, row, form.amount(), form.cleaned_data["version"]),
        lambda stored: form.differences_from_value(stored.value),
    )
    if result:
        messages.success(request, _("Saved."))
        return redirect(origin(request, "tracker:journal"))
    return render(request, "tracker/reading_form.html", context | conflict)


def _refuse_impossible(request: SignedIn, day: date) -> None:
    if not FIRST_DATE <= day <= today_for(request.user) + timedelta(days=1):
        raise Http404


def _past(request: SignedIn, exposures: Iterable[Exposure], day: date) -> dict[str, list[float]]:
    """The values on other days of those of the person's own exposures that take any number."""
    answers = (ExposureKind.YES_NO, ExposureKind.SCORE)
    own = [exposure.key for exposure in exposures if exposure.key not in BY_KEY and exposure.kind not in answers]
    return diary.values_of_other_days(request.user, own, day) if own else {}


def _usual(past: Mapping[str, Sequence[float]]) -> dict[str, OrdinaryRange]:
    found = {key: ordinary(values) for key, values in past.items()}
    return {key: usual for key, usual in found.items() if usual}


def _form(request: SignedIn, day: date, row: Day | None, filled_from: date | None) -> CheckInForm:
    user = request.user
    exposures = list(user.exposures.tracked()[: MAX_ASKED + len(diary.ALWAYS_ASKED)])
    of_day = list(user.readings.filter(local_date=day).values_list("exposure__key", "value", "source"))
    imported = imported_amounts(exposures, of_day)
    taken_over = diary.check_in_values(user, filled_from) if filled_from else {}
    adds_up = {exposure.key for exposure in exposures if exposure.adds_up}
    # Another day's answer would take the place of what was imported for this day.
    values = {key: value for key, value in taken_over.items() if key in adds_up or key not in imported}
    values |= {key: value for key, value, source in of_day if source == CHECK_IN}
    tapped: dict[str, float] = defaultdict(float)
    for key, value, source in of_day:
        if source == TAP or (source != CHECK_IN and key in adds_up):
            tapped[key] += value
    past = _past(request, exposures, day)
    return CheckInForm(
        request.POST or None,
        initial=CheckInForm.initial_for(row.record(), row.version) if row else {"client_id": new_id(), "version": 1},
        day=day,
        exposures=exposures,
        usual=_usual(past),
        frequent={key: frequent_amounts(values) for key, values in past.items()},
        tapped=tapped,
        imported=imported,
        stored=values,
        units=user.units,
        has_episodes=user.episodes.filter(local_date=day).exists(),
    )
