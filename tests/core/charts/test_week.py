"""Seven days in one look: the bars, the columns as links, and how the values compare."""

from __future__ import annotations

from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.core.analysis import DailyTotals
from tracker.core.analysis.describe.comparison import ComparedValue
from tracker.core.analysis.describe.usual import Mark
from tracker.core.charts.week import BARS_PX, BASE_PX, WeekColumn, top_of_scale, week_svg

MONDAY = date(2026, 11, 16)
SVG = "{http://www.w3.org/2000/svg}"


def column(place: int, episodes: int | None, *cells: ComparedValue | None, is_today: bool = False) -> WeekColumn:
    day = MONDAY + timedelta(place)
    totals = DailyTotals(day, episodes is not None, episodes, None, None, {})
    return WeekColumn(totals, f"/day/{day}/", f"{day}: {episodes}", cells, is_today)


def drawn(columns, rows=(), highest=0, inline="week", translate=str):
    text = week_svg(columns, rows, highest, "Title", "Words", inline, translate)
    return ET.fromstring(text)  # noqa: S314 - drawn here.


def week_of(*counts: int | None) -> list[WeekColumn]:
    return [column(place, count) for place, count in enumerate(counts)]


def classed(root: ET.Element, name: str) -> list[ET.Element]:
    return [element for element in root.iter() if element.get("class") == name]


def texts(root: ET.Element) -> list[str]:
    return [text.text or "" for text in root.iter(f"{SVG}text")]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(counts=st.lists(st.none() | st.integers(0, 40), min_size=1, max_size=7))
def test_each_day_is_a_bar_a_ring_or_hatched(counts):
    root = drawn(week_of(*counts), highest=max((count or 0 for count in counts), default=0))
    assert len(classed(root, "bar")) == len(classed(root, "episode-day")) == sum(bool(count) for count in counts)
    assert len(classed(root, "quiet-day")) == counts.count(0)
    assert len(classed(root, "not-logged")) == counts.count(None)
    assert all(0 < float(bar.get("height")) <= BARS_PX for bar in classed(root, "bar"))


@pytest.mark.parametrize(("highest", "top"), [(0, 5), (5, 5), (6, 10), (10, 10), (11, 15)])
def test_the_scale_grows_by_five(highest, top):
    assert top_of_scale(highest) == top


def test_the_same_count_is_as_high_in_another_week():
    heights = [
        classed(drawn(week_of(*counts), highest=9), "bar")[0].get("height") for counts in ((3, 1, 1), (3, 9, 0, None))
    ]
    assert float(heights[0]) == float(heights[1]) == pytest.approx(BARS_PX * 3 / 10)


def test_each_column_is_one_link_to_its_day():
    root = drawn(week_of(2, None, 0, 4))
    links = list(root.iter(f"{SVG}a"))
    assert [link.get("href") for link in links] == [f"/day/2026-11-{day}/" for day in (16, 17, 18, 19)]
    assert links[0].get("aria-label") == "2026-11-16: 2"
    assert root.get("role") == "group"
    for link in links:
        ground = next(link.iter(f"{SVG}rect"))
        assert float(ground.get("height")) == pytest.approx(float(root.get("height")))


def test_a_day_with_episodes_is_tinted_from_top_to_bottom(exposure):
    root = drawn([column(0, 2, ComparedValue(7, None)), column(1, 0, None)], [exposure()])
    (tint,) = classed(root, "episode-day")
    assert (tint.get("y"), float(tint.get("height"))) == ("0", float(root.get("height")))


def test_the_name_of_an_unlogged_day_is_left_clear(exposure):
    root = drawn([column(0, None, None)], [exposure()])
    fields = classed(root, "not-logged")
    assert len(fields) == 2
    above, below = ((float(one.get("y")), float(one.get("y")) + float(one.get("height"))) for one in fields)
    names = [float(text.get("y")) for text in root.iter(f"{SVG}text") if text.text in ("Mon", "16")]
    assert len(names) == 2
    assert above[1] <= BASE_PX < min(names) - 11
    assert max(names) < below[0]


@pytest.mark.parametrize(
    ("mark", "sign", "drawn_as"),
    [
        (Mark.MUCH_MORE, "▲", "much-more"), (Mark.MORE, "▲", "more"),
        (Mark.LESS, "▽", "less"), (Mark.MUCH_LESS, "▽", "much-less"),
    ],
)  # fmt: skip
def test_frame_fill_and_sign_show_how_a_value_compares(exposure, mark, sign, drawn_as):
    root = drawn([column(0, 1, ComparedValue(5.5, mark))], [exposure()])
    assert len(classed(root, drawn_as)) == 1
    assert {sign, "5½"} <= set(texts(root))


def test_a_usual_value_has_no_frame(exposure):
    root = drawn([column(0, 1, ComparedValue(7, Mark.USUAL))], [exposure()])
    assert not {"▲", "▽"} & set(texts(root))
    assert len(list(root.iter(f"{SVG}rect"))) == 2


def test_a_running_sum_says_so_far(exposure):
    root = drawn([column(0, 0, ComparedValue(250, None, is_so_far=True), is_today=True)], [exposure()])
    assert {"250", "so far"} <= set(texts(root))


@pytest.mark.parametrize(("value", "text", "filled"), [(1, "yes", 1), (0, "no", 0)])
def test_a_yes_is_filled_and_a_no_is_not(exposure, value, text, filled):
    root = drawn([column(0, 1, ComparedValue(value, None, is_yes_no=True))], [exposure("own", "Yoga", "")])
    assert text in texts(root)
    assert len(classed(root, "yes")) == filled


def test_a_dash_is_a_logged_day_without_a_value(exposure):
    assert "–" in texts(drawn([column(0, 0, None)], [exposure()]))
    assert "–" not in texts(drawn([column(0, None, None)], [exposure()]))


def test_no_lettering_is_smaller_than_eleven_pixels(exposure):
    root = drawn([column(0, 3, ComparedValue(7, Mark.MORE)), column(1, None, None)], [exposure()])
    assert min(float(text.get("font-size")) for text in root.iter(f"{SVG}text")) >= 11


@pytest.mark.parametrize("name", ["<script>&\"'</text>", "$x$", "a\x00b", "\ufffe", "\ud800", "naïve 睡眠", "😴" * 40])
def test_any_name_can_be_drawn(exposure, name):
    root = drawn([column(0, 1, ComparedValue(7, None))], [exposure(name=name)])
    assert "h" in texts(root)


def test_a_long_name_takes_two_short_lines(exposure):
    root = drawn([column(0, 1, None)], [exposure(name="Magnesium-rich food of all kinds", unit="portions")])
    labels = [text.text for text in root.iter(f"{SVG}text") if float(text.get("x", "0").rstrip("%")) < 0]
    assert labels == ["Episodes", "Magnesium-", "rich food…", "portions"]


def test_every_word_is_translated(exposure):
    german = {"Episodes": "Episoden", "Sleep": "Schlaf", "Mon": "Mo", "so far": "bisher"}
    root = drawn(
        [column(0, 1, ComparedValue(7, None, is_so_far=True))],
        [exposure()],
        translate=lambda text: german.get(text, text),
    )
    assert {"Episoden", "Schlaf", "Mo", "bisher"} <= set(texts(root))


def test_two_drawings_on_a_page_share_no_id():
    ids = [{one.get("id") for one in drawn(week_of(1, None), inline=name).iter() if one.get("id")} for name in "ab"]
    assert len(ids[0]) == len(ids[1]) > 2
    assert not ids[0] & ids[1]
