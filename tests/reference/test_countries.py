import pytest

from tracker.reference.countries import COUNTRIES, emergency_number


@pytest.mark.parametrize(
    ("country", "number"),
    [
        ("PL", "112"),
        ("GB", "999"),
        ("US", "911"),
        ("CA", "911"),
        ("AU", "000"),
        ("NZ", "111"),
        ("", "112"),
        ("XX", "112"),
    ],
)
def test_the_number_to_call(country, number):
    assert emergency_number(country) == number


def test_countries_stand_in_the_order_of_their_names():
    names = [name for name, _number in COUNTRIES.values()]
    assert names == sorted(names)
    assert all(len(code) == 2 and code.isupper() for code in COUNTRIES)
