"""A year as rows, one for each month."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest

from tracker.core.analysis import DailyTotals
from tracker.core.charts.calendar_days import CalendarDay, ColourBy, look_by_count
from tracker.core.charts.year_rows import BAR_PX, YearMonth, year_svg

SVG = "{http://www.w3.org/2000/svg}"


def month(number: int, *counts: int | None) -> YearMonth:
    first = date(2026, number, 1)
    days = []
    for place, count in enumerate(counts):
        totals = DailyTotals(first + timedelta(place), count is not None, count, None, None, {})
        words = f"{totals.date}: {count}"
        days.append(CalendarDay(totals, look_by_count(totals, ColourBy.EPISODES), f"/day/{totals.date}/", words))
    total = sum(count or 0 for count in counts)
    return YearMonth(tuple(days), f"/month/{first}/", f"{first:%B}: {total}", total, str(total))


def drawn(*months: YearMonth) -> ET.Element:
    return ET.fromstring(year_svg(months, "Title", "Words"))  # noqa: S314 - drawn here.


def classed(root: ET.Element, name: str) -> list[ET.Element]:
    return [element for element in root.iter() if element.get("class") == name]


def test_the_newest_month_is_on_top_and_a_link():
    links = [link for link in drawn(month(1, 1), month(2, 2)).iter(f"{SVG}a") if link.get("tabindex") is None]
    assert [link.get("href") for link in links] == ["/month/2026-02-01/", "/month/2026-01-01/"]
    assert links[0].get("aria-label") == "February: 2"


def test_each_day_is_a_link_outside_the_tab_order():
    links = [link for link in drawn(month(1, 1, 0, None)).iter(f"{SVG}a") if link.get("tabindex") == "-1"]
    assert [link.get("href") for link in links] == [f"/day/2026-01-0{n}/" for n in (1, 2, 3)]
    assert [link.findtext(f"{SVG}title") for link in links] == [
        f"2026-01-0{n}: {c}" for n, c in ((1, 1), (2, 0), (3, None))
    ]


def test_totals_have_a_bar_and_their_number():
    root = drawn(month(1, 3, 3), month(2, 2))
    assert [float(bar.get("width", "")) for bar in classed(root, "total")] == pytest.approx(
        [BAR_PX / 3, BAR_PX], abs=0.01
    )
    assert {"2", "6"} <= {text.text for text in root.iter(f"{SVG}text")}


def test_days_of_one_look_are_one_path_and_gaps_are_hatched():
    root = drawn(month(1, 1, 1, 0, None, None, 0, None))
    assert [path.get("d", "").count("M") for path in classed(root, "cells")] == [2, 2]
    gaps = classed(root, "not-logged")
    assert [gap.get("width") for gap in gaps] == [f"{200 / 31:.2f}%", f"{100 / 31:.2f}%"]


def test_no_lettering_is_smaller_than_eleven_pixels():
    assert min(float(text.get("font-size", "0")) for text in drawn(month(1, 1)).iter(f"{SVG}text")) >= 11


def test_injections_are_marked_at_their_day():
    (mark,) = classed(drawn(replace(month(1, 1, 1, 1), injections=(2,))), "injection")
    assert (mark.text, mark.get("x")) == ("▼", f"{150 / 31:.2f}%")
