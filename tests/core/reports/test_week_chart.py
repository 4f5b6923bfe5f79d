"""The chart in words carries the numbers of the bars."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET

from tracker.core.records import Diary
from tracker.core.reports import build_summary, chart_title, chart_words, week_chart
from tracker.core.reports.facts import WeeksChart

TODAY = date(2026, 7, 1)


def weeks_of(diary: Diary) -> WeeksChart:
    (chart,) = (s.chart for s in build_summary(diary, TODAY).sections if isinstance(s.chart, WeeksChart))
    return chart


def test_the_words_are_made_of_the_numbers(three_weeks: Diary) -> None:
    assert chart_words(weeks_of(three_weeks)) == (
        "Bar chart of episodes counted in each week. 2 of 3 weeks have at least 4 logged days. Lowest 3 (week from"
        " 18 May 2026), median 3.5, highest 4 (week from 4 May 2026). Over the weeks: too early to say."
    )


def test_an_empty_chart_says_so(empty: Diary) -> None:
    assert (
        chart_words(weeks_of(empty))
        == "Bar chart of episodes counted in each week. Nothing was logged in this period."
    )


def test_the_drawing_carries_title_and_words(three_weeks: Diary) -> None:
    chart = weeks_of(three_weeks)
    drawn = ET.fromstring(week_chart(chart))  # noqa: S314  Drawn a line above, not sent in.
    words = [drawn.findtext(f"{{http://www.w3.org/2000/svg}}{tag}") for tag in ("title", "desc")]
    assert words == [chart_title(), chart_words(chart)]
