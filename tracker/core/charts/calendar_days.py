"""A day in a calendar: what its cell shows when it is coloured by episodes, by strength or by what is tracked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tracker.core.analysis import DailyTotals
from tracker.core.analysis.describe.comparison import ComparedValue
from tracker.core.charts import style
from tracker.core.charts.cells import LOOKS, SIGNS, YES_LOOK, cell_text, ink_of, swatch_of
from tracker.core.reference.words import Translate


class ColourBy(StrEnum):
    """What the shade of a day shows."""

    EPISODES = "episodes"
    STRENGTH = "strength"
    EXPOSURE = "exposure"


STEPS = {ColourBy.EPISODES: (1, 2, 4, 6), ColourBy.STRENGTH: (0, 3, 5, 8)}
"""The lowest value of each shade but the first, the same on every page. The first one is a day without a twitch."""

STEP_LABELS = {
    ColourBy.EPISODES: ("0", "1", "2–3", "4–5", "6+"),
    ColourBy.STRENGTH: ("–", "0–2", "3–4", "5–7", "8–10"),
}


@dataclass(frozen=True)
class CellLook:
    """Fill, frame, number and sign of a cell. Without a `paint` the day was not logged and is hatched."""

    paint: Mapping[str, object] = field(default_factory=dict)
    label: str = ""
    sign: str = ""
    ink: str = style.INK


@dataclass(frozen=True)
class CalendarDay:
    """A day, how it looks, where it leads, and its words for those who hear it."""

    totals: DailyTotals
    look: CellLook
    href: str
    words: str
    is_today: bool = False


NOT_LOGGED = CellLook()
NO_VALUE = CellLook({"fill": style.TRACKED[0]}, "–", ink=style.QUIET)
STRENGTH_UNKNOWN = CellLook({"fill": style.HEAT[0]}, "–")


def look_by_count(totals: DailyTotals, by: ColourBy) -> CellLook:
    """The look of a day by its episodes or its strongest one; a quiet day has no number."""
    if totals.episodes is None:
        return NOT_LOGGED
    if not totals.episodes:
        return CellLook({"fill": style.HEAT[0]})
    value = totals.episodes if by is ColourBy.EPISODES else totals.strongest
    if value is None:
        return STRENGTH_UNKNOWN
    step = bisect_right(STEPS[by], value)
    return CellLook(
        {"fill": style.HEAT[step]}, str(value), ink=style.PAPER if step >= style.FIRST_DARK_STEP else style.INK
    )


def look_by_value(totals: DailyTotals, compared: ComparedValue | None, translate: Translate = str) -> CellLook:
    """The look of a day by the value of an exposure."""
    if compared is None:
        return NO_VALUE if totals.logged else NOT_LOGGED
    mark, text = compared.mark, cell_text(compared, translate)
    if compared.is_yes_no and compared.value > 0:
        return CellLook(YES_LOOK, text)
    if mark is None or mark not in LOOKS:
        return CellLook({"fill": style.TRACKED[0]}, text)
    return CellLook(LOOKS[mark], text, SIGNS[mark], ink_of(mark))


def step_swatches(by: ColourBy) -> list[tuple[str, str]]:
    """A drawing and a label for each shade."""
    shades = zip(style.HEAT, STEP_LABELS[by], strict=True)
    return [(swatch_of(f"step-{step}", {"fill": shade}), label) for step, (shade, label) in enumerate(shades)]
