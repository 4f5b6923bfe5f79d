"""A table with one row per date: the number of episodes and the amount of each exposure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class DayTable:
    """The input of the trigger analysis. Dates are unique, in any order.

    `episodes` is None for a date that was not logged: unknown, not zero. `exposures` maps the key of each exposure,
    which names the unit, to one value per date; None if none was recorded. `injections` are days of injections, in
    order, also before the first date.
    """

    dates: tuple[date, ...]
    episodes: tuple[int | None, ...]
    exposures: Mapping[str, tuple[float | None, ...]]
    injections: tuple[date, ...] = ()
