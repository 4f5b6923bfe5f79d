"""Cells with a value: short numbers and the swatches of the legend."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from tracker.core.analysis.describe.usual import Mark
from tracker.core.charts.cells import short_number, swatch


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"), (7, "7"), (6.75, "6¾"), (0.5, "½"), (6.13, "6.1"), (6.97, "7"), (99.5, "99½"),
        (170, "170"), (1500.4, "1500"), (12_000, "12k"), (1_000_000, "1000k"),
    ],
)  # fmt: skip
def test_numbers_are_short_enough_for_a_cell(value, shown):
    assert short_number(value) == shown


@pytest.mark.parametrize("mark", [mark for mark in Mark if mark is not Mark.USUAL])
def test_a_swatch_shows_its_mark_and_leaves_the_words_to_the_page(mark):
    root = ET.fromstring(swatch(mark))  # noqa: S314 - drawn here.
    assert root.get("aria-hidden") == "true"
    assert [element.get("class") for element in root if element.get("class")] == [mark.replace(" ", "-")]
