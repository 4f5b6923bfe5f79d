"""Argument types of the commands."""

from argparse import ArgumentTypeError
from datetime import date

import pytest

from tracker.management.arguments import iso_date, whole_number


def test_a_date_is_parsed() -> None:
    assert iso_date("2026-05-31") == date(2026, 5, 31)


@pytest.mark.parametrize("text", ["31.5.2026", "2026-02-30", ""])
def test_an_invalid_date_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match="is not a date; write it as 2026-05-31"):
        iso_date(text)


def test_numbers_up_to_the_maximum_are_parsed() -> None:
    assert [whole_number(64)(text) for text in ("1", "64")] == [1, 64]


@pytest.mark.parametrize("text", ["0", "65", "-1", "1.5", "two"])
def test_other_numbers_are_refused(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match="must be a whole number from 1 to 64"):
        whole_number(64)(text)
