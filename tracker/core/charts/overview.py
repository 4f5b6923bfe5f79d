"""Small drawings for the overview: two weeks as two bars, and a weekly value as a line.

They are as wide as its container, with lettering that keeps its size: positions are in per cent.
"""

from __future__ import annotations

from collections.abc import Sequence

from tracker.core.analysis import WeekTotals
from tracker.core.charts import style
from tracker.core.charts.drawing import drawing, hatch, stretched
from tracker.core.charts.scales import whole_steps

BAR_PX, GAP_PX = 22.0, 10.0
WORDS_SHARE, NUMBER_SHARE = 32.0, 10.0
"""How much of the width the words on the left and the number on the right take, in per cent."""

LINE_PX = 64.0
MARGIN_PX = 6.0


def two_weeks_svg(
    now: WeekTotals, before: WeekTotals, title: str, description: str, labels: tuple[str, str], inline: str
) -> str:
    """The last seven days over the seven before: bars of counts, hatched for the days not logged at the same pace."""
    sheet = drawing("two-weeks", title, description, inline)
    sheet.root.set("height", f"{2 * BAR_PX + GAP_PX:g}")
    pattern = hatch(sheet)
    highest = max((week.episodes + (week.estimated_unlogged or 0) for week in (now, before)), default=0) or 1
    scale = (100 - WORDS_SHARE - NUMBER_SHARE) / highest
    for row, (week, label) in enumerate(zip((now, before), labels, strict=True)):
        top = row * (BAR_PX + GAP_PX)
        middle = top + BAR_PX / 2 + sheet.letters * 0.4
        sheet.text(label, x=0, y=middle, fill=style.QUIET, font_size=sheet.letters + 2)
        counted, more = week.episodes * scale, (week.estimated_unlogged or 0) * scale
        colour = style.SOFT if row else style.ACCENT
        bar = {"y": top, "height": BAR_PX, "rx": 3}
        if counted:
            sheet.add("rect", x=f"{WORDS_SHARE:g}%", width=f"{counted:.2f}%", fill=colour, **bar)
        if more:
            edge = {"fill": pattern, "stroke": style.LINE, "stroke_width": 0.8}
            sheet.add(
                "rect", x=f"{WORDS_SHARE + counted:.2f}%", width=f"{more:.2f}%", class_="estimated", **bar, **edge
            )
        number = {"font_size": sheet.letters + 2, "font_weight": 650, "text_anchor": "end"}
        sheet.text(str(week.episodes), x="100%", y=middle, fill=style.INK, **number)
    return sheet.written()


def line_svg(
    values: Sequence[float | None], title: str, description: str, ends: tuple[str, str], inline: str, highest: int = 1
) -> str:
    """A value of each week as a line with a dot for each, the newest one larger; gaps where it is not known.

    `ends` are the words below the first and the last week. The scale begins at 0 and reaches at least `highest`.
    """
    sheet = drawing("weekly-line", title, description, inline)
    low = LINE_PX + MARGIN_PX
    sheet.root.set("height", f"{low + 1.6 * sheet.letters:g}")
    top = whole_steps(max(highest, *(int(value) + 1 for value in values if value is not None), 1))[-1]
    points = [
        (100 * (number + 0.5) / len(values), low - value / top * LINE_PX)
        for number, value in enumerate(values)
        if value is not None
    ]
    for y, words in ((low, ""), (MARGIN_PX, str(top))):
        sheet.add("line", x1=0, x2="100%", y1=y, y2=y, stroke=style.GRID, stroke_width=0.8)
        sheet.text(words, x="100%", y=y - 3, fill=style.QUIET, text_anchor="end")
    stretched(sheet, low, [(points, {"fill": "none", "stroke": style.ACCENT, "stroke_width": 1.6})])
    for number, (x, y) in enumerate(points):
        radius = 4.5 if number == len(points) - 1 else 2
        sheet.add("circle", cx=f"{x:.2f}%", cy=y, r=radius, fill=style.ACCENT)
    sheet.text(ends[0], x=0, y=low + 1.3 * sheet.letters, fill=style.QUIET)
    sheet.text(ends[1], x="100%", y=low + 1.3 * sheet.letters, fill=style.QUIET, text_anchor="end")
    return sheet.written()
