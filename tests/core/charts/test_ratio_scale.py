"""Ratios on a scale of three words."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from tracker.core.analysis.results import Interval
from tracker.core.charts import style
from tracker.core.charts.ratio_scale import RatioRow, ratio_scale_svg

SVG = "{http://www.w3.org/2000/svg}"
LINK = RatioRow("Sleep & more", Interval(1.5, 1.3, 1.7), is_linked=True)
NONE = RatioRow("Coffee", Interval(1.0, 0.85, 1.1), is_linked=False)


def drawn(*rows: RatioRow, ruled_out: bool = False) -> ET.Element:
    text = ratio_scale_svg(rows, "Title", "Words", "scale", style.ACCENT, ruled_out=ruled_out)
    return ET.fromstring(text)  # noqa: S314 - drawn here.


def circles(root: ET.Element) -> list[tuple[float, str | None]]:
    return [(float(dot.get("cx", "").rstrip("%")), dot.get("fill")) for dot in root.iter(f"{SVG}circle")]


def test_no_difference_is_in_the_middle_and_a_link_is_filled() -> None:
    (link, filled), (none, open_) = circles(drawn(LINK, NONE))
    assert none == pytest.approx(50)
    assert link > 60
    assert filled != open_


def test_half_and_twice_are_at_the_same_distance() -> None:
    (half, _half), (twice, _twice) = circles(
        drawn(*(RatioRow("", Interval(ratio, ratio, ratio), is_linked=False) for ratio in (0.5, 2.0)))
    )
    assert half + twice == pytest.approx(100)


def test_what_lies_beyond_the_scale_ends_at_its_edge() -> None:
    root = drawn(RatioRow("", Interval(1.0, 0.001, 90.0), is_linked=False))
    assert ("0%", "100%") in {(line.get("x1"), line.get("x2")) for line in root.iter(f"{SVG}line")} or any(
        (line.get("x1"), line.get("x2")) == ("0.00%", "100.00%") for line in root.iter(f"{SVG}line")
    )


def test_what_is_ruled_out_is_hatched_on_both_sides() -> None:
    root = drawn(NONE, ruled_out=True)
    hatched = [rect for rect in root.iter(f"{SVG}rect") if rect.get("class") == "ruled-out"]
    assert len(hatched) == 2
    assert [text.text for text in root.iter(f"{SVG}text")].count("ruled out") == 2


def test_its_words_are_legible() -> None:
    sizes = [float(text.get("font-size", "")) for text in drawn(LINK, NONE).iter(f"{SVG}text")]
    assert min(sizes) >= 11
