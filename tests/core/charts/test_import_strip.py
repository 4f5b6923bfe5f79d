from __future__ import annotations

from xml.etree import ElementTree as ET

from tracker.core.charts.import_strip import import_strip_svg

BARS = "{http://www.w3.org/2000/svg}rect"


def test_a_bar_for_each_week_as_high_as_its_days() -> None:
    root = ET.fromstring(  # noqa: S314
        import_strip_svg([0, 7, 14], "Sleep <b>", "2 weeks", "strip-0")
    )
    assert [float(bar.get("height", "")) for bar in root.iter(BARS)] == [1.0, 22.0, 22.0]
    assert "Sleep <b>" in "".join(root.itertext())
