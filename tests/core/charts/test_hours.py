from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.charts.hours import BARS_PX, MIN_TOP, describe_hours, hours_svg

SVG = "{http://www.w3.org/2000/svg}"


def bars(counts):
    root = ET.fromstring(hours_svg(counts, "Time of day", "hours"))  # noqa: S314 - drawn here.
    return [rect for rect in root.iter(f"{SVG}rect") if rect.get("class") == "bar"]


@settings(max_examples=25)
@given(counts=st.lists(st.integers(0, 500), min_size=24, max_size=24))
def test_bars_are_as_high_as_the_counts(counts):
    unit = BARS_PX / max(MIN_TOP, *counts)
    heights = [float(bar.get("height")) for bar in bars(counts)]
    assert heights == pytest.approx([count * unit for count in counts if count], abs=0.01)


def test_each_bar_is_at_its_hour():
    (bar,) = bars([0] * 8 + [3] + [0] * 15)
    middle = float(bar.get("x")[:-1]) + float(bar.get("width")[:-1]) / 2
    assert middle == pytest.approx(100 * 8.5 / 24, abs=0.02)


def test_an_empty_day_has_words():
    assert bars([0] * 24) == []
    assert describe_hours([0] * 24) == "no episodes in this time"


def test_the_words_name_the_fullest_hours():
    counts = [0] * 24
    counts[7], counts[16], counts[20] = 4, 4, 1
    assert describe_hours(counts) == "Episodes: 9. Most of them in the hour from 07:00, 16:00: 4."
