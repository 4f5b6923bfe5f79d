"""The small drawings of the overview."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET

import pytest

from tracker.core.analysis import WeekTotals
from tracker.core.charts.overview import line_svg, two_weeks_svg

SVG = "{http://www.w3.org/2000/svg}"
DAY = date(2026, 11, 24)


def two(now: WeekTotals, before: WeekTotals) -> ET.Element:
    text = two_weeks_svg(now, before, "Title", "Words", ("Last 7 days", "7 days before"), "two")
    return ET.fromstring(text)  # noqa: S314 - drawn here.


def widths(root: ET.Element) -> list[float]:
    return [float(rect.get("width", "").rstrip("%")) for rect in root.iter(f"{SVG}rect")]


def test_bars_are_in_proportion_and_say_their_count() -> None:
    root = two(WeekTotals(DAY, 7, 6, 6.0), WeekTotals(DAY, 7, 12, 12.0))
    now, before = widths(root)
    assert now == pytest.approx(before / 2)
    assert [text.text for text in root.iter(f"{SVG}text")] == ["Last 7 days", "6", "7 days before", "12"]


def test_days_not_logged_are_hatched_behind_the_count() -> None:
    root = two(WeekTotals(DAY, 6, 12, 14.0), WeekTotals(DAY, 7, 14, 14.0))
    counted, estimated, before = widths(root)
    assert estimated == pytest.approx(counted / 6, rel=0.01)
    assert counted + estimated == pytest.approx(before, rel=0.01)


def test_two_quiet_weeks_have_no_bars() -> None:
    assert widths(two(WeekTotals(DAY, 7, 0, 0.0), WeekTotals(DAY, 7, 0, 0.0))) == []


def test_a_line_has_a_dot_for_each_known_week_and_a_larger_last_one() -> None:
    root = ET.fromstring(line_svg([3, None, 4.5, 2], "Title", "Words", ("Sep", "now"), "line"))  # noqa: S314
    dots = list(root.iter(f"{SVG}circle"))
    assert [float(dot.get("r", "")) for dot in dots] == [2, 2, 4.5]
    heights = [float(dot.get("cy", "")) for dot in dots]
    assert heights[1] < heights[0] < heights[2]


def test_lettering_is_at_least_eleven_pixels() -> None:
    root = two(WeekTotals(DAY, 7, 6, 6.0), WeekTotals(DAY, 7, 12, 12.0))
    line = ET.fromstring(line_svg([1.0], "Title", "Words", ("", ""), "line"))  # noqa: S314 - drawn here.
    assert min(float(text.get("font-size", "")) for text in (*root.iter(f"{SVG}text"), *line.iter(f"{SVG}text"))) >= 11
