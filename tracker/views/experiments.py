"""Self-experiments: start one, keep to it a day at a time, pause or stop it, and see the result at the end."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker import diary, insights
from tracker.core.analysis.experiments.plan import Status, planned_day, status
from tracker.core.records import Expected, Experiment, KeptDay, Pause
from tracker.core.reference.limits import MAX_PAUSES
from tracker.core.reports.experiment_words import MIN_SHOWN_IN_TEN, power_words, result_words
from tracker.forms import ExperimentForm, KeptForm
from tracker.models import User
from tracker.pages.context import COOKIE_SAFE, SignedIn, today_for
from tracker.pages.entry_page import own_address
from tracker.pages.experiment_today import experiment_today
from tracker.pages.origin import origin

ONE_DAY = timedelta(days=1)
SEED_BYTES = 16

DESIGNS = {"14-2": (14, 2, 0), "20-2": (20, 2, 0), "10-4": (10, 4, 1), "14-4": (14, 4, 1), "6-7": (6, 7, 2)}
"""Pairs, days of a period, days left out; the usual one first."""


@require_safe
def experiments(request: SignedIn) -> HttpResponse:
    """All experiments: the open one, and the results of the others."""
    today = today_for(request.user)
    found = insights.experiments_so_far(request.user, today)
    open_now = [one for one in found if insights.is_open(one.experiment, today)]
    context = {"open": open_now, "others": [_shown(one) for one in found if one not in open_now]}
    return render(request, "tracker/experiments.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: SignedIn, client_id: UUID | None = None) -> HttpResponse:
    """Plan an experiment: first what it could show, then start it. Its lot is drawn once, at the start."""
    user, today = request.user, today_for(request.user)
    if client_id is None:
        return own_address(request, "experiment-draft")
    if user.experiments.filter(client_id=client_id).exists():
        return redirect("tracker:experiment", client_id)
    rows = list(user.experiments.filter(stopped=None))
    if any(insights.is_open(row.record(), today) for row in rows):
        return render(request, "tracker/experiment_form.html", {"has_open": True})
    first = {"expected": Expected.FEWER.value, "design": next(iter(DESIGNS)), "off": _("as usual")}
    medicines = user.medicines.values_list("name", flat=True)
    form = ExperimentForm(
        request.POST or None, initial=first | _about(request), designs=_design_labels(), medicines=medicines
    )
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        design = form.cleaned_data["design"]
        expected = Expected(form.cleaned_data["expected"])
        power = insights.experiment_power(user, DESIGNS[design], expected, today)
        was_told = request.POST.get("told") == _told(design, expected)
        if "start" in request.POST and was_told and power.in_ten is not None:
            return _start(request, form, client_id, today)
        context |= _power_context(power, design, expected)
    return render(request, "tracker/experiment_form.html", context)


def _start(request: SignedIn, form: ExperimentForm, client_id: UUID, today: date) -> HttpResponse:
    pairs, period_days, left_out = DESIGNS[form.cleaned_data["design"]]
    record = Experiment(
        id=client_id, day=today + ONE_DAY, seed=secrets.token_hex(SEED_BYTES), pairs=pairs, period_days=period_days,
        left_out=left_out, **form.values(),
    )  # fmt: skip
    diary.add_once(request.user, record)
    messages.success(request, _("Saved."), extra_tags=COOKIE_SAFE)
    return redirect("tracker:experiment", client_id)


def _about(request: SignedIn) -> dict[str, str]:
    """The exposure from whose page the person comes."""
    try:
        row = request.user.exposures.filter(client_id=UUID(request.GET.get("about", ""))).first()
    except ValueError:
        return {}
    return {"exposure": row.key} if row else {}


def _design_labels() -> dict[str, str]:
    labels = {}
    for key, (pairs, days, left_out) in DESIGNS.items():
        text = _("%(all)d days: turns of %(days)d days")
        if left_out:
            text = ngettext(
                "%(all)d days: turns of %(days)d days, the first day of each not counted",
                "%(all)d days: turns of %(days)d days, the first %(left)d days of each not counted",
                left_out,
            )
        labels[key] = text % {"all": pairs * 2 * days, "days": days, "left": left_out}
    return labels


def _told(design: str, expected: Expected) -> str:
    return f"{design} {expected}"


def _power_context(power: insights.PowerSoFar, design: str, expected: Expected) -> dict[str, Any]:
    pairs, period_days, _left_out = DESIGNS[design]
    if power.in_ten is None:
        return {"power": power}
    return {
        "power": power,
        "told": _told(design, expected),
        "power_line": power_words(pairs * 2 * period_days, expected, power.in_ten, _),
        "advised_against": power.in_ten < MIN_SHOWN_IN_TEN,
    }


@require_safe
def experiment(request: SignedIn, client_id: UUID) -> HttpResponse:
    """One experiment: today's turn while it runs, the result once it is over, nothing of it before."""
    user, today = request.user, today_for(request.user)
    record = get_object_or_404(user.experiments, client_id=client_id).record()
    (found,) = insights.experiments_so_far(user, today, [record])
    exposure = user.exposures.filter(key=record.exposure).first() if record.exposure else None
    context = {
        **_shown(found),
        "is_open": insights.is_open(record, today),
        "is_paused": found.status is Status.PAUSED,
        "is_stopped": found.status is Status.STOPPED,
        "pauses_tomorrow": any(pause.first > today for pause in record.pauses),
        "may_pause": len(record.pauses) < MAX_PAUSES and found.status is Status.RUNNING,
        "turn": experiment_today(record, today),
        "about": exposure,
        "about_name": diary.display_names(user).get(record.exposure, "") if exposure else "",
        "tries_before": user.experiments.filter(on__iexact=record.on, day__lt=record.day).count(),
    }  # fmt: skip
    return render(request, "tracker/experiment.html", context)


def _shown(found: insights.ExperimentSoFar) -> dict[str, Any]:
    words = result_words(found.experiment, found.result, _) if found.result else None
    return {"experiment": found.experiment, "last_day": found.last_day, "result": found.result, "words": words}


@require_POST
def kept(request: SignedIn, client_id: UUID) -> HttpResponse:
    """Save whether a day was kept: one that is planned and has begun."""
    record = get_object_or_404(request.user.experiments, client_id=client_id).record()
    form = KeptForm(request.POST)
    if form.is_valid():
        day = form.cleaned_data["day"]
        if day <= today_for(request.user) and planned_day(record, day):
            diary.keep_day(request.user, client_id, KeptDay(day, form.cleaned_data["kept"]))
            messages.success(request, _("Saved."), extra_tags=COOKIE_SAFE)
    return redirect(origin(request, "tracker:today"))


@require_POST
def pause(request: SignedIn, client_id: UUID) -> HttpResponse:
    """Pause from tomorrow on: a day that has begun always counts."""
    return _change(request, client_id, _paused)


@require_POST
def resume(request: SignedIn, client_id: UUID) -> HttpResponse:
    """Go on tomorrow where the plan rests."""
    return _change(request, client_id, _resumed)


@require_POST
def stop(request: SignedIn, client_id: UUID) -> HttpResponse:
    """Give it up for good. Nothing of it is analysed, because stopping at a good moment would look like a result."""
    return _change(request, client_id, lambda record, today: replace(record, stopped=today))


def _change(request: SignedIn, client_id: UUID, change: Any) -> HttpResponse:
    user: User = request.user
    row = get_object_or_404(user.experiments, client_id=client_id)
    record, today = row.record(), today_for(user)
    if insights.is_open(record, today):
        diary.save_entry(user, change(record, today), row.version)
        messages.success(request, _("Saved."), extra_tags=COOKIE_SAFE)
    return redirect("tracker:experiment", client_id)


def _paused(record: Experiment, today: date) -> Experiment:
    is_running = status(record, today) is Status.RUNNING and not any(one.first > today for one in record.pauses)
    if not is_running or len(record.pauses) >= MAX_PAUSES:
        return record
    return replace(record, pauses=(*record.pauses, Pause(today + ONE_DAY)))


def _resumed(record: Experiment, today: date) -> Experiment:
    if not record.pauses or record.pauses[-1].last is not None:
        return record
    *before, last = record.pauses
    kept_pauses = before if last.first > today else [*before, replace(last, last=today)]
    return replace(record, pauses=tuple(kept_pauses))
