"""Rate ratios on a scale of three words: half as many, no difference, twice as many.

As wide as there is room, with lettering that keeps its size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from tracker.core.analysis.results import Interval
from tracker.core.charts import style
from tracker.core.charts.drawing import Drawing, drawing, hatch
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _

HALF, SAME, TWICE = _("half as many"), _("no difference"), _("twice as many")
RULED_OUT = _("ruled out")

ROW_PX, TOP_PX = 40.0, 6.0
FULL_REACH = log(2.2)
"""The log ratio at either edge, a little beyond the outer words."""

MIN_RULED_OUT_SHARE = 22.0
"""The least width, in per cent, of a ruled-out part with its words in it."""


@dataclass(frozen=True)
class RatioRow:
    """One line of the picture: its words, empty for one without, and whether it is a link."""

    words: str
    ratio: Interval
    is_linked: bool


def ratio_scale_svg(
    rows: Sequence[RatioRow], title: str, description: str, inline: str, ink: str, translate: Translate = str,
    *, ruled_out: bool = False,
) -> str:  # fmt: skip
    """A row for each ratio: a line for its interval, a disc for a link and a ring for anything else.

    With `ruled_out` the parts of the scale outside the interval of the only row are hatched.
    """
    sheet = drawing("ratio-scale", title, description, inline)
    low = TOP_PX + ROW_PX * len(rows)
    sheet.root.set("height", f"{low + 1.8 * sheet.letters:g}")
    if ruled_out:
        _draw_ruled_out(sheet, rows[0].ratio, translate(RULED_OUT))
    for number, row in enumerate(rows):
        _draw_row(sheet, row, TOP_PX + ROW_PX * number, ink)
    sheet.add("line", x1=0, x2="100%", y1=low, y2=low, stroke=style.LINE, stroke_width=1)
    sheet.add("line", x1="50%", x2="50%", y1=TOP_PX, y2=low, stroke=style.LINE, stroke_width=1)
    for ratio, words, anchor in ((0.5, HALF, "start"), (1.0, SAME, "middle"), (2.0, TWICE, "end")):
        x = f"{_share(ratio):.2f}%"
        sheet.add("line", x1=x, x2=x, y1=low - 4, y2=low + 4, stroke=style.LINE, stroke_width=1)
        at = {"start": "0", "middle": "50%", "end": "100%"}[anchor]
        sheet.text(translate(words), x=at, y=low + 1.5 * sheet.letters, fill=style.QUIET, text_anchor=anchor)
    return sheet.written()


def _share(ratio: float) -> float:
    """Where a ratio is, in per cent of the width; beyond the scale it is at its edge."""
    return 50 * (1 + max(-1.0, min(1.0, log(ratio) / FULL_REACH)))


def _draw_row(sheet: Drawing, row: RatioRow, top: float, ink: str) -> None:
    colour = ink if row.is_linked else style.LINE if ink == style.ACCENT else ink
    middle = top + ROW_PX * 0.68
    sheet.text(row.words, x=0, y=top + sheet.letters, fill=style.INK, font_weight=650 if row.is_linked else 400)
    ends = {"x1": f"{_share(row.ratio.low):.2f}%", "x2": f"{_share(row.ratio.high):.2f}%"}
    sheet.add("line", y1=middle, y2=middle, stroke=colour, stroke_width=5, stroke_linecap="round", **ends)
    look = {"fill": colour if row.is_linked else style.PAPER, "stroke": colour, "stroke_width": 2}
    sheet.add("circle", cx=f"{_share(row.ratio.ratio):.2f}%", cy=middle, r=6, **look)


def _draw_ruled_out(sheet: Drawing, ratio: Interval, words: str) -> None:
    pattern = hatch(sheet)
    below, above = _share(ratio.low), _share(ratio.high)
    for first, last in ((0.0, below), (above, 100.0)):
        width = last - first
        if width > 0:
            size = {"x": f"{first:.2f}%", "width": f"{width:.2f}%", "y": TOP_PX + 16, "height": ROW_PX - 18}
            sheet.add("rect", fill=pattern, class_="ruled-out", **size)
        if width >= MIN_RULED_OUT_SHARE:
            middle = {"x": f"{first + width / 2:.2f}%", "y": TOP_PX + sheet.letters}
            sheet.text(words, fill=style.QUIET, text_anchor="middle", **middle)
