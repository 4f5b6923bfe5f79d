"""What is usual for this person. Standard library only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from statistics import median

from tracker.core.analysis.describe.daily import DailyTotals


def median_by_exposure(totals: Iterable[DailyTotals]) -> Mapping[str, float]:
    """The person's own median of each exposure, in its unit, over the days that have a value.

    Days without a value are ignored; an exposure without any value has no median and is absent.
    """
    values: dict[str, list[float]] = defaultdict(list)
    for day in totals:
        for key, value in day.values.items():
            values[key].append(value)
    return {key: median(found) for key, found in values.items()}
