"""How numbers, dates, durations and the person's own words are written."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.reports.wording import (
    days_list,
    days_text,
    duration_text,
    durations_text,
    number,
    on_paper,
    own_words,
    period_text,
)

finite = st.floats(-1e6, 1e6, allow_nan=False)


@pytest.mark.parametrize(
    ("value", "significant", "text"),
    [
        (0, 3, "0"),
        (7.25, 3, "7.25"),
        (7.0, 3, "7"),
        (1650, 3, "1650"),
        (999_999.75, 3, "1000000"),
        (0.00432, 3, "0.00432"),
        (1e-300, 3, "0"),
        (-0.29, 2, "−0.29"),
        (-0.0, 2, "0"),
        (9.83, 2, "9.8"),
        (9.96, 2, "10"),
        (120.0, 2, "120"),
    ],
)
def test_numbers(value: float, significant: int, text: str) -> None:
    assert number(value, significant).text == text


@given(finite)
def test_the_text_is_the_value(value: float) -> None:
    cell = number(value)
    assert float(cell.text.replace("−", "-")) == cell.value


@given(finite)
def test_three_digits_hold_and_whole_digits_are_never_lost(value: float) -> None:
    bare = number(value).value
    assert isinstance(bare, int | float)
    assert abs(bare - value) <= min(0.5, max(abs(value) * 0.005, 5e-7)) + 1e-12


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"),
        (45, "45 s"),
        (60, "1 min"),
        (990, "16 min"),
        (3_600, "60 min"),
        (7_199, "119 min"),
        (7_200, "2 h"),
        (7_500, "2 h 5 min"),
        (86_400, "1 d"),
        (604_799, "6 d 23 h"),
    ],
)
def test_durations_are_rounded_as_in_the_journal(seconds: int, text: str) -> None:
    assert duration_text(seconds, str) == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [(180, 660, "3 to 11 min"), (20, 660, "20 s to 11 min"), (60, 7_500, "1 min to 2 h 5 min"), (181, 200, "3 min")],
)
def test_two_durations(low: int, high: int, text: str) -> None:
    assert durations_text(low, high, str) == text


def test_dates_in_a_row_name_the_year_once() -> None:
    days = [date(2026, 11, 12), date(2026, 11, 19), date(2026, 11, 26)]
    assert days_list(days, str) == "12 Nov, 19 Nov and 26 Nov 2026"
    assert days_list([date(2025, 12, 31), date(2026, 1, 1)], str) == "31 Dec 2025 and 1 Jan 2026"
    assert days_list(days[:1], str) == "12 Nov 2026"


def test_periods_name_the_year_once_where_it_is_the_same() -> None:
    assert period_text(date(2026, 5, 4), date(2026, 10, 27), str) == "4 May to 27 Oct 2026"
    assert period_text(date(2025, 12, 1), date(2026, 2, 28), str) == "1 Dec 2025 to 28 Feb 2026"
    assert period_text(date(2026, 5, 4), date(2026, 5, 4), str) == "4 May 2026"


def test_one_day_is_not_days() -> None:
    assert (days_text(1, str), days_text(0, str), days_text(12, str)) == ("1 day", "0 days", "12 days")


def test_dates_are_in_the_readers_language() -> None:
    german = {"May": "Mai", "%(day)d %(month)s %(year)d": "%(day)d. %(month)s %(year)d"}
    assert period_text(date(2026, 5, 4), date(2026, 5, 4), lambda text: german.get(text, text)) == "4. Mai 2026"


@pytest.mark.parametrize("text", ["ελληνικά", "العربية في الصباح", '#read("/x") *b* $x$ [a] <b> "q"', "می‌خواهم"])
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert own_words(text) == text


def test_long_words_are_cut() -> None:
    assert own_words("w" * 5_000) == "w" * 59 + "…"
    assert own_words("w" * 60) == "w" * 60


@given(st.text())
def test_what_is_left_is_one_printable_line(text: str) -> None:
    kept = own_words(text)
    assert len(kept) <= 60
    assert not {unicodedata.category(letter) for letter in kept} & {"Cc", "Cs"}
    assert "\n" not in kept


def test_a_long_word_may_be_broken_on_paper_and_a_text_is_cut() -> None:
    assert on_paper("W" * 61 + " x", 100) == "\u200b".join(("W" * 30, "W" * 30, "W")) + " x"
    assert on_paper("ab " * 20, 10) == "ab ab ab…"


@pytest.mark.parametrize("text", ["眼皮跳动" * 20, "ปวดหัวมาก" * 10])
def test_scripts_without_blanks_are_not_broken_inside_a_word(text: str) -> None:
    assert on_paper(text, 100) == text


def test_a_long_word_is_broken_between_two_characters() -> None:
    assert on_paper("e\u0323\u0302" * 33, 100) == "e\u0323\u0302" * 30 + "\u200b" + "e\u0323\u0302" * 3
