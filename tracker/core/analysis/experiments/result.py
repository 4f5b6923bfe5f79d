"""The result of a finished experiment, as values. Standard library only, so that pages import them cheaply."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What the days with the change had, compared with the others."""

    FEWER = "fewer"
    MORE = "more"
    NO_DIFFERENCE = "no difference that matters"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True)
class ExperimentResult:
    """The result of the whole plan.

    Rates are episodes per logged day that counts, None without one. `low` and `high` are the 90 % interval of the
    rate ratio *on* / *off*; None means that the interval is open on that side. `p` is one-sided, in the expected
    direction; None with too few usable pairs. `is_opposite`: the whole interval lies on the side that was not
    expected. `days_kept` are the days answered with yes, of `days_answered`.
    """

    verdict: Verdict
    usable_pairs: int
    pairs: int
    on_days: int
    off_days: int
    planned_days: int
    on_rate: float | None
    off_rate: float | None
    days_kept: int
    days_answered: int
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    is_opposite: bool = False
