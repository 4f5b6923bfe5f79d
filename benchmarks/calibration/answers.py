"""The result of any method on a diary, ours or a peer's, in one form; and our own method."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tracker.core.analysis.results import Interval
from tracker.core.analysis.triggers.analysis import find_triggers
from tracker.core.analysis.triggers.grid import DayGrid


@dataclass(frozen=True)
class Named:
    """A named exposure, on which lag, in which shape, and the interval printed with it."""

    lag: int
    shape: str
    interval: Interval | None = None


@dataclass(frozen=True)
class Answer:
    """What was named, and the interval of every exposure on every lag where the method gives one.

    `p` are those of all tests, `strongest` the smallest of each exposure.
    """

    named: Mapping[str, Named]
    intervals: Mapping[tuple[str, int], Interval] = field(default_factory=dict)
    p: tuple[float, ...] = ()
    strongest: Mapping[str, float] = field(default_factory=dict)


MethodOf = Callable[[DayGrid], Answer]


def ours(grid: DayGrid, lean: bool = True) -> Answer:
    """The method of this repository, one look."""
    found = find_triggers(grid, lean=lean)
    return Answer(
        {
            one.exposure: Named(one.lag_days, "mean" if one.over_days > 1 else one.shape, one.per_sd)
            for one in found.findings
        },
        {(one.exposure, one.lag_days): one.per_sd for one in found.estimates},
        tuple(one.p for one in found.tested),
        {one.exposure: one.p for one in found.tested},
    )
