"""Notes that tell a story and are worth a search."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from tracker.core.demo.care import INJECTED
from tracker.core.demo.life import LivedDay
from tracker.core.records import Day

SHORT_NIGHT = "Party next door until three, hardly slept. It twitched all morning."
AFTER_STRESS = "The day after the big presentation: one twitch after the other, though I felt relieved."
QUIET_AGAIN = "First quiet day since the injection. I had forgotten how that feels."

RECENT = timedelta(days=200)
WORKS_AFTER = timedelta(days=8)
"""An injection needs about a week."""


def with_telling_notes(days: Sequence[Day], lived: Sequence[LivedDay], twitched: Collection[date]) -> Iterator[Day]:
    """The check-ins, three of which get a note: a short night, the day after much stress, the first quiet day."""
    notes = dict(_telling(days, lived, twitched))
    for day in days:
        note = notes.get(day.local_date)
        yield replace(day, note=note) if note else day


def _telling(days: Sequence[Day], lived: Sequence[LivedDay], twitched: Collection[date]) -> Iterator[tuple[date, str]]:
    """Dates and notes, the more important note last."""
    last_day = lived[-1].date
    checked_in = {day.local_date for day in days}
    recent = [n for n, day in enumerate(lived) if day.date in checked_in and day.date > last_day - RECENT and n > 0]
    restless = [n for n in recent if lived[n].date in twitched]
    if restless:
        yield lived[max(restless, key=lambda n: lived[n - 1].stress)].date, AFTER_STRESS
        yield lived[min(restless, key=lambda n: lived[n].sleep_h)].date, SHORT_NIGHT
    works_from = last_day + INJECTED[-1] + WORKS_AFTER
    quiet = [day for day in sorted(checked_in) if works_from <= day and day not in twitched]
    if quiet:
        yield quiet[0], QUIET_AGAIN
