"""An exposure day by day: filled dots on days with episodes, hatched ones not logged, each week a link."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID
from xml.etree import ElementTree as ET

from tracker.core.analysis import DailyTotals
from tracker.core.charts.eight_weeks import eight_weeks_svg, last_weeks
from tracker.core.records import Exposure, Summary

SLEEP = Exposure(UUID(int=1), "sleep_h", "Sleep", "h", Summary.LAST)
SVG = "{http://www.w3.org/2000/svg}"


def drawn(days: list[DailyTotals], usual: float | None = 7.0) -> ET.Element:
    text = eight_weeks_svg(days, SLEEP, usual, "Title", "Words", lambda day: (f"/{day.date}/", "A week & more"))
    return ET.fromstring(text)  # noqa: S314 - drawn here.


def test_a_dot_is_filled_on_a_day_with_episodes(days: Callable[..., list[DailyTotals]]) -> None:
    root = drawn(days(2, 0, None, 1, sleep_h=[6.0, 8.0, 7.0, None]))
    first, second, third = root.iter(f"{SVG}circle")
    assert first.get("fill") != second.get("fill") == third.get("fill")
    assert float(first.get("cy", "")) > float(second.get("cy", ""))


def test_days_not_logged_are_hatched_and_episodes_are_bars(days: Callable[..., list[DailyTotals]]) -> None:
    root = drawn(days(2, 0, None, 4, sleep_h=[6.0, 8.0, 7.0, None]))
    kinds = [rect.get("class") for rect in root.iter(f"{SVG}rect")]
    assert (kinds.count("episodes"), kinds.count("not-logged")) == (2, 1)
    low, high = (float(r.get("height", "")) for r in root.iter(f"{SVG}rect") if r.get("class") == "episodes")
    assert high == 2 * low


def test_each_week_is_a_link_with_a_name(days: Callable[..., list[DailyTotals]]) -> None:
    root = drawn(days(*[1] * 14, sleep_h=[7.0] * 14))
    links = list(root.iter(f"{SVG}a"))
    assert [link.get("href") for link in links] == ["/2026-11-22/", "/2026-11-29/"]
    assert links[0].get("aria-label") == "A week & more"
    assert root.get("role") == "group"


def test_the_usual_value_is_a_dashed_line(days: Callable[..., list[DailyTotals]]) -> None:
    one = days(1, 1, sleep_h=[6.0, 8.0])
    assert [line for line in drawn(one).iter(f"{SVG}line") if line.get("class") == "usual"]
    assert not [line for line in drawn(one, None).iter(f"{SVG}line") if line.get("class") == "usual"]


def test_eight_weeks_are_fifty_six_days(days: Callable[..., list[DailyTotals]]) -> None:
    many = days(*[0] * 100, first=date(2026, 1, 1))
    assert last_weeks(many) == many[-56:]
    assert last_weeks([]) == []


def test_nights_are_on_the_same_scale_unless_one_is_beyond_it(days: Callable[..., list[DailyTotals]]) -> None:
    def marks(*nights: float) -> list[str | None]:
        root = drawn(days(*[1] * len(nights), sleep_h=list(nights)))
        return [text.text for text in root.iter(f"{SVG}text")][:3]

    assert marks(6, 8) == marks(4, 10) == ["4", "7", "10"]
    assert marks(2, 8)[0] == "0"
