"""Bars by dose: in proportion to their means, with the interval as a line, and legible on a phone."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from tracker.core.analysis.describe.dose_bands import BandRate, DoseBand, DoseBands
from tracker.core.charts.dose_bars import dose_bars_svg, progress_svg, small_bars_svg

SVG = "{http://www.w3.org/2000/svg}"
FOUND = DoseBands(
    (
        DoseBand(None, 6, BandRate(38, 3.0, 2.4, 3.7), BandRate(36, 2.0, 1.5, 2.6)),
        DoseBand(6, 7, BandRate(103, 1.5, 1.2, 1.9), BandRate(100, 1.8, 1.5, 2.2)),
        DoseBand(7, None, BandRate(180, 0.0, 0.0, 0.1), None),
    ),
    whole_numbers=False,
)
LABELS = [("under 6", "38 days"), ("6–7", "103 days"), ("7 or more & <b>", "180 days")]


def drawn(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - drawn here.


def bars(root: ET.Element, kind: str) -> list[float]:
    return [float(rect.get("height", "")) for rect in root.iter(f"{SVG}rect") if rect.get("class") == kind]


def test_bars_are_in_proportion_to_their_means() -> None:
    root = drawn(dose_bars_svg(FOUND, LABELS, "Title", "Words", "no_link"))
    first, second, third = bars(root, "same-day")
    assert first == pytest.approx(2 * second)
    assert third == pytest.approx(1)
    assert bars(root, "day-after") == []
    assert len([line for line in root.iter(f"{SVG}line") if line.get("class") == "give-or-take"]) == 3


def test_a_link_has_the_day_after_beside_it_where_it_is_known() -> None:
    root = drawn(dose_bars_svg(FOUND, LABELS, "Title", "Words", "linked", day_after=True))
    assert len(bars(root, "same-day")) == 3
    assert len(bars(root, "day-after")) == 2


def test_the_day_that_was_named_comes_first() -> None:
    for after_first, order in ((False, ["same-day", "day-after"]), (True, ["day-after", "same-day"])):
        root = drawn(dose_bars_svg(FOUND, LABELS, "T", "W", "linked", day_after=True, after_first=after_first))
        assert [rect.get("class") for rect in root.iter(f"{SVG}rect")][:2] == order


def test_words_are_legible_and_escaped_and_long_ones_take_two_lines() -> None:
    text = dose_bars_svg(FOUND, LABELS, "Title", "Words", "linked")
    root = drawn(text)
    words = [element.text for element in root.iter(f"{SVG}text")]
    assert "38 days" in words
    assert "or more & <b>" in words
    assert "<b>" not in text
    assert min(float(element.get("font-size", "")) for element in root.iter(f"{SVG}text")) >= 11


def test_a_small_picture_has_its_ends_and_is_left_to_the_row_beside_it() -> None:
    root = drawn(small_bars_svg(FOUND, ("short", "long"), "linked"))
    assert root.get("aria-hidden") == "true"
    assert float(root.get("width", "")) == 76
    assert [text.text for text in root.iter("text")] == ["short", "long"]
    assert len(list(root.iter("rect"))) == 3


@pytest.mark.parametrize(("done", "width"), [(18, "30%"), (0, "0%"), (90, "100%")])
def test_progress_is_a_share_of_the_whole(done: int, width: str) -> None:
    _ground, bar = drawn(progress_svg(done, 60))
    assert bar.get("width") == width
