"""Injections: the interval that is offered, and names that fit into the field."""

from tracker.core.reference.injections import PRODUCTS, USUAL_INTERVAL, USUAL_INTERVAL_SOURCE
from tracker.core.reference.limits import NAME_CHARS


def test_the_interval_is_twelve_weeks_and_has_a_source() -> None:
    assert USUAL_INTERVAL.days == 12 * 7
    assert USUAL_INTERVAL_SOURCE


def test_every_product_is_named_once_and_fits_into_the_field() -> None:
    assert len(set(PRODUCTS)) == len(PRODUCTS)
    assert all(0 < len(name) <= NAME_CHARS for name in PRODUCTS)
