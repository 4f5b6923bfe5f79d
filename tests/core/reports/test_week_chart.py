"""The chart in words carries the numbers of the bars."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET

from tracker.core.records import Diary
from tracker.core.reports import build_summary, chart_title, chart_words, week_chart

TODAY = date(2026, 7, 1)


def test_the_words_are_made_of_the_numbers(three_weeks: Diary) -> None:
    assert chart_words(build_summary(three_weeks, TODAY)) == (
        "Bar chart of episodes counted in each week. 2 of 3 weeks have at least 4 logged days. Lowest 3 (week from"
        " 18 May 2026), median 3.5, highest 4 (week from 4 May 2026). Over the weeks: too early to say."
    )


def test_an_empty_chart_says_so(empty: Diary) -> None:
    assert (
        chart_words(build_summary(empty, TODAY))
        == "Bar chart of episodes counted in each week. Nothing was logged in this period."
    )


def test_the_drawing_carries_title_and_words(three_weeks: Diary) -> None:
    summary = build_summary(three_weeks, TODAY)
    drawn = ET.fromstring(week_chart(summary))  # noqa: S314  Drawn a line above, not sent in.
    words = [drawn.findtext(f"{{http://www.w3.org/2000/svg}}{tag}") for tag in ("title", "desc")]
    assert words == [chart_title(), chart_words(summary)]
