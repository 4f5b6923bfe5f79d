"""One day on a line of 24 hours: episodes, what was taken with a clock time, doses.

As wide as its container, with lettering that keeps its size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from tracker.core.charts import style
from tracker.core.charts.drawing import Drawing, drawing, link
from tracker.core.records import Episode
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _

HOURS = (0, 6, 12, 18, 24)
MINUTES_A_DAY = 24 * 60

EPISODES_PX, LANE_PX, TOP_PX = 84.0, 26.0, 22.0
MIN_WIDTH = 1.4
"""The least width of an episode, in per cent of the day: five pixels on a phone."""

STRONGEST = 10


@dataclass(frozen=True)
class Mark:
    """Something at a clock time: a letter in a disc for a drink, a diamond with its name for a dose."""

    at: datetime
    zone: str
    letter: str
    name: str


@dataclass(frozen=True)
class Lane:
    """Marks of one kind, in one row; filled discs or outlined ones."""

    marks: tuple[Mark, ...]
    is_filled: bool = True


@dataclass(frozen=True)
class DayEpisode:
    """An episode, where it leads, and its words."""

    episode: Episode
    href: str
    words: str


def day_svg(
    episodes: Sequence[DayEpisode], lanes: Sequence[Lane], title: str, description: str, translate: Translate = str
) -> str:
    """The day. An episode is as wide as it lasted and as high as it was strong; half as high where nobody said."""
    sheet = drawing("day-line", title, description, "day-line")
    lanes = [lane for lane in lanes if lane.marks]
    # A quiet day has no row for episodes.
    top, base = (TOP_PX, TOP_PX + EPISODES_PX) if episodes else (0.0, 4.0)
    bottom = base + LANE_PX * len(lanes) + 8
    sheet.root.set("height", f"{bottom + 1.6 * sheet.letters:g}")
    if episodes:
        sheet.text(translate(_("Episodes, higher is stronger")), x=0, y=sheet.letters, fill=style.QUIET)
    for hour in HOURS:
        x = f"{100 * hour / 24:g}%"
        sheet.add("line", x1=x, x2=x, y1=top, y2=bottom, stroke=style.GRID, stroke_width=0.8)
        anchor = {0: "start", 24: "end"}.get(hour, "middle")
        sheet.text(str(hour), x=x, y=bottom + 1.3 * sheet.letters, fill=style.QUIET, text_anchor=anchor)
    sheet.add("line", x1=0, x2="100%", y1=base, y2=base, stroke=style.LINE, stroke_width=1)
    for shown in episodes:
        _draw_episode(sheet, shown, base)
    for row, lane in enumerate(lanes):
        for mark in lane.marks:
            _draw_mark(sheet, mark, base + (row + 0.5) * LANE_PX + 4, is_filled=lane.is_filled)
    return sheet.written()


def share_of_day(at: datetime, zone: str) -> float:
    """How far through its day a clock time is, in per cent."""
    local = at.astimezone(ZoneInfo(zone or "UTC"))
    return 100 * (local.hour * 60 + local.minute) / MINUTES_A_DAY


def _draw_episode(sheet: Drawing, shown: DayEpisode, base: float) -> None:
    episode = shown.episode
    x = share_of_day(episode.onset, episode.zone)
    width = min(max((episode.duration_s or 0) / 60 / MINUTES_A_DAY * 100, MIN_WIDTH), 100 - x) or MIN_WIDTH
    known = episode.strength is not None
    height = (EPISODES_PX - sheet.letters - 4) * (max(episode.strength or 0, 0.5) / STRONGEST if known else 0.5)
    target = link(sheet, shown.href, shown.words)
    # A bar of a few pixels is hard to tap: the target is wider.
    sheet.add(
        "rect",
        target,
        x=f"{max(x - 2, 0):.2f}%",
        width=f"{width + 4:.2f}%",
        y=TOP_PX,
        height=EPISODES_PX,
        fill="transparent",
    )
    look = {"fill": style.ACCENT} if known else {"fill": "none", "stroke": style.ACCENT, "stroke_width": 1.2}
    sheet.add(
        "rect", target, x=f"{x:.2f}%", width=f"{width:.2f}%", y=base - height, height=height, class_="episode", **look
    )
    if known:
        over = {"x": f"{x + width / 2:.2f}%", "y": base - height - 4, "text_anchor": "middle"}
        sheet.text(str(episode.strength), target, fill=style.INK, **over)


def _draw_mark(sheet: Drawing, mark: Mark, y: float, *, is_filled: bool) -> None:
    x = share_of_day(mark.at, mark.zone)
    if mark.letter:
        look = {"fill": style.QUIET} if is_filled else {"fill": "none", "stroke": style.QUIET, "stroke_width": 1.2}
        sheet.add("circle", cx=f"{x:.2f}%", cy=y, r=9, class_="mark", **look)
        ink = style.PAPER if is_filled else style.QUIET
        sheet.text(mark.letter, x=f"{x:.2f}%", y=y + 4, fill=ink, text_anchor="middle")
        return
    words = f"◆ {mark.name}"
    # Words that would run over the right edge end at their time instead.
    late = x > 60
    sheet.text(words, x=f"{x:.2f}%", y=y + 4, fill=style.QUIET, text_anchor="end" if late else "start", class_="mark")
