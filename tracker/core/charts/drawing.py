"""Drawings made element by element, at the size they are shown: a unit is a point on paper, a pixel on a page.

They need no drawing library, and their lettering is as large as it says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from tracker.core.charts.style import LINE, VARIABLES

PAPER_LETTERS, PAGE_LETTERS = 7.5, 11.0
"""The height of type: the small type of the PDF, and the smallest of a page."""

FONT = "DejaVu Sans"


@dataclass(frozen=True)
class Drawing:
    """An `<svg>` with its words. With an id in `inline` it takes a page's type and colours, otherwise its own."""

    root: ET.Element
    inline: str

    @property
    def letters(self) -> float:
        """The height of its type."""
        return PAGE_LETTERS if self.inline else PAPER_LETTERS

    def colour(self, colour: str) -> str:
        """A colour of `style`, or what stands for it on a page."""
        return f"var({VARIABLES[colour]})" if self.inline and colour in VARIABLES else colour

    def add(self, tag: str, parent: ET.Element | None = None, /, **attributes: object) -> ET.Element:
        """One more element: `stroke_width=1` is `stroke-width="1"`. Colours of `style` become those of the page."""
        element = ET.SubElement(self.root if parent is None else parent, tag)
        for name, value in attributes.items():
            text = f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
            element.set(name.rstrip("_").replace("_", "-"), self.colour(text))
        return element

    def text(self, words: str, parent: ET.Element | None = None, /, **attributes: object) -> ET.Element:
        """Words at `x`, `y`, in the usual size where none is given."""
        own = {} if self.inline else {"font_family": FONT}
        element = self.add("text", parent, **{"font_size": self.letters, **own, **attributes})
        element.text = words
        return element

    def written(self) -> str:
        """The document."""
        return ET.tostring(self.root, encoding="unicode")


def drawing(kind: str, title: str, description: str, inline: str = "", **attributes: object) -> Drawing:
    """An empty drawing that a screen reader calls by its title and description; `kind` is its class on a page."""
    made = Drawing(ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg"}), inline)
    made.root.attrib.update({name: str(value) for name, value in attributes.items()})
    made.root.attrib.update({"role": "img", "aria-labelledby": f"{inline}{kind}-title {inline}{kind}-desc"})
    if inline:
        made.root.attrib.update({"id": inline, "class": kind})
    for tag, words in (("title", title), ("desc", description)):
        made.add(tag, id=f"{inline}{kind}-{tag}").text = words
    return made


def hatch(sheet: Drawing) -> str:
    """Add the pattern that means *not logged*, and return the reference to fill with."""
    name = f"{sheet.inline}hatch"
    step = sheet.letters / 2
    turned = {"patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
    pattern = sheet.add("pattern", id=name, width=step, height=step, **turned)
    sheet.add("line", pattern, x1=0, y1=0, x2=0, y2=step, stroke=LINE, stroke_width=step / 5)
    return f"url(#{name})"


def link(sheet: Drawing, href: str, words: str) -> ET.Element:
    """Add a link with words for a screen reader; what is drawn into it leads there."""
    sheet.root.set("role", "group")
    return sheet.add("a", href=href, aria_label=words)


def stretched(
    sheet: Drawing, height: float, paths: Sequence[tuple[Sequence[tuple[float, float]], Mapping[str, object]]]
) -> None:
    """Add lines through points (x in per cent of the width, y in units): a path itself knows no per cent."""
    if not any(points for points, _look in paths):
        return
    box = {"viewBox": f"0 0 100 {height:g}", "preserveAspectRatio": "none"}
    frame = sheet.add("svg", x=0, y=0, width="100%", height=height, **box)
    for points, look in paths:
        if points:
            way = "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points)
            sheet.add("path", frame, d=way, vector_effect="non-scaling-stroke", **look)
