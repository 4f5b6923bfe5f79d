"""Cells with a value of what a person tracks: fill, frame and sign say how it compares with the usual."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from tracker.core.analysis.describe.comparison import ComparedValue
from tracker.core.analysis.describe.usual import Mark
from tracker.core.charts import style
from tracker.core.charts.drawing import Drawing
from tracker.core.charts.words import number
from tracker.core.reference.words import Translate
from tracker.core.reference.yes_no import yes_or_no

SIGNS = {Mark.MUCH_LESS: "▽", Mark.LESS: "▽", Mark.USUAL: "", Mark.MORE: "▲", Mark.MUCH_MORE: "▲"}

LOOKS: Mapping[Mark, Mapping[str, object]] = {
    Mark.MUCH_LESS: {"fill": style.PAPER, "stroke": style.TRACKED[3], "stroke_width": 2.4},
    Mark.LESS: {"fill": style.PAPER, "stroke": style.TRACKED[2], "stroke_width": 1.2},
    Mark.MORE: {"fill": style.TRACKED[1]},
    Mark.MUCH_MORE: {"fill": style.TRACKED[3]},
}
"""How a cell is filled and framed; a usual value has neither."""

YES_LOOK: Mapping[str, object] = LOOKS[Mark.MORE]
"""How a cell with a yes is filled; one with a no is not."""

QUARTERS = {0.25: "¼", 0.5: "½", 0.75: "¾"}
SWATCH_PX = (26.0, 20.0)


def short_number(value: float) -> str:
    """A value for a narrow cell: 6¾ instead of 6.75, 12k instead of 12000."""
    if value >= 10_000:
        return f"{value / 1000:.0f}k"
    if value >= 100:
        return number(value)
    whole, rest = divmod(value, 1)
    if rest in QUARTERS:
        return f"{whole:.0f}{QUARTERS[rest]}" if whole else QUARTERS[rest]
    return f"{value:.1f}".removesuffix(".0")


def cell_text(cell: ComparedValue, translate: Translate = str) -> str:
    """The value as a cell shows it."""
    return yes_or_no(cell.value, translate) if cell.is_yes_no else short_number(cell.value)


def ink_of(mark: Mark | None) -> str:
    """The colour of the value and its sign."""
    if mark is Mark.MUCH_MORE:
        return style.PAPER
    return style.INK if mark in LOOKS else style.QUIET


def draw_mark(sheet: Drawing, parent: ET.Element, mark: Mark | None, box: Mapping[str, object], sign_y: float) -> None:
    """Fill or frame `box` and put the sign into its middle, with the baseline at `sign_y`."""
    if mark is None or mark is Mark.USUAL:
        return
    sheet.add("rect", parent, class_=mark.replace(" ", "-"), rx=6, **box, **LOOKS[mark])
    sheet.text(SIGNS[mark], parent, x="50%", y=sign_y, fill=ink_of(mark), text_anchor="middle", aria_hidden="true")


def swatch(mark: Mark) -> str:
    """The mark alone, for a legend with words beside it."""
    return swatch_of(mark.replace(" ", "-"), LOOKS[mark], SIGNS[mark], ink_of(mark))


def swatch_of(name: str, look: Mapping[str, object], sign: str = "", ink: str = style.INK) -> str:
    """A small cell without text, for a legend."""
    width, height = SWATCH_PX
    root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "class": "swatch", "aria-hidden": "true"})
    root.attrib.update({"width": f"{width:g}", "height": f"{height:g}"})
    sheet = Drawing(root, "swatch")
    sheet.add("rect", class_=name, rx=6, x=1.5, y=1.5, width=width - 3, height=height - 3, **look)
    if sign:
        sheet.text(sign, x="50%", y=height / 2 + 4, fill=ink, text_anchor="middle")
    return sheet.written()
