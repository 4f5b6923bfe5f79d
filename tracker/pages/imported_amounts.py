"""What was read from files for one day, for its check-in."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import fmean

from django.utils.translation import gettext as _

from tracker.core.records import Summary
from tracker.core.reference.import_sources import is_imported, source_name
from tracker.forms.imported_amount import ImportedAmount
from tracker.models import Exposure


def imported_amounts(
    exposures: Iterable[Exposure], of_day: Iterable[tuple[str, float, str]]
) -> dict[str, ImportedAmount]:
    """By the exposure's key. `of_day` are the readings of the day: key, value and source."""
    imported = [(key, value, source) for key, value, source in of_day if is_imported(source)]
    found = {}
    for exposure in exposures:
        values = [value for key, value, _source in imported if key == exposure.key]
        sources = dict.fromkeys(source_name(source, _) for key, _value, source in imported if key == exposure.key)
        if values:
            found[exposure.key] = ImportedAmount(_day_value(exposure, values), ", ".join(sources))
    return found


def _day_value(exposure: Exposure, values: list[float]) -> float:
    """The value of the day, as `summarise_day` makes it."""
    if exposure.adds_up:
        return sum(values)
    return fmean(values) if exposure.summary == Summary.MEAN else values[-1]
