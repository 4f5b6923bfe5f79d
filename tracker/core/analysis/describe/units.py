"""A diary in the person's own units, for pages and reports. Files always hold the stored ones."""

from __future__ import annotations

from dataclasses import replace

from tracker.core.records import Diary
from tracker.core.reference.units import US, display_unit, to_display


def in_persons_units(diary: Diary) -> Diary:
    """The same diary with every amount, limit and unit as this person reads them."""
    units = diary.person.units
    if units != US:
        return diary
    stored = {exposure.key: exposure.unit for exposure in diary.exposures}
    return replace(
        diary,
        exposures=tuple(
            replace(
                exposure,
                unit=display_unit(exposure.unit, units),
                limit=None if exposure.limit is None else to_display(exposure.limit, exposure.unit, units),
            )
            for exposure in diary.exposures
        ),
        readings=tuple(
            replace(reading, value=to_display(reading.value, stored[reading.exposure], units))
            for reading in diary.readings
        ),
    )
