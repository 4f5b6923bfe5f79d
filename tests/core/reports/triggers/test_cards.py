"""An amount has its unit, in the singular after 1."""

from __future__ import annotations

from uuid import UUID

import pytest

from tracker.core.records import Exposure, Summary
from tracker.core.reports.triggers.cards import amount

EXPOSURES = {
    one.key: one
    for one in (
        Exposure(UUID(int=1), "stress", "Stress", "0–10", Summary.MEAN),
        Exposure(UUID(int=2), "alcohol_units", "Alcohol", "units", Summary.SUM),
        Exposure(UUID(int=3), "own_gum", "Chewing gum", "pieces", Summary.SUM),
    )
}


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("stress", 1, "1 point"), ("stress", 2.5, "2.5 points"), ("alcohol_units", 1, "1 unit"),
        ("alcohol_units", 0, "0 units"),
        # The person's own word stays as they wrote it.
        ("own_gum", 1, "1 pieces"),
    ],
)  # fmt: skip
def test_an_amount_has_its_unit(key: str, value: float, words: str) -> None:
    assert amount(value, EXPOSURES, key, str) == words
