"""Whom to call, where, and what the person typed."""

from __future__ import annotations

import pytest

from tracker.core.reference.countries import COUNTRIES, URGENT_ADVICE, emergency_number, is_known, urgent_advice


@pytest.mark.parametrize(
    ("country", "number"),
    [
        ("PL", "112"),
        ("GB", "999"),
        ("US", "911"),
        ("CA", "911"),
        ("AU", "000"),
        ("NZ", "111"),
        ("NO", "112"),
        ("IS", "112"),
        ("CH", "112"),
        ("LI", "112"),
        ("TR", "112"),
        ("JP", "119"),
        ("BR", "192"),
        ("CN", "120"),
        ("", "112"),
        ("XX", "112"),
    ],
)
def test_the_number_to_call(country: str, number: str) -> None:
    assert emergency_number(country) == number
    assert emergency_number(country, "070 1") == "070 1"
    assert is_known(country) is (country in COUNTRIES)


def test_countries_stand_in_the_order_of_their_names() -> None:
    names = [name for name, _number in COUNTRIES.values()]
    assert names == sorted(names)
    assert all(len(code) == 2 and code.isupper() for code in COUNTRIES)


def test_where_there_is_a_line_for_urgent_advice_it_is_named() -> None:
    assert set(URGENT_ADVICE) == {"AT", "AU", "CA", "DE", "GB", "NZ"}
    assert set(URGENT_ADVICE) < set(COUNTRIES)
    assert urgent_advice("GB") == ("call %(number)s for urgent advice", "111")
    assert urgent_advice("US") == urgent_advice("") == ("go to urgent care or the out-of-hours doctor", "")
