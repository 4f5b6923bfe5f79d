"""SVG built element by element, at final size: a unit is a point on paper, a pixel on a page.

It needs no drawing library, and its type has exactly the given size.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from tracker.core.charts.style import LINE, VARIABLES

PAPER_LETTERS, PAGE_LETTERS = 7.5, 11.0
"""Font sizes: the small type of the PDF, and the smallest of a page."""

FONT = "DejaVu Sans"


@dataclass(frozen=True)
class Drawing:
    """An `<svg>`. With an id in `inline` it uses the page's font and colours, otherwise its own."""

    root: ET.Element
    inline: str

    @property
    def letters(self) -> float:
        """The font size."""
        return PAGE_LETTERS if self.inline else PAPER_LETTERS

    def colour(self, colour: str) -> str:
        """A colour of `style`; on a page, its CSS variable."""
        return f"var({VARIABLES[colour]})" if self.inline and colour in VARIABLES else colour

    def add(self, tag: str, parent: ET.Element | None = None, /, **attributes: object) -> ET.Element:
        """Add an element: `stroke_width=1` is `stroke-width="1"`. Colours of `style` become those of the page."""
        element = ET.SubElement(self.root if parent is None else parent, tag)
        for name, value in attributes.items():
            text = f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
            element.set(name.rstrip("_").replace("_", "-"), self.colour(text))
        return element

    def text(self, words: str, parent: ET.Element | None = None, /, **attributes: object) -> ET.Element:
        """Add text at `x`, `y`, by default in the usual size."""
        own = {} if self.inline else {"font_family": FONT}
        element = self.add("text", parent, **{"font_size": self.letters, **own, **attributes})
        element.text = words
        return element

    def written(self) -> str:
        """The SVG document."""
        return ET.tostring(self.root, encoding="unicode")


def drawing(kind: str, title: str, description: str, inline: str = "", **attributes: object) -> Drawing:
    """An empty drawing with title and description for screen readers; `kind` is its CSS class."""
    made = Drawing(ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg"}), inline)
    made.root.attrib.update({name: str(value) for name, value in attributes.items()})
    made.root.attrib.update({"role": "img", "aria-labelledby": f"{inline}{kind}-title {inline}{kind}-desc"})
    if inline:
        made.root.attrib.update({"id": inline, "class": kind})
    for tag, words in (("title", title), ("desc", description)):
        made.add(tag, id=f"{inline}{kind}-{tag}").text = words
    return made


def hatch(sheet: Drawing) -> str:
    """Add the pattern that means *not logged*; return its `url()`."""
    name = f"{sheet.inline}hatch"
    step = sheet.letters / 2
    turned = {"patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
    pattern = sheet.add("pattern", id=name, width=step, height=step, **turned)
    sheet.add("line", pattern, x1=0, y1=0, x2=0, y2=step, stroke=LINE, stroke_width=step / 5)
    return f"url(#{name})"


def link(sheet: Drawing, href: str, words: str) -> ET.Element:
    """Add a link with a label for screen readers; draw its content into the returned element."""
    sheet.root.set("role", "group")
    return sheet.add("a", href=href, aria_label=words)


def stretched(
    sheet: Drawing, height: float, paths: Sequence[tuple[Sequence[tuple[float, float]], Mapping[str, object]]]
) -> None:
    """Add paths through points with x in per cent of the width, which `<path>` itself does not support."""
    if not any(points for points, _look in paths):
        return
    box = {"viewBox": f"0 0 100 {height:g}", "preserveAspectRatio": "none"}
    frame = sheet.add("svg", x=0, y=0, width="100%", height=height, **box)
    for points, look in paths:
        if points:
            way = "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points)
            sheet.add("path", frame, d=way, vector_effect="non-scaling-stroke", **look)
