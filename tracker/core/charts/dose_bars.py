"""Episodes a day by dose: solid bars for the same day, outlined ones for the day after, with give-or-take lines.

As wide as there is room, with lettering that keeps its size. And the same as a small picture for a list.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from xml.etree import ElementTree as ET

from tracker.core.analysis.describe.dose_bands import BandRate, DoseBands
from tracker.core.charts import style
from tracker.core.charts.drawing import PAGE_LETTERS, Drawing, drawing
from tracker.core.charts.scales import whole_steps

HEIGHT_PX, TOP_PX = 140.0, 8.0
BAR_SHARE = 0.72
"""How much of its place the bars of a band take."""

LONG_LABEL = 9
SMALL_WIDTH_PX, SMALL_HEIGHT_PX = 76.0, 40.0

INKS = {"linked": style.ACCENT, "no_link": style.SOFT, "cannot_tell": style.LINE}


def dose_bars_svg(
    found: DoseBands,
    labels: Sequence[tuple[str, str]],
    title: str,
    description: str,
    group: str,
    *,
    day_after: bool = False,
    after_first: bool = False,
) -> str:
    """A bar for each band; `labels` are its name and the words on its days.

    With `day_after` a second one is drawn beside it, in front of it if that is the day that was named (`after_first`).
    """
    sheet = drawing("dose-bars", title, description, "dose-bars")
    low = TOP_PX + HEIGHT_PX
    two_lines = any(len(label) > LONG_LABEL for label, _days in labels)
    sheet.root.set("height", f"{low + (5.2 if two_lines else 3.8) * sheet.letters:g}")
    steps = whole_steps(max(1, ceil(found.highest)))
    for step in steps:
        y = low - HEIGHT_PX * step / steps[-1]
        sheet.add("line", x1=0, x2="100%", y1=y, y2=y, stroke=style.GRID, stroke_width=1)
        sheet.text(str(step), x=-8, y=y + 4, fill=style.QUIET, text_anchor="end")
    sheet.add("line", x1=0, x2="100%", y1=low, y2=low, stroke=style.LINE, stroke_width=1)
    room = 100 / len(found.bands)
    for place, (band, (label, days)) in enumerate(zip(found.bands, labels, strict=True)):
        both = [(band.same_day, True), (band.day_after, False)] if day_after else [(band.same_day, True)]
        bars = [one for one in (reversed(both) if after_first else both) if one[0]]
        width = room * BAR_SHARE / len(both)
        left = room * (place + (1 - BAR_SHARE) / 2)
        for number, (rate, is_solid) in enumerate(bars):
            if rate:
                ink = INKS[group]
                _draw_bar(sheet, rate, left + number * width, width * 0.92, low, HEIGHT_PX / steps[-1], ink, is_solid)
        _draw_labels(sheet, room * (place + 0.5), low, label, days)
    return sheet.written()


def small_bars_svg(found: DoseBands, ends: tuple[str, str], group: str) -> str:
    """The same day alone, without numbers. It is hidden from screen readers: the row beside it says what it shows."""
    height = SMALL_HEIGHT_PX + 1.4 * PAGE_LETTERS
    size = {"width": f"{SMALL_WIDTH_PX:g}", "height": f"{height:g}"}
    sheet = Drawing(ET.Element("svg", {"class": "small-bars", "aria-hidden": "true", **size}), "small")
    room = SMALL_WIDTH_PX / len(found.bands)
    highest = max(band.same_day.mean for band in found.bands) or 1.0
    for place, band in enumerate(found.bands):
        tall = max(1.0, (SMALL_HEIGHT_PX - 2) * band.same_day.mean / highest)
        place_px = {"x": room * place + 3, "y": SMALL_HEIGHT_PX - tall}
        sheet.add("rect", width=room - 6, height=tall, rx=2, fill=INKS[group], **place_px)
    base = {"y1": SMALL_HEIGHT_PX, "y2": SMALL_HEIGHT_PX}
    sheet.add("line", x1=0, x2=SMALL_WIDTH_PX, stroke=style.LINE, stroke_width=1, **base)
    sheet.text(ends[0], x=0, y=height - 2, fill=style.QUIET)
    sheet.text(ends[1], x=SMALL_WIDTH_PX, y=height - 2, fill=style.QUIET, text_anchor="end")
    return sheet.written()


def progress_svg(done: int, whole: int) -> str:
    """A bar of what is done, beside words that say the same."""
    sheet = Drawing(ET.Element("svg", {"class": "progress-line", "aria-hidden": "true", "height": "8"}), "progress")
    for share, colour in ((100.0, style.GRID), (100 * min(done, whole) / whole, style.ACCENT)):
        sheet.add("rect", width=f"{share:g}%", height=8, rx=4, fill=colour)
    return sheet.written()


def _draw_bar(
    sheet: Drawing, rate: BandRate, left: float, width: float, low: float, scale: float, ink: str, is_solid: bool
) -> None:
    tall = max(rate.mean * scale, 1.0)
    look = {"fill": ink} if is_solid else {"fill": style.PAPER, "stroke": ink, "stroke_width": 1.6}
    sheet.add(
        "rect", x=f"{left:.2f}%", width=f"{width:.2f}%", y=low - tall, height=tall, rx=3,
        class_="same-day" if is_solid else "day-after", **look,
    )  # fmt: skip
    middle = f"{left + width / 2:.2f}%"
    ends = {"x1": middle, "x2": middle, "y1": low - rate.low * scale, "y2": low - rate.high * scale}
    sheet.add("line", stroke=style.PAPER, stroke_width=3.6, **ends)
    sheet.add("line", stroke=style.INK, stroke_width=1.3, class_="give-or-take", **ends)


def _draw_labels(sheet: Drawing, middle: float, low: float, label: str, days: str) -> None:
    """The name of a band, on two lines where it is long, and its days."""
    first, _space, rest = label.partition(" ") if len(label) > LONG_LABEL else (label, "", "")
    y = low + 1.5 * sheet.letters
    for line in (first, rest) if rest else (first,):
        words = {"font_size": sheet.letters + 1, "font_weight": 650, "text_anchor": "middle"}
        sheet.text(line, x=f"{middle:.2f}%", y=y, fill=style.INK, **words)
        y += 1.3 * sheet.letters
    sheet.text(days, x=f"{middle:.2f}%", y=y, fill=style.QUIET, text_anchor="middle")
