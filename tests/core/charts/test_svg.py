import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree as ET

import pytest

from tracker.core.charts import style
from tracker.core.charts.calendar_heat import draw_month, draw_year
from tracker.core.charts.svg import inline_svg, standalone_svg

SVG = "{http://www.w3.org/2000/svg}"


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314  The drawing is our own.


@pytest.fixture
def figures(days) -> dict[str, Callable]:
    """Every chart, drawn again at each call."""
    totals = days(2, None, 0, 4, 1, None, 3)
    return {
        "month": lambda: draw_month(totals),
        "year": lambda: draw_year(totals),
    }


CHARTS = ("month", "year")
both_ways = pytest.mark.parametrize(
    "render", [lambda figure: standalone_svg(figure, "T", "D"), lambda figure: inline_svg(figure, "T", "D", "one")],
    ids=["standalone", "inline"],
)  # fmt: skip


@both_ways
@pytest.mark.parametrize("chart", CHARTS)
def test_nothing_that_a_strict_policy_forbids(figures, chart, render):
    root = parsed(render(figures[chart]()))
    for element in root.iter():
        assert "style" not in element.attrib
        assert not [name for name in element.attrib if name.startswith("on")]
        assert element.tag.removeprefix(SVG) in {"svg", "title", "desc", "defs", "clipPath", "pattern", "g", "path",
                                                 "rect", "text", "use"}  # fmt: skip


@both_ways
@pytest.mark.parametrize("chart", CHARTS)
def test_nothing_is_fetched_and_every_reference_is_answered(figures, chart, render):
    text = render(figures[chart]())
    root = parsed(text)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    used = re.findall(r"url\(#([^)]+)\)", text) + [use.get("href")[1:] for use in root.iter() if use.get("href")]
    assert set(used) <= set(ids)
    assert "http" not in text.replace('xmlns="http://www.w3.org/2000/svg"', "")


def test_two_charts_on_a_page_share_no_id(figures):
    one, other = (inline_svg(figures["month"](), "T", "D", name) for name in ("one", "other"))
    ids = [set(re.findall(r' id="([^"]+)"', text)) for text in (one, other)]
    assert ids[0]
    assert not ids[0] & ids[1]
    assert len(ids[0]) == len(ids[1]) > 3
    assert not set(re.findall(r"url\(#([^)]+)\)", one)) & ids[1]


def test_the_words_for_a_screen_reader_are_in_place(figures):
    root = parsed(inline_svg(figures["month"](), "November", "30 days", "month"))
    assert (root.get("role"), root.get("id"), root.get("class")) == ("img", "month", "chart")
    assert root.get("aria-labelledby") == "month-title month-desc"
    assert [(child.tag, child.get("id"), child.text) for child in root[:2]] == [
        ("title", "month-title", "November"),
        ("desc", "month-desc", "30 days"),
    ]


def test_an_inline_chart_takes_its_size_type_and_colours_from_the_page(figures):
    for chart in CHARTS:
        text = inline_svg(figures[chart](), "T", "D", "one")
        root = parsed(text)
        assert root.get("viewBox", "").startswith("0 0 288 ")
        assert root.get("width") is None
        assert root.get("height") is None
        assert "font-family" not in text
        paints = {element.get(name) for element in root.iter() for name in ("fill", "stroke")} - {None, "none"}
        assert paints
        assert all(re.fullmatch(r"var\(--chart-[a-z0-4-]+\)|url\(#one-\w+\)", paint) for paint in paints)


def test_a_standalone_chart_brings_its_own_size_type_and_colours(figures):
    text = standalone_svg(figures["month"](), "T", "D")
    root = parsed(text)
    assert root.tag == f"{SVG}svg"
    assert root.get("width") == "288pt"
    assert "var(" not in text
    assert style.HEAT[1] in text
    assert "DejaVu Sans" in text


def test_title_and_description_are_escaped(figures):
    text = inline_svg(figures["month"](), "<script>1</script>", "a & b <i>", "one")
    assert "<script" not in text
    assert [child.text for child in parsed(text)[:2]] == ["<script>1</script>", "a & b <i>"]


@both_ways
@pytest.mark.parametrize("chart", CHARTS)
def test_the_same_numbers_give_the_same_bytes(figures, chart, render):
    assert render(figures[chart]()) == render(figures[chart]())


def test_another_process_gives_the_same_bytes():
    script = (
        "from datetime import date; from tracker.core.analysis import DailyTotals;"
        "from tracker.core.charts.calendar_heat import draw_month;"
        "from tracker.core.charts.svg import standalone_svg; import sys;"
        "days = [DailyTotals(date(2026, 5, 4), True, 3, 9.0, 4, {})];"
        "sys.stdout.write(standalone_svg(draw_month(days), 'T', 'D'))"
    )
    drawn = [
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, encoding="utf-8")
        for _turn in range(2)
    ]
    assert drawn[0].stdout == drawn[1].stdout
    assert drawn[0].stdout.startswith("<svg")


def test_eight_threads_draw_what_one_draws(figures):
    order = [CHARTS[(thread + turn) % len(CHARTS)] for thread in range(8) for turn in range(10)]
    alone = {chart: standalone_svg(figures[chart](), "T", "D") for chart in CHARTS}
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda chart: standalone_svg(figures[chart](), "T", "D"), order))
    assert together == [alone[chart] for chart in order]


@pytest.mark.parametrize(
    "module", ["analysis", "charts.week", "charts.hours", "charts.month_cells", "charts.year_rows"]
)
def test_numbers_and_quick_pages_need_no_drawing_library(module):
    script = f"import sys, tracker.core.{module}; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
