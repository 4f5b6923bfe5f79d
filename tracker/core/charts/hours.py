"""Onsets by hour of the day, as wide as its container, with lettering that keeps its size."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.core.charts import style
from tracker.core.charts.drawing import drawing
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _

BARS_PX, TOP_PX = 72.0, 16.0
MIN_TOP = 3
"""The least number of episodes that the scale reaches, so that a single one is no full bar."""

NAMED_HOURS = (0, 6, 12, 18, 24)
MAX_NUMBER = 99
"""Larger numbers would touch those beside them; the table has them."""


def hours_svg(counts: Sequence[int], title: str, inline: str, translate: Translate = str) -> str:
    """24 bars, one for each local hour; an hour without onsets is empty."""
    sheet = drawing("hours-line", title, describe_hours(counts, translate), inline)
    base = TOP_PX + BARS_PX
    sheet.root.set("height", f"{base + 1.6 * sheet.letters:g}")
    unit = BARS_PX / max(MIN_TOP, *counts)
    width = 100 / len(counts)
    for hour, count in enumerate(counts):
        if not count:
            continue
        bar = {"x": f"{(hour + 0.14) * width:.2f}%", "width": f"{0.72 * width:.2f}%", "rx": 2}
        sheet.add("rect", y=base - count * unit, height=count * unit, fill=style.ACCENT, class_="bar", **bar)
        if count <= MAX_NUMBER:
            middle = {"x": f"{(hour + 0.5) * width:.2f}%", "text_anchor": "middle"}
            sheet.text(str(count), y=base - count * unit - 4, fill=style.INK, **middle)
    sheet.add("line", x1=0, x2="100%", y1=base, y2=base, stroke=style.LINE, stroke_width=1)
    for hour in NAMED_HOURS:
        anchor = {0: "start", 24: "end"}.get(hour, "middle")
        place = {"x": f"{hour * width:.2f}%", "y": base + 1.3 * sheet.letters}
        sheet.text(str(hour), fill=style.QUIET, text_anchor=anchor, **place)
    return sheet.written()


def describe_hours(counts: Sequence[int], translate: Translate = str) -> str:
    """The text alternative."""
    if not any(counts):
        return translate(_("no episodes in this time"))
    busiest = [f"{hour:02}:00" for hour, count in enumerate(counts) if count == max(counts)]
    words = {"episodes": sum(counts), "hours": ", ".join(busiest), "most": max(counts)}
    return translate(_("Episodes: %(episodes)d. Most of them in the hour from %(hours)s: %(most)d.")) % words
