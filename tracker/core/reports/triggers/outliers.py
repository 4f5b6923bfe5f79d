"""Values that were probably mistyped, in words, for the person to check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tracker.core.records import Exposure
from tracker.core.reference.exposures import BY_KEY
from tracker.core.reference.units import to_display
from tracker.core.reference.words import Translate
from tracker.core.reports.triggers.cards import amount, exposure_name

if TYPE_CHECKING:
    from tracker.core.analysis.triggers.winsorise import Outlier


@dataclass(frozen=True)
class ImplausibleValue:
    """One value, and the range of the values on all other days."""

    day: date
    name: str
    value: str
    low: str
    high: str


def implausible_values(
    exposures: Mapping[str, Exposure], units: str, outliers: Iterable[Outlier], translate: Translate = str
) -> tuple[ImplausibleValue, ...]:
    """The implausible ones among the outliers, the latest first. `exposures` and `outliers` are in these units."""
    found = [one for one in outliers if one.exposure in exposures and not _is_plausible(one, units)]
    return tuple(
        ImplausibleValue(
            one.day,
            exposure_name(exposures, one.exposure, translate),
            *(amount(value, exposures, one.exposure, translate) for value in (one.value, one.low, one.high)),
        )
        for one in sorted(found, key=lambda one: one.day, reverse=True)
    )


def _is_plausible(one: Outlier, units: str) -> bool:
    """Whether the value is plausible for a built-in exposure; scores always are."""
    known = BY_KEY.get(one.exposure)
    if known is None:
        return False
    low, high = known.plausible or known.range
    return to_display(low, known.unit, units) <= one.value <= to_display(high, known.unit, units)
