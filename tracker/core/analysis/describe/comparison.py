"""The value of a day beside the person's own usual. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.core.analysis.describe.daily import DailyTotals
from tracker.core.analysis.describe.usual import Mark, Usual, usual
from tracker.core.records import Exposure, Summary


@dataclass(frozen=True)
class ComparedValue:
    """A value and where it lies among the person's own; `mark` is None as long as there is no usual.

    `is_so_far`: a sum of today, to which more may be added. It is not compared, and neither is a yes or no.
    """

    value: float
    mark: Mark | None
    is_so_far: bool = False
    is_yes_no: bool = False


def usual_by_exposure(totals: Sequence[DailyTotals], exposures: Sequence[Exposure]) -> Mapping[str, Usual]:
    """The usual of each exposure that has enough values, by key."""
    found = {
        one.key: usual([day.values[one.key] for day in totals if one.key in day.values])
        for one in exposures
        if not one.is_yes_no
    }
    return {key: of_key for key, of_key in found.items() if of_key}


def compare_value(
    day: DailyTotals, exposure: Exposure, usuals: Mapping[str, Usual], today: date
) -> ComparedValue | None:
    """The day's value of this exposure; None if it has none."""
    value = day.values.get(exposure.key)
    if value is None:
        return None
    if exposure.is_yes_no:
        return ComparedValue(value, None, is_yes_no=True)
    if day.date == today and exposure.summary is Summary.SUM:
        return ComparedValue(value, None, is_so_far=True)
    found = usuals.get(exposure.key)
    return ComparedValue(value, found.mark(value) if found else None)


def by_coverage(totals: Sequence[DailyTotals], exposures: Sequence[Exposure]) -> list[Exposure]:
    """The tracked exposures, those with a value on most days first."""
    return sorted(
        (exposure for exposure in exposures if exposure.tracked),
        key=lambda exposure: -sum(exposure.key in day.values for day in totals),
    )
