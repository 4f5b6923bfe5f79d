"""A month as cells, each a link to its day."""

from __future__ import annotations

from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest

from tracker.core.analysis import DailyTotals
from tracker.core.analysis.describe.comparison import ComparedValue
from tracker.core.analysis.describe.usual import Mark
from tracker.core.charts import style
from tracker.core.charts.calendar_days import (
    NOT_LOGGED,
    CalendarDay,
    ColourBy,
    look_by_count,
    look_by_value,
    step_swatches,
)
from tracker.core.charts.month_cells import month_svg

FIRST = date(2026, 11, 1)
SVG = "{http://www.w3.org/2000/svg}"


def totals(place: int, episodes: int | None, strongest: int | None = None) -> DailyTotals:
    return DailyTotals(FIRST + timedelta(place), episodes is not None, episodes, None, strongest, {})


def cells(*counts: int | None) -> list[CalendarDay]:
    days = [totals(place, count) for place, count in enumerate(counts)]
    return [
        CalendarDay(day, look_by_count(day, ColourBy.EPISODES), f"/day/{day.date}/", f"{day.date}", day.date.day == 3)
        for day in days
    ]


def drawn(days: list[CalendarDay], **options: bool) -> ET.Element:
    return ET.fromstring(month_svg(days, "Title", "Words", **options))  # noqa: S314 - drawn here.


def classed(root: ET.Element, name: str) -> list[ET.Element]:
    return [element for element in root.iter() if element.get("class") == name]


@pytest.mark.parametrize(
    ("count", "step"), [(0, 0), (1, 1), (2, 2), (3, 2), (4, 3), (5, 3), (6, 4), (60, 4)]
)  # fmt: skip
def test_a_count_has_the_same_shade_in_every_month(count, step):
    assert look_by_count(totals(0, count), ColourBy.EPISODES).paint == {"fill": style.HEAT[step]}


@pytest.mark.parametrize(("strongest", "step"), [(0, 1), (2, 1), (3, 2), (5, 3), (7, 3), (8, 4), (10, 4)])
def test_a_strength_has_its_shade(strongest, step):
    look = look_by_count(totals(0, 2, strongest), ColourBy.STRENGTH)
    assert (look.paint, look.label) == ({"fill": style.HEAT[step]}, str(strongest))


def test_an_episode_without_a_strength_is_not_a_quiet_day():
    assert look_by_count(totals(0, 1), ColourBy.STRENGTH).label == "–"
    assert look_by_count(totals(0, 0), ColourBy.STRENGTH).label == ""


def test_a_value_shows_how_it_compares():
    look = look_by_value(totals(0, 1), ComparedValue(5.5, Mark.LESS))
    assert (look.label, look.sign) == ("5½", "▽")
    assert look_by_value(totals(0, 1), ComparedValue(7, Mark.USUAL)).sign == ""
    assert look_by_value(totals(0, 0), None).label == "–"
    assert look_by_value(totals(0, None), None) == NOT_LOGGED


def test_each_cell_is_a_link_to_its_day():
    root = drawn(cells(*[1] * 30))
    links = list(root.iter(f"{SVG}a"))
    assert [link.get("href") for link in links] == [f"/day/2026-11-{n:02}/" for n in range(1, 31)]
    assert links[0].get("aria-label") == "2026-11-01"
    assert root.get("role") == "group"


def test_weeks_begin_on_monday():
    frames = [frame for frame in drawn(cells(1, 1)).iter(f"{SVG}svg") if frame.get("overflow")]
    # 1 November 2026 is a Sunday.
    assert [(frame.get("x"), frame.get("y")) for frame in frames] == [("85.71%", "20"), ("0.00%", "68")]


def test_numbers_dots_and_hatching_are_three_things():
    root = drawn(cells(2, 0, None, 5))
    assert (len(classed(root, "quiet-day")), len(classed(root, "not-logged")), len(classed(root, "cell"))) == (1, 1, 3)
    assert [text.text for text in classed(root, "number")] == ["1", "2", "3", "4"]
    assert len(classed(root, "today")) == 1


def test_days_with_episodes_have_a_dot_under_another_colour():
    assert len(classed(drawn(cells(2, 0, None, 5), with_episode_dots=True), "episode")) == 2
    assert classed(drawn(cells(2, 0, None, 5)), "episode") == []


def test_no_lettering_is_smaller_than_eleven_pixels():
    sizes = [float(text.get("font-size", "0")) for text in drawn(cells(2, 0, None, 5)).iter(f"{SVG}text")]
    assert min(sizes) >= 11


@pytest.mark.parametrize("by", [ColourBy.EPISODES, ColourBy.STRENGTH])
def test_the_legend_names_every_shade(by):
    assert len(step_swatches(by)) == len(style.HEAT)
