"""Ratings of clinical scales over time: a line for each scale, with the score at each point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.core.charts import style
from tracker.core.charts.drawing import Drawing, drawing
from tracker.core.charts.words import day_and_month, number
from tracker.core.reference.graphemes import one_line
from tracker.core.reference.scales import SCALES
from tracker.core.reference.words import Translate

WIDTH = 246.0
"""Width of the drawing: points on paper, pixels on a page."""

NAME, LINE, DATES = 1.4, 4.5, 2.4
"""Heights of a scale's name, its line and its dates, in font sizes."""

MARGIN = 2.0
"""Room left and right of the line for a score and half a date, in font sizes."""

MAX_NAME_CHARS = 30
UNKNOWN_RANGE = (0, 10)


@dataclass(frozen=True)
class ScaleCourse:
    """The scores of one scale in the order of time, at least two days of them."""

    scale: str
    scores: tuple[tuple[date, float], ...]

    @property
    def limits(self) -> tuple[float, float]:
        """The lowest and highest score of the scale; for a scale of one's own 0 to 10, or as far as the scores go."""
        known = SCALES.get(self.scale)
        low, high = (known.low, known.high) if known else UNKNOWN_RANGE
        given = [score for _day, score in self.scores]
        return min(low, *given), max(high, *given)


def scale_courses_svg(
    courses: Sequence[ScaleCourse], title: str, description: str, translate: Translate = str, inline: str = ""
) -> str:
    """All scales below each other on one axis of time. With an id in `inline` it is for a page."""
    sheet = drawing("scales", title, description, inline)
    row = (NAME + LINE + DATES) * sheet.letters
    height = row * len(courses)
    sheet.root.attrib.update({"width": f"{WIDTH:g}", "height": f"{height:g}", "viewBox": f"0 0 {WIDTH:g} {height:g}"})
    for index, course in enumerate(courses):
        _draw(sheet, course, row * index, translate)
    return sheet.written()


def _draw(sheet: Drawing, course: ScaleCourse, top: float, translate: Translate) -> None:
    letters = sheet.letters
    low, high = course.limits
    first, last = course.scores[0][0], course.scores[-1][0]
    foot = top + (NAME + LINE) * letters
    tall = (LINE - 1.6) * letters

    def place(day: date, score: float) -> tuple[float, float]:
        across = (day - first).days / max((last - first).days, 1)
        return MARGIN * letters + across * (WIDTH - 2 * MARGIN * letters), foot - tall * (score - low) / (high - low)

    name = f"{one_line(course.scale, MAX_NAME_CHARS)} ({number(low)}–{number(high)})"
    sheet.text(name, x=0, y=top + letters, fill=style.INK, font_weight=600)
    sheet.add("line", x1=0, x2=WIDTH, y1=foot, y2=foot, stroke=style.LINE, stroke_width=0.8)
    points = [place(day, score) for day, score in course.scores]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    sheet.add("polyline", points=line, fill="none", stroke=style.ACCENT, stroke_width=1.6)
    for (x, y), (_day, score) in zip(points, course.scores, strict=True):
        sheet.add("circle", cx=x, cy=y, r=2.4, fill=style.ACCENT)
        sheet.text(number(score), x=x, y=y - 0.5 * letters, fill=style.INK, text_anchor="middle")
    for x, day, side in ((0.0, first, "start"), (WIDTH, last, "end")):
        sheet.text(day_and_month(day, translate), x=x, y=foot + 1.3 * letters, fill=style.QUIET, text_anchor=side)
