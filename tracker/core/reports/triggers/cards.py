"""What words on the triggers share: a card with a result, the name of an exposure, and an amount with its unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tracker.core.records import Exposure
from tracker.core.reference.exposures import BY_KEY, UNIT_OF_ONE, scale_top
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reference.yes_no import yes_or_no
from tracker.core.reports.wording import number, own_words

LAGS = (_("on the same day"), _("on the day after"), _("two days after"))
OVER_DAYS = _("over these three days")


class Kind(StrEnum):
    """The kind of result, the most informative first."""

    TOGETHER = "together"
    NOTHING_SEEN = "nothing_seen"
    TOO_EARLY = "too_early"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Card:
    """One exposure: heading, result, and the number of days it rests on."""

    key: str
    name: str
    kind: Kind
    heading: str
    text: str
    recorded: str


def exposure_name(exposures: Mapping[str, Exposure], key: str, translate: Translate) -> str:
    """A built-in exposure in the reader's language, the person's own as they wrote it."""
    if key in BY_KEY:
        return translate(BY_KEY[key].name)
    return own_words(exposures[key].name) if key in exposures else key


def amount(value: float, exposures: Mapping[str, Exposure], key: str, translate: Translate) -> str:
    """An amount of an exposure with its unit, or yes or no."""
    if key in exposures and exposures[key].is_yes_no:
        return yes_or_no(value, translate)
    unit = exposures[key].unit if key in exposures else ""
    if scale_top(unit):
        text = number(value, 2, 1).text
        return translate(_("%(n)s point") if text == "1" else _("%(n)s points")) % {"n": text}
    text = number(value, 2, 2).text
    if text == "1" and key in BY_KEY:
        unit = UNIT_OF_ONE.get(unit, unit)
    return f"{text} {translate(unit) if unit else ''}".strip()
