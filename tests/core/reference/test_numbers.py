"""Numbers as people type them, with every possible meaning."""

from __future__ import annotations

from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.reference.numbers import digits, format_number, possible_numbers


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("7.5", "7.5"), ("7,5", "7.5"), ("7·5", "7.5"), ("٧٫٥", "7.5"), ("७.५", "7.5"), ("７，５", "7.5"),
        ("7,50", "7.5"), ("1,5000", "1.5"), (",5", "0.5"), (".5", "0.5"), ("5,", "5"), ("0,500", "0.5"),
        ("1500", "1500"), ("1 500", "1500"), ("1\u202f500", "1500"), ("1’500", "1500"), ("١٬٥٠٠", "1500"),
        ("1,500.5", "1500.5"), ("1.500,5", "1500.5"), ("1 500,25", "1500.25"), ("1’500.25", "1500.25"),
        ("1,500,000", "1500000"), ("1.500.000", "1500000"), ("1,50,000", "150000"), ("12 34 567,8", "1234567.8"),
        (" 8 ", "8"), ("-2,5", "-2.5"), ("−2", "-2"), ("+3", "3"), ("\u200f٣\u200f", "3"), ("1e3", "1000"),
        ("8.0", "8"), ("007", "7"), ("1.1250", "1.125"), ("1,500.", "1500"),
    ],
)  # fmt: skip
def test_unambiguous_numbers(typed: str, number: str) -> None:
    assert possible_numbers(typed) == (number,)


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("1,500", ("1.5", "1500")), ("1.500", ("1.5", "1500")), ("12.345", ("12.345", "12345")),
        ("-1,500", ("-1.5", "-1500")), ("١,٥٠٠", ("1.5", "1500")),
    ],
)  # fmt: skip
def test_ambiguous_numbers(typed: str, numbers: tuple[str, ...]) -> None:
    assert possible_numbers(typed) == numbers


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "seven", "7,5 h", "1,5.5", "1.2.3", "1 50", "7 5", "--2", "1,,5", "NaN", "inf", "½", "0x10", "a\x00b",
        ",", "1e", "1_000", "²", "1,500,00",
    ],
)  # fmt: skip
def test_text_that_is_no_number(typed: str) -> None:
    assert possible_numbers(typed) == ()


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_formatted_numbers_are_unambiguous(value: float) -> None:
    (read,) = possible_numbers(format_number(value))
    assert float(read) == value
    assert isfinite(float(read))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (8.0, "8"),
        (6.25, "6.25"),
        (1.125, "1.1250"),
        (0.125, "0.125"),
        (1_500, "1500"),
        (1e-7, "0.0000001"),
        (-0.0, "0"),
    ],
)
def test_formats_numbers(value: float, text: str) -> None:
    assert format_number(value) == text


def test_digits_of_any_script() -> None:
    assert digits("١٢٣ ४५६") == "123 456"
