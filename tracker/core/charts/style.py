"""Colours, font sizes and hatching of all charts."""

from __future__ import annotations

INK = "#1d2a2c"
QUIET = "#56666a"
LINE = "#778688"
GRID = "#dbe4e3"
PAPER = "#fefefe"
ACCENT = "#1f6f78"
SOFT = "#54939a"
MEDIAN = "#a04c00"
HEAT = ("#e9f1f1", "#c9dfe0", "#8fbfc2", "#2a7a82", "#12474d")
BAND = "#e3f0f0"
"""Behind days with an episode."""

TRACKED = ("#eef1f2", "#d3dbde", "#768890", "#4c6169")
"""Values of what a person tracks: ground, more than usual, frames, much more than usual."""

# CSS variables for the colours on a page; static/css/charts.css defines them for light and dark.
VARIABLES = {
    INK: "--chart-ink",
    QUIET: "--chart-quiet",
    LINE: "--chart-line",
    GRID: "--chart-grid",
    PAPER: "--chart-paper",
    ACCENT: "--chart-accent",
    SOFT: "--chart-soft",
    MEDIAN: "--chart-median",
    **{colour: f"--chart-heat-{step}" for step, colour in enumerate(HEAT)},
    BAND: "--chart-band",
    **{colour: f"--chart-tracked-{step}" for step, colour in enumerate(TRACKED)},
}

FIRST_DARK_STEP = 3
"""From this step on, text on the shade is in PAPER instead of INK."""

TITLE_PT = 10.0
TEXT_PT = 9.0
SMALL_PT = 8.0
NOTE_PT = 7.5
TINY_PT = 6.8
HATCH = "////"
