"""A forest plot that shows each ratio and interval where it belongs."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree as ET

import pytest

from tracker.core.charts import style
from tracker.core.charts.forest import NAMES, RIGHT, WIDTH, describe_forest, forest_svg

SVG = "{http://www.w3.org/2000/svg}"
MIDDLE = (NAMES + WIDTH - RIGHT) / 2


@dataclass(frozen=True)
class Row:
    name: str
    ratio: float
    low: float
    high: float
    named: bool


CAFFEINE = Row("Caffeine", 1.5, 1.2, 1.9, True)
SLEEP = Row("Sleep <b>", 0.9, 0.01, 90.0, False)


def intervals(*rows: Row) -> list[tuple[float, float]]:
    lines = [line for line in drawn(*rows).iter(f"{SVG}line") if line.get("y1") == line.get("y2")]
    return [(float(line.get("x1", "")), float(line.get("x2", ""))) for line in lines]


def drawn(*rows: Row) -> ET.Element:
    return ET.fromstring(forest_svg(rows))  # noqa: S314  Made here.


def test_intervals_are_drawn_on_a_logarithmic_scale_and_end_at_its_edges() -> None:
    (low, high), whole = intervals(Row("Caffeine", 1.0, 0.8, 1.25, True), SLEEP)
    assert MIDDLE - low == pytest.approx(high - MIDDLE, abs=0.02)
    assert whole == (NAMES, WIDTH - RIGHT)


def test_only_a_linked_exposure_is_filled() -> None:
    fills = [dot.get("fill") for dot in drawn(CAFFEINE, SLEEP).iter(f"{SVG}circle")]
    assert fills == [style.ACCENT, style.PAPER]


def test_words_hold_the_same_numbers_and_names_are_escaped() -> None:
    assert "Caffeine: 1.50 times, from 1.20 to 1.90, linked." in describe_forest([CAFFEINE, SLEEP])
    svg = forest_svg([CAFFEINE, SLEEP])
    assert "<b>" not in svg
    assert "style=" not in svg
    assert [text.text for text in drawn(SLEEP).iter(f"{SVG}text")].count("Sleep <b>") == 1


def test_names_are_in_no_id() -> None:
    assert not [one for one in drawn(CAFFEINE, SLEEP).iter() if "Caffeine" in one.get("id", "")]


def test_the_scale_is_in_words() -> None:
    texts = [text.text for text in drawn(CAFFEINE).iter(f"{SVG}text")]
    assert {"half as many", "no difference", "twice as many"} <= set(texts)
    assert not any("×" in str(text) for text in texts)


def test_nothing_to_show_is_an_empty_scale() -> None:
    assert intervals() == []
