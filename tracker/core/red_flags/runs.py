"""Runs of days with a twitch, with small gaps allowed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import sub


@dataclass(frozen=True)
class Run:
    """A run from its first to its last day, both included."""

    first: date
    last: date

    @property
    def length(self) -> int:
        """Number of dates from the first to the last."""
        return (self.last - self.first).days + 1


def open_run(days: Collection[date], today: date, gap: int) -> Run | None:
    """Return the run that is open today, or None.

    Consecutive days of a run are at most `gap` days apart, and so is its last day from today. The gap is our choice.
    """
    newest_first = sorted((day for day in days if day <= today), reverse=True)
    if not newest_first or (today - newest_first[0]).days > gap:
        return None
    return Run(_first(newest_first, gap), newest_first[0])


def _first(newest_first: Sequence[date], gap: int) -> date:
    if max(map(sub, newest_first, newest_first[1:]), default=timedelta(0)).days <= gap:
        return newest_first[-1]
    days = iter(newest_first)
    first = next(days)
    for day in days:
        if (first - day).days > gap:
            break
        first = day
    return first


def in_a_row(days: Collection[date]) -> tuple[tuple[date, ...], ...]:
    """Split days into stretches of consecutive days, the oldest first."""
    stretches: list[list[date]] = []
    for day in sorted(days):
        if stretches and (day - stretches[-1][-1]).days == 1:
            stretches[-1].append(day)
        else:
            stretches.append([day])
    return tuple(map(tuple, stretches))
