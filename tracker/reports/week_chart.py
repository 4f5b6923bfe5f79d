"""The weekly chart of the summary, and the same numbers in a sentence for who cannot see it.

Both are made from the table of weeks, so that a summary that was frozen is drawn as it was.
"""

from __future__ import annotations

from datetime import date
from statistics import median

from tracker.analysis import WeekTotals
from tracker.analysis.weekly import DAYS_A_WEEK
from tracker.reference.words import gettext_noop as _
from tracker.reports.doctor_summary import DoctorSummary
from tracker.reports.facts import Cell, Say
from tracker.reports.wording import day_text, number, share

BESIDE_A_FACE = 0.78
"""How much of a page's width the chart takes where the face stands beside it."""


def week_chart(summary: DoctorSummary, say: Say = str, of_page: float = 1.0, height_pt: float = 50.0) -> str:
    """The chart as an SVG document with its own colours. Loads the drawing library, which takes a second.

    `of_page` is how much of a page's width it takes, `height_pt` how high its bars reach; its type stays
    as large.
    """
    from tracker.charts.sheet import PAGE_PT
    from tracker.charts.svg import standalone_svg
    from tracker.charts.weeks import draw_weeks

    drawn = draw_weeks(weeks_of(summary), say, page_pt=PAGE_PT * of_page, page_height_pt=height_pt)
    return standalone_svg(drawn, chart_title(say), chart_words(summary, say))


def weeks_of(summary: DoctorSummary) -> tuple[WeekTotals, ...]:
    """The weeks that the section on the course lists; none when it was not chosen."""
    course = summary.section("course")
    return tuple(_week(row) for row in course.table("weeks").rows) if course else ()


def chart_title(say: Say = str) -> str:
    """What the chart shows."""
    return say(_("Episodes a week"))


def chart_words(summary: DoctorSummary, say: Say = str) -> str:
    """The chart in words: how many weeks are known, the lowest, the middle and the highest of them, the direction."""
    weeks = weeks_of(summary)
    known = [(week.rate_per_week, week) for week in weeks if week.rate_per_week is not None]
    if not known:
        return say(_("Bar chart of episodes a week. Nothing was logged in this period."))
    lowest, highest = (pick(known, key=lambda pair: pair[0]) for pick in (min, max))
    return say(
        _(
            "Bar chart of episodes a week, %(known)s weeks with a logged day. Lowest %(lowest)s, median %(median)s,"
            " highest %(highest)s. Direction: %(direction)s."
        )
    ) % {
        "known": share(len(known), len(weeks), say),
        "lowest": _rate_and_week(*lowest, say),
        "median": number(median(rate for rate, _week in known), 2).text,
        "highest": _rate_and_week(*highest, say),
        "direction": next(fact.text for fact in summary.headline if fact.key == "direction"),
    }


def _week(row: tuple[Cell, ...]) -> WeekTotals:
    """A row of the table of weeks as numbers; the rate is worked out anew, for the table has it rounded."""
    begins, days_logged, episodes, _rate = (cell.value for cell in row)
    days, count = int(days_logged or 0), int(episodes or 0)
    return WeekTotals(date.fromisoformat(str(begins)), days, count, count / days * DAYS_A_WEEK if days else None)


def _rate_and_week(rate: float, week: WeekTotals, say: Say) -> str:
    return say(_("%(rate)s (week from %(day)s)")) % {
        "rate": number(rate, 2).text,
        "day": day_text(week.first_day, say),
    }
