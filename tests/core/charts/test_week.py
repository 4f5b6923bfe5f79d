from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_hex
from matplotlib.text import Text

from tracker.core.charts import style
from tracker.core.charts.week import describe_week, draw_week

MONDAY = date(2026, 11, 16)

# The fixtures only build values, so that one of them serves every example.
one_fixture = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)


def date_of(place: int) -> date:
    return MONDAY + timedelta(place)


def names(figure, start: str) -> list[str]:
    return [artist.get_gid() for artist in figure.get_children() if (artist.get_gid() or "").startswith(start)]


@one_fixture
@given(counts=st.lists(st.none() | st.integers(0, 99), min_size=7, max_size=31))
def test_each_day_is_drawn_once_as_what_it_is(days, drawn, counts):
    figure = draw_week(days(*counts), [], {})
    for place, count in enumerate(counts):
        episodes = drawn(figure, f"episodes:{date_of(place)}")
        hatched = drawn(figure, f"not-logged:{date_of(place)}")
        assert (len(episodes), len(hatched)) == ((0, 1) if count is None else (1, 0))
        if count:
            assert episodes[0].get_height() == count
            assert episodes[0].get_x() + episodes[0].get_width() / 2 == pytest.approx(place)


def test_a_day_not_logged_is_hatched_and_has_no_bar(days, drawn, words):
    figure = draw_week(days(2, None, 1, 1, 1, 1, 1), [], {})
    (field,) = drawn(figure, f"not-logged:{date_of(1)}")
    assert field.get_hatch()
    assert field.get_facecolor()[3] == 0
    assert "not logged" in words(figure)


def test_the_key_is_there_only_when_a_day_was_not_logged(days, words):
    assert "not logged" not in words(draw_week(days(1, 2, 0, 1, 1, 1, 1), [], {}))


def test_a_logged_zero_is_a_visible_mark_unlike_a_day_not_logged(days, drawn):
    figure = draw_week(days(0, None, 3, 1, 1, 1, 1), [], {})
    (zero,) = drawn(figure, f"episodes:{date_of(0)}")
    assert list(zero.get_ydata()) == [0, 0]
    assert zero.get_linewidth() >= 2
    assert to_hex(zero.get_color()) == style.ACCENT
    (field,) = drawn(figure, f"not-logged:{date_of(1)}")
    assert type(field) is not type(zero)


def test_the_count_is_above_its_bar(days):
    figure = draw_week(days(2, None, 0, 11, 1, 1, 1), [], {})
    in_ink = [text for text in figure.findobj(Text) if text.get_color() == style.INK]
    heights = {text.get_text(): text.get_position()[1] for text in in_ink}
    assert heights["0"] < heights["1"] < heights["2"] < heights["11"]


def test_the_axis_counts_in_whole_numbers(days, words):
    marks = [word for word in words(draw_week(days(1, 0, 3, 1, 1, 1, 1), [], {})) if "." in word]
    assert marks == []


def test_dots_are_joined_across_neighbouring_days_only(days, exposure, drawn):
    totals = days(*[1] * 7, sleep_h=[7, 6, None, 8, None, 5, 6.5])
    runs = drawn(draw_week(totals, [exposure()], {"sleep_h": 6.5}), "values:sleep_h")
    assert [(list(run.get_xdata()), list(run.get_ydata())) for run in runs] == [
        ([0, 1], [7, 6]),
        ([3], [8]),
        ([5, 6], [5, 6.5]),
    ]


@one_fixture
@given(values=st.lists(st.none() | st.floats(0, 24), min_size=7, max_size=31))
def test_every_recorded_value_is_a_dot_within_its_panel(days, exposure, drawn, values):
    figure = draw_week(days(*[1] * len(values), sleep_h=values), [exposure()], {})
    dots = {x: y for run in drawn(figure, "values:sleep_h") for x, y in zip(*run.get_data(), strict=True)}
    assert dots == {place: value for place, value in enumerate(values) if value is not None}
    points = [
        run.get_transform().transform(point) for run in drawn(figure, "values:sleep_h") for point in run.get_xydata()
    ]
    width, height = figure.get_size_inches() * 72
    assert all(0 <= x <= width and 0 <= y <= height for x, y in points)


def test_the_median_is_a_labelled_line_at_the_median(days, exposure, drawn, words):
    totals = days(*[1] * 7, sleep_h=[7, 6, 5, 8, 7, 5, 6.5])
    figure = draw_week(totals, [exposure()], {"sleep_h": 6.75})
    (line,) = drawn(figure, "median:sleep_h")
    assert set(line.get_ydata()) == {6.75}
    assert "your median 6.75" in words(figure)


def test_the_median_lies_where_a_value_as_high_would_lie(days, exposure, drawn):
    figure = draw_week(days(*[1] * 7, sleep_h=[7] * 7), [exposure()], {"sleep_h": 7})
    (line,), (run,) = drawn(figure, "median:sleep_h"), drawn(figure, "values:sleep_h")
    heights = [each.get_transform().transform((0, 7))[1] for each in (line, run)]
    assert heights[0] == heights[1]


def test_the_panels_share_one_time_axis(days, exposure, drawn):
    totals = days(*[2] * 7, sleep_h=[7] * 7, stress=[3] * 7)
    figure = draw_week(totals, [exposure(), exposure("stress", "Stress", "0–10")], {})
    bars = [drawn(figure, f"episodes:{date_of(n)}")[0] for n in range(7)]
    middles = [bar.get_data_transform().transform((bar.get_x() + bar.get_width() / 2, 0))[0] for bar in bars]
    for key in ("sleep_h", "stress"):
        (run,) = drawn(figure, f"values:{key}")
        assert [x for x, _y in run.get_transform().transform(run.get_xydata())] == pytest.approx(middles)


def test_a_panel_names_the_exposure_and_its_unit(days, exposure, words):
    totals = days(*[1] * 7, water_ml=[1500.0] * 7)
    assert "Water, mL" in words(draw_week(totals, [exposure("water_ml", "Water", "mL")], {}))


def test_an_exposure_without_values_says_so(days, exposure, words, drawn):
    figure = draw_week(days(*[1] * 7), [exposure()], {"sleep_h": 7})
    assert "nothing recorded" in words(figure)
    assert drawn(figure, "median:sleep_h") == []


def test_every_word_goes_through_the_translator(days, exposure, words):
    german = {
        "Episodes per day": "Episoden je Tag",
        "not logged": "nicht notiert",
        "your median %(value)s": "Ihr Median %(value)s",
        "Sleep": "Schlaf",
        "Mon": "Mo",
        "%(day)d %(month)s": "%(day)d. %(month)s",
    }
    totals = days(1, None, *[1] * 5, sleep_h=[7] * 7)
    figure = draw_week(totals, [exposure()], {"sleep_h": 7}, translate=lambda text: german.get(text, text))
    expected = {"Episoden je Tag", "nicht notiert", "Ihr Median 7", "Schlaf, h", "Mo", "16. Nov"}
    assert expected <= set(words(figure))


def test_a_month_names_its_mondays(days, words):
    shown = words(draw_week(days(*[1] * 30), [], {}))
    assert [word for word in shown if word in ("Mon", "Tue", "Sun")] == ["Mon"] * 5
    assert {"16 Nov", "23", "30", "7 Dec", "14"} <= set(shown)


def test_the_words_tell_the_same_numbers(days, exposure):
    totals = days(2, None, 0, 4, 0, 0, 1, sleep_h=[7, 6, None, 8, None, 5, 6.5])
    exposures = [exposure(), exposure("stress", "Stress", "0–10")]
    assert describe_week(totals, exposures, {"sleep_h": 6.5}) == (
        "16 Nov to 22 Nov 2026. Episodes: 7, at most 4 on one day. Days logged: 6 of 7. "
        "Sleep, h: from 5 to 8, recorded days: 5, your median: 6.5. Stress, 0–10: nothing recorded."
    )
