import re
from pathlib import Path

import pytest

from tracker.core.charts import style

CSS = (Path(__file__).resolve().parents[3] / "static/css/charts.css").read_text(encoding="utf-8")
PAGES = {"light": ("#ffffff", "#f6f8f7"), "dark": ("#182524", "#111a1a")}
"""What may lie behind a chart: card and page, from static/css/levator.css."""

TEXT, MARKS = ("ink", "quiet", "median"), ("line", "accent", "soft", "median")


def block(selector: str) -> dict[str, str]:
    body = CSS[CSS.index(selector + " {") :].split("}")[0]
    return dict(re.findall(r"--chart-([\w-]+): (#\w{6});", body))


LIGHT = block(":root")
DARK = block(':root:not([data-bs-theme="light"])')
THEMES = {"light": LIGHT, "dark": DARK}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio as WCAG 2.2 defines it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_light_page_has_the_colours_of_the_figures():
    assert {f"--chart-{name}": colour for name, colour in LIGHT.items()} == {
        name: colour for colour, name in style.VARIABLES.items()
    }


def test_both_ways_to_ask_for_dark_give_the_same_colours():
    assert block('[data-bs-theme="dark"]') == DARK
    assert DARK.keys() == LIGHT.keys()


def test_no_two_colours_are_the_same():
    assert len(style.VARIABLES) == 18


@pytest.mark.parametrize("theme", THEMES)
def test_text_and_marks_stand_out_from_the_page(theme):
    colours = THEMES[theme]
    for page in PAGES[theme]:
        assert min(contrast(colours[name], page) for name in TEXT) >= 4.5
        assert min(contrast(colours[name], page) for name in MARKS) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_counts_can_be_read_on_every_shade(theme):
    colours = THEMES[theme]
    for step in range(5):
        writing = colours["paper" if step >= style.FIRST_DARK_STEP else "ink"]
        assert contrast(writing, colours[f"heat-{step}"]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_shades_go_one_way(theme):
    shades = [luminance(THEMES[theme][f"heat-{step}"]) for step in range(5)]
    assert shades == sorted(shades, reverse=theme == "light")


@pytest.mark.parametrize("theme", THEMES)
def test_values_can_be_read_on_what_marks_them(theme):
    colours = THEMES[theme]
    pairs = [("paper", "tracked-3"), ("ink", "tracked-1"), ("ink", "tracked-0"), ("ink", "band"), ("quiet", "band")]
    assert min(contrast(colours[ink], colours[ground]) for ink, ground in pairs) >= 4.5
    assert contrast(colours["tracked-2"], colours["paper"]) >= 3
