"""Delimiter and decimal separator are detected, or refused as ambiguous."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.formats.dialect import (
    decimal_separator,
    find_delimiter,
    is_number,
    with_point,
    without_unnamed_columns,
)
from tracker.core.formats.validation.violations import InvalidValueError

KNOWN = ("date", "episodes")


@pytest.mark.parametrize(
    ("header", "sign"),
    [
        ("date,episodes,sleep_h", ","),
        ("date;episodes;sleep_h\r\n", ";"),
        ("date\tepisodes\tsleep_h", "\t"),
        ('"date";"episodes";"tea, green"', ";"),
        ("episodes;date;a,b,c,d,e", ";"),
        ("day;mood", ";"),
        ("date", ","),
        ("", ","),
        ('"', ","),
    ],
)
def test_delimiter_is_found_from_the_header(header: str, sign: str) -> None:
    assert find_delimiter(header, KNOWN) == sign


def test_unnamed_columns_at_the_end_are_dropped() -> None:
    assert without_unnamed_columns(["date", "", "episodes", "", ""]) == ["date", "", "episodes"]
    assert without_unnamed_columns(["", ""]) == []


@pytest.mark.parametrize(
    ("cells", "delimiter", "sign"),
    [
        (["1", "2"], ";", "."),
        (["7,5", "8"], ";", ","),
        (["7,500"], ";", ","),
        (["7,5", "1,500"], "\t", ","),
        (["7.5", "1.500"], ";", "."),
        (["1.500"], ",", "."),
        (["1,5E+05"], ";", ","),
        (["0,125"], "\t", ","),
        (["", "none", "a,b", "1,2,3"], ";", "."),
    ],
)
def test_decimal_separator_is_detected(cells: list[str], delimiter: str, sign: str) -> None:
    assert decimal_separator(cells, delimiter) == sign


@pytest.mark.parametrize(
    ("cells", "delimiter", "says"),
    [
        (["8", "1,500", "12,000"], "\t", "can be thousands or have decimals"),
        (["1,500"], ",", "can be thousands or have decimals"),
        (["1.500", "12.000"], ";", "can be thousands or have decimals"),
        (["7.5", "7,5"], ";", "write all numbers in one way"),
    ],
)
def test_ambiguous_numbers_are_refused(cells: list[str], delimiter: str, says: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        decimal_separator(cells, delimiter)
    (violation,) = refused.value.violations
    assert says in violation.reason(str)
    assert violation.values["cell"] in cells


@given(st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_a_number_written_with_a_comma_is_that_number(value: float) -> None:
    cell = repr(value).replace(".", ",")
    assert is_number(cell)
    assert float(with_point(cell, ",")) == value


def test_text_is_unchanged() -> None:
    assert with_point("a, b", ",") == "a, b"
