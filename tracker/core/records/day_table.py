"""One row for each date: how many episodes, and how much of each exposure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class DayTable:
    """What the trigger analysis starts from. Dates are unique, in any order.

    `episodes` is None where the date was not logged: unknown, not zero. `exposures` gives each exposure, by
    its unit-named key, one value for every date; None where none was recorded.
    """

    dates: tuple[date, ...]
    episodes: tuple[int | None, ...]
    exposures: Mapping[str, tuple[float | None, ...]]
