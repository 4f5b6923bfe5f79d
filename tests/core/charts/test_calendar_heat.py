from datetime import date

import pytest
from matplotlib.colors import to_hex

from tracker.core.charts import style
from tracker.core.charts.calendar_heat import describe_month, describe_year, draw_month, draw_year

SUNDAY = date(2026, 11, 1)


def squares(artist) -> int:
    """How many squares one mark holds: each begins with a move."""
    return sum(code == artist.get_path().MOVETO for code in artist.get_path().codes)


def test_each_day_lies_in_its_week_and_weekday(days, drawn):
    figure = draw_month(days(*[1] * 30, first=SUNDAY))
    for day, column, row in ((1, 6, 0), (2, 0, 1), (8, 6, 1), (30, 0, 5)):
        (field,) = drawn(figure, f"day:2026-11-{day:02}")
        assert field.get_x() + field.get_width() / 2 == pytest.approx(column)
        assert int(field.get_y()) == row


def test_a_month_writes_its_counts(days, words):
    shown = words(draw_month(days(41, None, 0, 77, first=date(2026, 11, 16))))
    assert {"41", "0", "77"} <= set(shown)
    assert "None" not in shown


def test_a_day_not_logged_is_hatched_and_a_quiet_day_is_shaded(days, drawn, words):
    figure = draw_month(days(0, None, 3, first=SUNDAY))
    (quiet,), (unknown,) = drawn(figure, "day:2026-11-01"), drawn(figure, "day:2026-11-02")
    assert quiet.get_hatch() is None
    assert to_hex(quiet.get_facecolor()) == style.HEAT[0]
    assert unknown.get_hatch()
    assert unknown.get_facecolor()[3] == 0
    assert "not logged" in words(figure)


def test_more_episodes_are_a_later_step(days, drawn):
    figure = draw_month(days(0, 1, 5, 9, 16, first=SUNDAY))
    shades = [to_hex(drawn(figure, f"day:2026-11-0{n}")[0].get_facecolor()) for n in range(1, 6)]
    assert shades == list(style.HEAT)


def test_a_year_has_every_day_once_on_its_step(days, drawn):
    counts = [None, 0, 1, 2, 3, 4, 4] * 52
    totals = days(*counts, first=date(2026, 1, 1))
    figure = draw_year(totals)
    found = {
        step: sum(squares(mark) for month in range(1, 13) for mark in drawn(figure, f"step:{step}:2026-{month:02}"))
        for step in (None, 0, 1, 2, 3, 4)
    }
    assert found == {step: counts.count(step) for step in (None, 0, 1, 2, 3, 4)}


def test_in_a_year_size_says_what_colour_says(days, drawn):
    figure = draw_year(days(0, 1, 2, 3, 4, first=SUNDAY))
    sides = [drawn(figure, f"step:{step}:2026-11")[0].get_path().get_extents().width for step in range(5)]
    assert sides == sorted(set(sides))


def test_a_year_across_new_year_keeps_both_years(days, words):
    shown = words(draw_year(days(*[1] * 20, first=date(2026, 12, 20))))
    assert {"Dec 2026", "Jan 2027"} <= set(shown)


def test_the_words_tell_the_same_numbers(days):
    totals = days(2, None, 0, 5, first=date(2026, 11, 29))
    assert describe_month(totals) == (
        "29 Nov to 2 Dec 2026. Days logged: 3 of 4. Episodes: 7. Logged days without: 1. Most on one day: 5, on 2 Dec."
    )
    assert describe_year(totals).endswith("on 2 Dec. Nov 2, Dec 5.")


def test_nothing_logged_is_no_month_with_zero(days):
    text = describe_year(days(None, None))
    assert text == "16 Nov to 17 Nov 2026. Days logged: 0 of 2. Episodes: 0. Logged days without: 0."
