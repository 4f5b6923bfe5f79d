"""What was read from a file for the day of a check-in, in words beside the question."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from tracker.core.records import ExposureKind
from tracker.core.reference.exposures import BY_KEY, SCORES
from tracker.core.reference.units import display_unit, to_display
from tracker.core.reference.yes_no import yes_or_no
from tracker.models import Exposure


@dataclass(frozen=True)
class ImportedAmount:
    """The value of a day that was read from a file, in the stored unit, and the app it is from."""

    value: float
    source: str


def imported_words(found: ImportedAmount, exposure: Exposure, tapped: float | None, units: str) -> str:
    """What was read from a file, and what an answer does to it."""
    values = {"source": found.source, "amount": _amount_words(found.value, exposure, units)}
    if not exposure.adds_up:
        return gettext("From %(source)s: %(amount)s. An answer here takes its place.") % values
    if tapped is None or tapped <= found.value:
        return gettext("From %(source)s: %(amount)s. Anything more?") % values
    words = gettext("Logged so far: %(all)s, of which %(amount)s from %(source)s. Anything more?")
    return words % {**values, "all": _amount_words(tapped, exposure, units)}


def _amount_words(value: float, exposure: Exposure, units: str) -> str:
    if exposure.kind == ExposureKind.YES_NO:
        return yes_or_no(value, gettext)
    unit = display_unit(exposure.unit, units)
    if exposure.key in BY_KEY:
        unit = "" if BY_KEY[exposure.key].range == SCORES else gettext(unit)
    return f"{round(to_display(value, exposure.unit, units), 2):g} {unit}".strip()
