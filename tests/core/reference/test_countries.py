"""Emergency numbers by country, or the person's own."""

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
def test_emergency_number(country: str, number: str) -> None:
    assert emergency_number(country) == number
    assert emergency_number(country, "070 1") == "070 1"
    assert is_known(country) is (country in COUNTRIES)


def test_countries_are_sorted_by_name() -> None:
    names = [name for name, _number in COUNTRIES.values()]
    assert names == sorted(names)
    assert all(len(code) == 2 and code.isupper() for code in COUNTRIES)


def test_urgent_advice_names_the_line_if_there_is_one() -> None:
    assert set(URGENT_ADVICE) == {"AT", "AU", "CA", "DE", "GB", "NZ"}
    assert set(URGENT_ADVICE) < set(COUNTRIES)
    assert urgent_advice("GB") == ("call %(number)s for urgent advice", "111")
    assert urgent_advice("US") == urgent_advice("") == ("go to urgent care or the out-of-hours doctor", "")
