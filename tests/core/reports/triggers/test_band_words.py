"""Bands in words that a person would say."""

from __future__ import annotations

from uuid import UUID

import pytest

from tracker.core.analysis.describe.dose_bands import BandRate, DoseBand, DoseBands
from tracker.core.records import Exposure, Summary
from tracker.core.reports.triggers.band_words import band_labels, band_rows, bands_described, ends_of, picture_labels

RATE = BandRate(38, 1.52, 1.21, 1.93)


def bands(*ends: float | None, none: bool = False, whole: bool = True) -> DoseBands:
    both = zip((None, *ends), (*ends, None), strict=True)
    return DoseBands(
        tuple(DoseBand(first, end, RATE, None, none and first is None) for first, end in both), whole
    )  # fmt: skip


@pytest.mark.parametrize(
    ("found", "labels"),
    [
        (bands(6, 7, 8, whole=False), ("under 6", "6–7", "7–8", "8 or more")),
        (bands(1, 2, 3, none=True), ("none", "1", "2", "3 or more")),
        (bands(2, 4, 6), ("under 2", "2–3", "4–5", "6 or more")),
        (bands(90, 200, 300, none=True), ("none", "under 200", "200–300", "300 or more")),
        (bands(1500, 2000), ("under 1500", "1500–2000", "2000 or more")),
        (bands(1, none=True), ("none", "some")),
    ],
)
def test_labels(found: DoseBands, labels: tuple[str, ...]) -> None:
    assert band_labels(found) == labels


def test_the_number_of_days_is_below_each() -> None:
    assert picture_labels(bands(6, whole=False)) == [("under 6", "38 days"), ("6 or more", "38 days")]
    assert bands_described(bands(6, whole=False)) == "under 6: 1.5 a day on 38 days; 6 or more: 1.5 a day on 38 days"


def test_the_ends_of_a_small_picture() -> None:
    ends = ("little", "much")
    assert ends_of(bands(6, 7, whole=False), ends) == ends
    assert ends_of(bands(1, 2, 3, none=True), ends) == ("none", "3+")


def test_the_table_has_units_and_intervals() -> None:
    exposure = Exposure(UUID(int=1), "sleep_h", "Sleep", "h", Summary.LAST)
    assert band_rows(bands(6, whole=False), exposure)[0] == ("under 6 h", "38", "1.5 (1.2 to 1.9)", "–")
