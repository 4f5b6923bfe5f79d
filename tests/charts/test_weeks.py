from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.analysis import weekly
from tracker.charts.weeks import describe_weeks, draw_weeks

MONDAY = date(2026, 3, 2)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(counts=st.lists(st.none() | st.integers(0, 40), min_size=1, max_size=120))
def test_bars_are_counts_and_only_days_not_logged_are_hatched(days, drawn, counts):
    weeks = weekly(days(*counts, first=MONDAY))
    figure = draw_weeks(weeks)
    for week in weeks:
        bars, hatched, added = (
            drawn(figure, f"{kind}:{week.first_day}") for kind in ("week", "not-logged", "estimated")
        )
        assert (len(bars), len(hatched)) == (week.days_logged > 0, week.rate_per_week is None)
        if week.episodes:
            assert bars[0].get_height() == week.episodes
        assert len(added) == bool(week.estimated_unlogged)
        if added:
            assert (added[0].get_y(), added[0].get_height()) == (week.episodes, pytest.approx(week.estimated_unlogged))


def test_the_days_logged_stand_beneath_each_week(days, words):
    weeks = weekly(days(*[1] * 7, *[1, None, None, 1, 1, None, None], *[None] * 7, first=MONDAY))
    small = [word for word in words(draw_weeks(weeks)) if word in ("7", "3", "0")]
    assert {"7", "3", "0"} <= set(small)
    note = "Small numbers: days logged. Hatched: days not logged, at the pace of their week."
    assert note in words(draw_weeks(weeks))


def test_years_are_named_where_there_are_several_and_small_numbers_only_where_there_are_any(days, words):
    years = words(draw_weeks(weekly(days(*[1] * 1200, first=MONDAY)), page_pt=386))
    assert "Mar 2026" in years
    assert "2 Mar" not in years
    assert "Hatched: days not logged, at the pace of their week." in years


def test_two_episodes_on_one_logged_day_are_two(days, words):
    shown = words(draw_weeks(weekly(days(None, 2, None, None, None, None, None, first=MONDAY))))
    assert "2" in shown
    assert "14" not in shown


def test_the_wide_one_shows_the_same_bars(days, drawn):
    weeks = weekly(days(*[2, 0, None, 1, 4, 0, 1] * 26, first=MONDAY))
    narrow, wide = draw_weeks(weeks), draw_weeks(weeks, page_pt=386)
    assert wide.get_figwidth() > narrow.get_figwidth()
    for week in weeks:
        heights = {drawn(figure, f"week:{week.first_day}")[0].get_height() for figure in (narrow, wide)}
        assert heights == {week.episodes}


def test_no_weeks_are_an_empty_frame(words):
    assert "Episodes per week" in words(draw_weeks(()))


def test_the_words_tell_the_same_numbers(days):
    weeks = weekly(days(*[1] * 7, *[None] * 7, *[3] * 7, first=MONDAY))
    assert describe_weeks(weeks) == (
        "Weeks from 2 Mar to 16 Mar 2026: from 7 to 21 episodes counted in a week."
        " Days logged: 14. Weeks not logged: 1."
    )
    assert describe_weeks(weekly(days(None, first=MONDAY))) == "No day was logged in this time."
