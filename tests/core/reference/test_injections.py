"""Suggestions for injections."""

from tracker.core.reference.injections import PRODUCTS, USUAL_INTERVAL, USUAL_INTERVAL_SOURCE
from tracker.core.reference.limits import NAME_CHARS


def test_usual_interval_is_twelve_weeks_and_has_a_source() -> None:
    assert USUAL_INTERVAL.days == 12 * 7
    assert USUAL_INTERVAL_SOURCE


def test_products_are_unique_and_fit_into_the_field() -> None:
    assert len(set(PRODUCTS)) == len(PRODUCTS)
    assert all(0 < len(name) <= NAME_CHARS for name in PRODUCTS)
