"""The weekly chart of the summary, and the same numbers in a sentence for who cannot see it."""

from __future__ import annotations

from statistics import median

from tracker.analysis import WeekTotals
from tracker.reference.words import gettext_noop as _
from tracker.reports.doctor_summary import DoctorSummary
from tracker.reports.facts import Say
from tracker.reports.wording import day_text, number, share


def week_chart(summary: DoctorSummary, say: Say = str) -> str:
    """The chart as an SVG document with its own colours. Loads the drawing library, which takes a second."""
    from tracker.charts.svg import standalone_svg
    from tracker.charts.weeks import draw_weeks

    return standalone_svg(draw_weeks(summary.weeks, say, wide=True), chart_title(say), chart_words(summary, say))


def chart_title(say: Say = str) -> str:
    """What the chart shows."""
    return say(_("Episodes a week"))


def chart_words(summary: DoctorSummary, say: Say = str) -> str:
    """The chart in words: how many weeks are known, the lowest, the middle and the highest of them, the direction."""
    known = [(week.rate_per_week, week) for week in summary.weeks if week.rate_per_week is not None]
    if not known:
        return say(_("Bar chart of episodes a week. Nothing was logged in this period."))
    lowest, highest = (pick(known, key=lambda pair: pair[0]) for pick in (min, max))
    return say(
        _(
            "Bar chart of episodes a week, %(known)s weeks with a logged day. Lowest %(lowest)s, median %(median)s,"
            " highest %(highest)s. Direction: %(direction)s."
        )
    ) % {
        "known": share(len(known), len(summary.weeks), say),
        "lowest": _rate_and_week(*lowest, say),
        "median": number(median(rate for rate, _week in known), 2).text,
        "highest": _rate_and_week(*highest, say),
        "direction": summary.direction.text,
    }


def _rate_and_week(rate: float, week: WeekTotals, say: Say) -> str:
    return say(_("%(rate)s (week from %(day)s)")) % {
        "rate": number(rate, 2).text,
        "day": day_text(week.first_day, say),
    }
