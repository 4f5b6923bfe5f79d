"""How every chart looks: colours, type and line. matplotlib's settings are set here, once, when this is imported.

They are never changed afterwards, not even for a moment: matplotlib keeps one set of them for all threads.
"""

from __future__ import annotations

import matplotlib

INK = "#22303c"
QUIET = "#556270"
LINE = "#7a8692"
GRID = "#dfe4e8"
PAPER = "#fefefe"
ACCENT = "#1c6782"
SOFT = "#5e95a9"
MEDIAN = "#a04c00"
HEAT = ("#eef3f5", "#cde2e8", "#8fbfcd", "#2b7a94", "#11465a")

# On a page these names stand in for the colours, and static/css/charts.css says what they are in light and in dark.
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
}

FIRST_DARK_STEP = 3
"""From this step on, writing on the shade is in PAPER instead of INK."""

TITLE_PT = 10.0
TEXT_PT = 9.0
SMALL_PT = 8.0
NOTE_PT = 7.5
TINY_PT = 6.8
HATCH = "////"

matplotlib.rcParams.update(
    {
        "font.family": ["DejaVu Sans"],
        "font.size": TEXT_PT,
        "text.color": INK,
        # A person's own words are words: a dollar sign in them must not begin a formula.
        "text.parse_math": False,
        "hatch.linewidth": 0.5,
        "svg.fonttype": "none",
        # Names inside the file are made from this and the drawing, so that the same numbers give the same bytes.
        "svg.hashsalt": "levator",
    }
)
