from datetime import date

import pytest

from tracker.core.charts.words import exposure_name, exposure_unit, full_date, number, period, weekday


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "0"),
        (7, "7"),
        (6.625, "6.62"),
        (7.5, "7.5"),
        (0.05, "0.05"),
        (99.96, "100"),
        (240.4, "240"),
        (1500, "1500"),
    ],
)
def test_numbers_are_short(value, expected):
    assert number(value) == expected


def test_a_period_says_the_year_once_where_it_is_one():
    assert period(date(2026, 11, 16), date(2026, 11, 22)) == "16 Nov to 22 Nov 2026"
    assert period(date(2026, 12, 28), date(2027, 1, 3)) == "28 Dec 2026 to 3 Jan 2027"


def test_dates_are_translated():
    german = {"Nov": "Nov.", "Mon": "Mo", "%(day)d %(month)s %(year)d": "%(day)d. %(month)s %(year)d"}
    translate = lambda text: german.get(text, text)  # noqa: E731
    assert full_date(date(2026, 11, 16), translate) == "16. Nov. 2026"
    assert weekday(date(2026, 11, 16), translate) == "Mo"


@pytest.mark.parametrize(
    ("name", "unit", "expected"),
    [
        ("Sleep", "h", ("Sleep", "h")),
        ("Garlic", "", ("Garlic", "")),
        ("", "h", ("sleep_h", "h")),
        ("two\nlines\x00 and\ta tab", "h", ("two lines and a tab", "h")),
        ("turned \u202eround", "h", ("turned round", "h")),
        ("x" * 10_000, "y" * 10_000, ("x" * 23 + "…", "y" * 11 + "…")),
    ],
)
def test_name_and_unit_are_one_short_line_each(exposure, name, unit, expected):
    shown = exposure(name=name, unit=unit)
    assert (exposure_name(shown), exposure_unit(shown)) == expected


def test_joined_letters_stay_joined(exposure):
    persian = "می\u200cخوابم"
    assert exposure_name(exposure(name=persian, unit="")) == persian
