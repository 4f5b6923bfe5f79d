from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.core.charts.hours import describe_hours, draw_hours


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(counts=st.lists(st.integers(0, 500), min_size=24, max_size=24))
def test_bars_are_as_high_as_the_counts(drawn, counts):
    figure = draw_hours(counts)
    heights = [sum(bar.get_height() for bar in drawn(figure, f"hour:{hour}")) for hour in range(24)]
    assert heights == counts


def test_each_bar_is_at_its_hour(drawn):
    figure = draw_hours([0] * 8 + [3] + [0] * 15)
    (bar,) = drawn(figure, "hour:8")
    assert bar.get_x() + bar.get_width() / 2 == 8


def test_an_empty_chart_has_words(words):
    assert "no episodes in this time" in words(draw_hours([0] * 24))
    assert describe_hours([0] * 24) == "no episodes in this time"


def test_the_words_name_the_fullest_hours():
    counts = [0] * 24
    counts[7], counts[16], counts[20] = 4, 4, 1
    assert describe_hours(counts) == "Episodes: 9. Most of them in the hour from 07:00, 16:00: 4."
