"""A forest plot that shows each ratio and interval where it belongs."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

import pytest

from tracker.core.charts.forest import describe_forest, draw_forest
from tracker.core.charts.svg import inline_svg


@dataclass(frozen=True)
class Line:
    name: str
    ratio: float
    low: float
    high: float
    named: bool


CAFFEINE = Line("Caffeine", 1.5, 1.2, 1.9, True)
SLEEP = Line("Sleep <b>", 0.9, 0.01, 90.0, False)


def test_intervals_are_drawn_from_end_to_end_on_a_logarithmic_scale() -> None:
    figure = draw_forest([CAFFEINE, SLEEP])
    lines = {line.get_gid(): [float(x) for x in line.get_xdata()] for line in figure.findobj() if is_span(line)}
    assert lines["span:Caffeine"] == pytest.approx([log(1.2), log(1.9)])
    assert lines["span:Sleep <b>"] == pytest.approx([-log(4), log(4)])


def test_only_a_named_exposure_is_filled() -> None:
    dots = [line for line in draw_forest([CAFFEINE, SLEEP]).findobj() if getattr(line, "get_marker", str)() == "o"]
    assert [dot.get_markerfacecolor() != dot.get_markeredgecolor() for dot in dots] == [False, True]


def test_words_hold_the_same_numbers_and_names_are_escaped() -> None:
    words = describe_forest([CAFFEINE, SLEEP])
    assert "Caffeine: 1.50 times, from 1.20 to 1.90, stands out." in words
    svg = inline_svg(draw_forest([CAFFEINE, SLEEP]), "Triggers", words, "forest")
    assert "<b>" not in svg
    assert "style=" not in svg


def test_nothing_to_show_is_an_empty_sheet() -> None:
    assert not [line for line in draw_forest([]).findobj() if is_span(line)]


def is_span(artist: object) -> bool:
    return str(getattr(artist, "get_gid", str)()).startswith("span:")
