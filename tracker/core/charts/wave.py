"""The wave after injections: each one as a thin line, all together as a thick one in its band.

As wide as there is room, with lettering that keeps its size: positions are in per cent.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from tracker.core.analysis.changes.effects import InjectionCycle, InjectionWave
from tracker.core.charts import style
from tracker.core.charts.drawing import Drawing, drawing, stretched
from tracker.core.charts.scales import whole_steps

FIRST_WEEK, LAST_WEEK = -2, 13
HEIGHT_PX, TOP_PX = 150.0, 22.0
MARKS = range(0, LAST_WEEK, 2)
LATE_WEEK = 7
"""From here on the words of today lie left of their line."""


def wave_svg(
    wave: InjectionWave, title: str, description: str, axis: str, here: tuple[float, str] | None = None
) -> str:
    """Episodes a day by weeks since the injection. `axis` names the axis, `here` is today's week with its words."""
    sheet = drawing("wave", title, description, "wave")
    low = TOP_PX + HEIGHT_PX
    sheet.root.set("height", f"{low + 3.4 * sheet.letters:g}")
    steps = whole_steps(max(1, ceil(_highest(wave))))
    scale = HEIGHT_PX / steps[-1]
    for step in steps:
        y = low - scale * step
        sheet.add("line", x1=0, x2="100%", y1=y, y2=y, stroke=style.GRID, stroke_width=1)
        if step:
            sheet.text(str(step), x="100%", y=y - 3, fill=style.QUIET, text_anchor="end")
    stretched(sheet, low, [*_band(wave, low, scale), *_lines(wave, low, scale)])
    sheet.add("line", x1=0, x2="100%", y1=low, y2=low, stroke=style.LINE, stroke_width=1)
    _draw_marks(sheet, low, axis)
    if here and here[0] <= LAST_WEEK:
        at = f"{_share(here[0]):.2f}%"
        line = {"stroke": style.INK, "stroke_width": 1.4, "stroke_dasharray": "2 3", "class_": "here"}
        sheet.add("line", x1=at, x2=at, y1=TOP_PX - 4, y2=low, **line)
        side = {"text_anchor": "end"} if here[0] >= LATE_WEEK else {}
        sheet.text(here[1], x=at, y=TOP_PX - 8, fill=style.INK, font_weight=650, **side)
    return sheet.written()


def _draw_marks(sheet: Drawing, low: float, axis: str) -> None:
    at = f"{_share(0):.2f}%"
    sheet.add("line", x1=at, x2=at, y1=TOP_PX - 4, y2=low, stroke=style.LINE, stroke_width=1)
    sheet.text("▼", x=at, y=TOP_PX - 6, fill=style.INK, text_anchor="middle", class_="injection")
    for week in MARKS:
        middle = {"x": f"{_share(week):.2f}%", "text_anchor": "middle"}
        sheet.text(str(week), y=low + 1.4 * sheet.letters, fill=style.QUIET, **middle)
    sheet.text(axis, x="50%", y=low + 3 * sheet.letters, fill=style.QUIET, text_anchor="middle")


def _band(
    wave: InjectionWave, low: float, scale: float
) -> list[tuple[Sequence[tuple[float, float]], dict[str, object]]]:
    upper = [(_share(point.week), low - scale * point.high) for point in wave.curve]
    lower = [(_share(point.week), low - scale * point.low) for point in reversed(wave.curve)]
    return [([*upper, *lower], {"fill": style.BAND, "stroke": "none", "class_": "band"})]


def _lines(
    wave: InjectionWave, low: float, scale: float
) -> list[tuple[Sequence[tuple[float, float]], dict[str, object]]]:
    """The thin lines of the cycles, then the thick one of all together."""
    thin = {"fill": "none", "stroke": style.SOFT, "stroke_width": 1.2, "class_": "cycle"}
    found: list[tuple[Sequence[tuple[float, float]], dict[str, object]]] = [
        ([(_share(week + 0.5), low - scale * rate) for week, rate in _known(cycle)], thin) for cycle in wave.cycles
    ]
    thick = {"fill": "none", "stroke": style.ACCENT, "stroke_width": 2.6, "class_": "together"}
    found.append(([(_share(point.week), low - scale * point.rate) for point in wave.curve], thick))
    return found


def _known(cycle: InjectionCycle) -> list[tuple[int, float]]:
    return [(FIRST_WEEK + number, rate) for number, rate in enumerate(cycle.weeks) if rate is not None]


def _highest(wave: InjectionWave) -> float:
    rates = [rate for cycle in wave.cycles for _week, rate in _known(cycle)]
    return max([*rates, *(point.high for point in wave.curve)], default=1.0)


def _share(week: float) -> float:
    """Where a week lies, in per cent of the width."""
    return 100 * (week - FIRST_WEEK) / (LAST_WEEK - FIRST_WEEK)
