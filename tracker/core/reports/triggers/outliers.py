"""Values of a diary that were most likely mistyped, in words, so that the person can look at them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tracker.core.records import Diary
from tracker.core.reference.exposures import BY_KEY
from tracker.core.reference.units import to_shown
from tracker.core.reference.words import Translate
from tracker.core.reports.triggers.cards import amount, exposure_name

if TYPE_CHECKING:
    from tracker.core.analysis.triggers.winsorise import Outlier


@dataclass(frozen=True)
class Slip:
    """One value, and the smallest and largest of all other days."""

    day: date
    name: str
    value: str
    low: str
    high: str


def slips(diary: Diary, outliers: Iterable[Outlier], translate: Translate = str) -> tuple[Slip, ...]:
    """The outliers that a check-in would ask about, the latest first. `diary` and they are in the same units."""
    exposures = {exposure.key: exposure for exposure in diary.exposures}
    found = [one for one in outliers if one.exposure in exposures and not _is_plausible(one, diary.person.units)]
    return tuple(
        Slip(
            one.day,
            exposure_name(exposures, one.exposure, translate),
            *(amount(value, exposures, one.exposure, translate) for value in (one.value, one.low, one.high)),
        )
        for one in sorted(found, key=lambda one: one.day, reverse=True)
    )


def _is_plausible(one: Outlier, units: str) -> bool:
    """Whether a built-in exposure may well have this value; an answer on a scale always may."""
    known = BY_KEY.get(one.exposure)
    if known is None:
        return False
    low, high = known.plausible or known.range
    return to_shown(low, known.unit, units) <= one.value <= to_shown(high, known.unit, units)
