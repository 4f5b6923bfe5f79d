"""The weekly chart of the summary, and its text alternative."""

from __future__ import annotations

from statistics import median

from tracker.core.analysis import WeekTotals
from tracker.core.analysis.describe.weekly import MIN_LOGGED_DAYS
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.facts import WeeksChart
from tracker.core.reports.wording import day_text, number, share

COLUMN_PT = 246
"""The width of a column on paper, in points."""


def week_chart(chart: WeeksChart, translate: Translate = str, width_pt: float = COLUMN_PT, inline: str = "") -> str:
    """The chart as SVG, `width_pt` wide on paper; with an id in `inline`, for a page, in the page's colours."""
    from tracker.core.charts.weeks import weeks_svg

    return weeks_svg(chart.weeks, chart_title(translate), chart_words(chart, translate), translate, width_pt, inline)


def chart_note(chart: WeeksChart, translate: Translate = str) -> str:
    """The legend: a line to print below the chart."""
    note = translate(_("Below each bar: days logged."))
    if all(week.days_logged == week.days for week in chart.weeks):
        return note
    hatched = translate(
        _("Hatched: days not logged, at that week's own pace; with fewer than %(days)d logged days no guess.")
    )
    return f"{note} {hatched % {'days': MIN_LOGGED_DAYS}}"


def chart_title(translate: Translate = str) -> str:
    """The title of the chart."""
    return translate(_("Episodes a week"))


def chart_words(chart: WeeksChart, translate: Translate = str) -> str:
    """The chart in words: the lowest, middle and highest count of the weeks that were logged well, and the trend."""
    if not any(week.days_logged for week in chart.weeks):
        return translate(_("Bar chart of episodes counted in each week. Nothing was logged in this period."))
    known = [week for week in chart.weeks if week.rate_per_week is not None]
    words = translate(
        _("Bar chart of episodes counted in each week. %(known)s weeks have at least %(days)d logged days.")
    ) % {"known": share(len(known), len(chart.weeks), translate), "days": MIN_LOGGED_DAYS}
    return f"{words} {_in_words(known, chart.direction, translate)}" if known else words


def _in_words(known: list[WeekTotals], direction: str, translate: Translate) -> str:
    lowest, highest = (pick(known, key=lambda week: week.episodes) for pick in (min, max))
    return translate(
        _("Lowest %(lowest)s, median %(median)s, highest %(highest)s. Over the weeks: %(direction)s.")
    ) % {
        "lowest": _count_and_week(lowest, translate),
        "median": number(median(week.episodes for week in known), 2).text,
        "highest": _count_and_week(highest, translate),
        "direction": direction,
    }


def _count_and_week(week: WeekTotals, translate: Translate) -> str:
    return translate(_("%(count)d (week from %(day)s)")) % {
        "count": week.episodes,
        "day": day_text(week.first_day, translate),
    }
