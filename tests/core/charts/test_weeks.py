"""Weeks of a doctor's page: what was counted, what its days without an entry would add, in type that can be read."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.core.analysis import Level, weekly
from tracker.core.charts import style
from tracker.core.charts.weeks import HEIGHTS, describe_weeks, numbers_fit, weeks_svg

MONDAY = date(2026, 3, 2)
SVG = "{http://www.w3.org/2000/svg}"
COLUMN = 246.0


def drawn(weeks, width=COLUMN, inline=""):
    return ET.fromstring(weeks_svg(weeks, "Title", "Words", width=width, inline=inline))  # noqa: S314 - drawn here.


def marks(root, kind):
    return [rect for rect in root.iter(f"{SVG}rect") if rect.get("class") == kind]


def texts(root, kind):
    return [text.text for text in root.iter(f"{SVG}text") if text.get("class", "").split()[:1] == [kind]]


def base(root):
    """The y of the base line of the bars."""
    return max(float(line.get("y1")) for line in root.iter(f"{SVG}line"))


def unit(root):
    """How high one episode is."""
    steps = [int(text.text) for text in root.iter(f"{SVG}text") if text.get("dx") == "-5"]
    return HEIGHTS[False] / max(steps)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(counts=st.lists(st.none() | st.integers(0, 40), min_size=1, max_size=120))
def test_bars_are_counts_and_hatched_is_only_what_was_not_logged(days, counts):
    weeks = weekly(days(*counts, first=MONDAY))
    root = drawn(weeks)
    height = unit(root)
    counted = [week for week in weeks if week.episodes]
    added = [week for week in weeks if week.estimated_unlogged and week.episodes]
    for kind, expected in (
        ("counted", [week.episodes for week in counted]),
        ("estimated", [week.estimated_unlogged for week in added]),
        ("not-logged", [HEIGHTS[False] / height for week in weeks if week.rate_per_week is None]),
    ):
        shown = [float(rect.get("height")) / height for rect in marks(root, kind)]
        assert shown == pytest.approx(expected, abs=0.02 / height)
    for rect in root.iter(f"{SVG}rect"):
        assert float(rect.get("height")) > 0
        assert float(rect.get("y")) + float(rect.get("height")) <= base(root) + 0.02


def test_the_hatched_part_is_on_top_of_the_bar(days):
    root = drawn(weekly(days(2, None, 4, 0, 2, None, None, first=MONDAY)))
    (bar,), (added,) = marks(root, "counted"), marks(root, "estimated")
    assert (bar.get("x"), bar.get("width")) == (added.get("x"), added.get("width"))
    assert float(added.get("y")) + float(added.get("height")) == pytest.approx(float(bar.get("y")))
    assert float(added.get("height")) / float(bar.get("height")) == pytest.approx(3 / 4, abs=0.001)


def test_two_episodes_on_one_logged_day_are_two(days):
    root = drawn(weekly(days(None, 2, None, None, None, None, None, first=MONDAY)))
    assert texts(root, "count") == ["2"]
    assert len(marks(root, "not-logged")) == 1
    assert not marks(root, "estimated")


def test_a_week_without_an_episode_is_a_number_and_no_bar(days):
    root = drawn(weekly(days(*[0] * 7, *[1] * 7, first=MONDAY)))
    assert texts(root, "count") == ["0", "7"]
    assert len(marks(root, "counted")) == 1


def test_numbers_are_whole_and_the_days_logged_are_below(days):
    root = drawn(weekly(days(*[1] * 7, *[1, None, None, 1, 1, None, None], *[None] * 7, first=MONDAY)))
    assert texts(root, "count") == ["7", "3"]
    assert texts(root, "days") == ["7", "3", "0"]


def test_the_title_says_what_is_counted_and_the_hatching_is_named(days):
    with_gap, full = (drawn(weekly(days(*[1] * 6, last, first=MONDAY))) for last in (None, 1))
    said = [[text.text for text in root.iter(f"{SVG}text")] for root in (with_gap, full)]
    assert all("Episodes counted, by week" in words for words in said)
    assert ["not logged" in words for words in said] == [True, False]


def test_the_last_week_is_darker(days):
    fills = [bar.get("fill") for bar in marks(drawn(weekly(days(*[1] * 21, first=MONDAY))), "counted")]
    assert fills == [style.SOFT, style.SOFT, style.ACCENT]


@pytest.mark.parametrize("count", [1, 7, 13, 26, 53, 100, 500])
@pytest.mark.parametrize("width", [COLUMN, 516.0])
def test_dates_and_numbers_keep_inside_the_paper_and_apart(days, count, width):
    root = drawn(weekly(days(*[30] * 7 * count, first=MONDAY)), width)
    assert bool(texts(root, "count")) == numbers_fit(count, width)
    dates = [text for text in root.iter(f"{SVG}text") if text.get("class") == "date"]
    ends = [(float(text.get("x")), len(text.text) * 0.64 * float(text.get("font-size"))) for text in dates]
    assert dates
    assert all(x + length <= width + 0.1 for x, length in ends)
    assert all(x + length <= after for (x, length), (after, _length) in pairwise(ends))


def test_on_paper_its_lettering_is_that_of_the_body(days):
    root = drawn(weekly(days(*[2, None] * 40, first=MONDAY)))
    assert {text.get("font-size") for text in root.iter(f"{SVG}text")} == {"7.5", "8.5"}
    assert root.get("viewBox") == f"0 0 246 {root.get('height')}"


def test_on_a_page_it_is_as_wide_as_its_container_and_its_lettering_keeps_its_size(days):
    text = weeks_svg(weekly(days(*[2, None] * 90, first=MONDAY)), "Title", "Words", inline="weeks")
    root = ET.fromstring(text)  # noqa: S314 - drawn here.
    assert {root.get("viewBox"), root.get("width")} == {None}
    assert {float(words.get("font-size")) for words in root.iter(f"{SVG}text")} == {11, 12}
    assert all(rect.get("x").endswith("%") for rect in root.iter(f"{SVG}rect"))
    assert "#" not in text.replace("url(#weekshatch)", "")
    assert {words.get("class") for words in root.iter(f"{SVG}text")} >= {"date", "date wide"}


@pytest.mark.parametrize(("weeks", "shown"), [(13, "count"), (15, "count mid"), (26, "count wide"), (53, None)])
def test_numbers_are_shown_where_they_fit(days, weeks, shown):
    text = weeks_svg(weekly(days(*[2] * 7 * weeks, first=MONDAY)), "Title", "Words", inline="weeks")
    assert set(re.findall(r'class="(count[^"]*)"', text)) - {"counted"} == ({shown} if shown else set())


def test_nothing_that_a_strict_policy_forbids_and_every_reference_is_answered(days):
    for inline in ("", "weeks"):
        root = drawn(weekly(days(2, None, 0, 4, 1, None, 3, first=MONDAY)), inline=inline)
        ids = {element.get("id") for element in root.iter() if element.get("id")}
        for element in root.iter():
            assert not [name for name in element.attrib if name == "style" or name.startswith("on")]
            assert set(re.findall(r"url\(#([^)]+)\)", " ".join(element.attrib.values()))) <= ids


def test_no_weeks_are_an_empty_frame():
    assert not marks(drawn(()), "counted")


def test_the_words_tell_the_same_numbers(days):
    weeks = weekly(days(*[1] * 7, *[None] * 7, *[3] * 7, first=MONDAY))
    assert describe_weeks(weeks) == (
        "Weeks from 2 Mar to 16 Mar 2026: from 7 to 21 episodes counted in a week."
        " Days logged: 14. Weeks not logged: 1."
    )
    assert describe_weeks(weekly(days(None, first=MONDAY))) == "No day was logged in this time."


def test_levels_are_a_band_behind_the_bars_and_a_line_over_them(days):
    weeks = weekly(days(*[1] * 70, first=MONDAY))
    levels = [Level(7, 5, 9)] * len(weeks)
    root = ET.fromstring(weeks_svg(weeks, "Title", "Words", inline="weeks", levels=levels))  # noqa: S314 - drawn here.
    band, halo, line = root.iter(f"{SVG}path")
    assert band.get("class") == "band"
    assert halo.get("d") == line.get("d")
    order = list(root.iter())
    bars = [order.index(rect) for rect in root.iter(f"{SVG}rect") if rect.get("class") == "counted"]
    assert order.index(band) < min(bars) < max(bars) < order.index(line)


def test_weeks_can_be_links_with_words(days):
    weeks = weekly(days(*[1] * 28, first=MONDAY))
    text = weeks_svg(
        weeks, "Title", "Words", inline="weeks", leads_to=lambda week: (f"/week/{week.first_day}/", f"{week.episodes}")
    )
    root = ET.fromstring(text)  # noqa: S314 - drawn here.
    assert root.get("role") == "group"
    links = list(root.iter(f"{SVG}a"))
    assert [link.get("href") for link in links] == [f"/week/{week.first_day}/" for week in weeks]
    assert [link.get("aria-label") for link in links] == ["7"] * len(weeks)
    assert all(any(rect.get("fill") == "transparent" for rect in link) for link in links)
