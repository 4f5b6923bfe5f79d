"""Onsets by hour of the day."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from tracker.core.charts import style
from tracker.core.charts.marks import TOP_PT, counts_panel, draw_count
from tracker.core.charts.sheet import PHONE_PT, sheet
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _

HEIGHT_PT, BELOW_PT = 94.0, 18.0
BAR_WIDTH = 0.74
NAMED_EVERY = 3
TITLE = _("Episodes by hour of the day")
NO_EPISODES = _("no episodes in this time")


def draw_hours(counts: Sequence[int], translate: Translate = str) -> Figure:
    """24 bars, one per local hour; an hour without onsets stays empty."""
    figure = sheet(PHONE_PT, TOP_PT + HEIGHT_PT + BELOW_PT)
    panel = counts_panel(figure, HEIGHT_PT, len(counts), max(counts), translate(TITLE))
    for hour, count in enumerate(counts):
        if count:
            draw_count(panel, hour, count, str(count), BAR_WIDTH, style.TINY_PT, f"hour:{hour}")
        if hour % NAMED_EVERY == 0:
            panel.text(hour, 0, f"{hour:02}", dy=-12)
    if not any(counts):
        panel.note(translate(NO_EPISODES))
    return figure


def describe_hours(counts: Sequence[int], translate: Translate = str) -> str:
    """The text alternative."""
    if not any(counts):
        return translate(NO_EPISODES)
    busiest = [f"{hour:02}:00" for hour, count in enumerate(counts) if count == max(counts)]
    words = {"episodes": sum(counts), "hours": ", ".join(busiest), "most": max(counts)}
    return translate(_("Episodes: %(episodes)d. Most of them in the hour from %(hours)s: %(most)d.")) % words
