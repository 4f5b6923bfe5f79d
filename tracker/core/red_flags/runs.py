"""Runs: days with a twitch that belong together."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Run:
    """Days from the first to the last, both included. It is open while its last day is near enough to today."""

    first: date
    last: date

    @property
    def length(self) -> int:
        """Dates from the first to the last."""
        return (self.last - self.first).days + 1


def open_run(days: Collection[date], today: date, gap: int) -> Run | None:
    """The run that is open today: neighbours lie at most `gap` days apart, and so does the last day from today.

    Source: the terms of the table of rules; the gap is a choice of ours. None where no run is open.
    """
    newest_first = sorted((day for day in days if day <= today), reverse=True)
    if not newest_first or (today - newest_first[0]).days > gap:
        return None
    return Run(_first(newest_first, gap), newest_first[0])


def _first(newest_first: Iterable[date], gap: int) -> date:
    days = iter(newest_first)
    first = next(days)
    for day in days:
        if (first - day).days > gap:
            break
        first = day
    return first


def in_a_row(days: Collection[date]) -> tuple[tuple[date, ...], ...]:
    """The days as stretches without a gap, the oldest first."""
    stretches: list[list[date]] = []
    for day in sorted(days):
        if stretches and (day - stretches[-1][-1]).days == 1:
            stretches[-1].append(day)
        else:
            stretches.append([day])
    return tuple(map(tuple, stretches))
