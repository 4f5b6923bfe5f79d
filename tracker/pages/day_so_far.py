"""What was noted on one day, as a short list, and whether a day was quiet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.core.analysis import in_persons_units
from tracker.core.records import Day, Diary, Dose, Episode, Reading
from tracker.core.reference.yes_no import yes_or_no
from tracker.models.exposure import CHECK_IN, TAP
from tracker.pages.entry_words import clock, item_name, lasted, places_in_words

SLEEP = "sleep_h"


@dataclass(frozen=True)
class Noted:
    """One line: a clock time, what was noted, and the address where it is changed."""

    time: str
    says: str
    address: str
    is_episode: bool = False


@dataclass(frozen=True)
class TwitchQuestion:
    """*Any twitch today?* and its answer so far. `can_undo` is so if the day holds nothing but *no twitch*."""

    day: date
    is_today: bool
    logged: bool
    episodes: int
    can_undo: bool


def day_so_far(diary: Diary, day: date) -> list[Noted]:
    """Episodes, taps and doses of a day, the newest first, then how long the person slept."""
    shown = in_persons_units(diary.between(day, day))
    timed = [*_episodes(shown), *_taps(shown), *_doses(shown)]
    newest_first = [noted for _at, noted in sorted(timed, key=lambda one: one[0], reverse=True)]
    slept = [one.value for one in shown.readings if one.exposure == SLEEP]
    address = reverse("tracker:check-in-day", args=[day])
    return newest_first + [Noted("", _("Slept %(n)s h") % {"n": f"{value:g}"}, address) for value in slept[-1:]]


def twitch_question(diary: Diary, day: date, *, is_today: bool) -> TwitchQuestion:
    """What is known of a day: whether it was logged, its episodes, and whether *no twitch* can be undone."""
    of_day = diary.between(day, day)
    is_bare = all(_is_bare(check_in) for check_in in of_day.days) and bool(of_day.days)
    has_values = any(reading.source == CHECK_IN for reading in of_day.readings)
    return TwitchQuestion(
        day, is_today, bool(of_day.logged_dates()), len(of_day.episodes), can_undo=is_bare and not has_values
    )


def _is_bare(check_in: Day) -> bool:
    return check_in == Day(check_in.id, check_in.local_date, no_twitch=True)


def _episodes(diary: Diary) -> Iterator[tuple[datetime, Noted]]:
    for one in diary.episodes:
        strength = "" if one.strength is None else _("strength %(n)d") % {"n": one.strength}
        says = " · ".join(filter(None, [places_in_words(one), lasted(one), strength]))
        yield one.onset, Noted(clock(one.onset, one.zone), says, _edit("episode", one), is_episode=True)


def _taps(diary: Diary) -> Iterator[tuple[datetime, Noted]]:
    exposures = {exposure.key: exposure for exposure in diary.exposures}
    for one in diary.readings:
        if one.source == TAP and one.at:
            exposure = exposures[one.exposure]
            unit = _(exposure.unit) if exposure.unit else ""
            amount = yes_or_no(one.value, _) if exposure.is_yes_no else f"{one.value:g} {unit}".strip()
            says = f"{item_name(one.item) or exposure.name}, {amount}"
            yield one.at, Noted(clock(one.at, one.zone), says, _edit("reading", one))


def _doses(diary: Diary) -> Iterator[tuple[datetime, Noted]]:
    names = {medicine.id: medicine.name for medicine in diary.medicines}
    for one in diary.doses:
        says = ", ".join(filter(None, [names.get(one.medicine, ""), one.amount]))
        yield one.at, Noted(clock(one.at, one.zone), says, _edit("dose", one))


def _edit(kind: str, entry: Episode | Reading | Dose) -> str:
    return reverse(f"tracker:{kind}-edit", args=[entry.id])
