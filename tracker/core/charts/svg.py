"""Figures as SVG that works under a strict Content-Security-Policy.

matplotlib writes `style="…"` on every mark, which a page that forbids inline style ignores. Here each declaration
becomes a presentation attribute, which the policy does not affect.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from xml.etree import ElementTree as ET

from matplotlib.figure import Figure

from tracker.core.charts.style import VARIABLES

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"
REFERENCE = re.compile(r"url\(#([^)]+)\)")
NO_METADATA = dict.fromkeys(("Date", "Creator", "Format", "Type"))


def standalone_svg(figure: Figure, title: str, description: str) -> str:
    """The figure as an SVG document with fixed colours, for a PDF or a file; deterministic."""
    root = _drawn(figure)
    root.set("xmlns", SVG.strip("{}"))
    _name(root, title, description, "chart")
    _point_to(root, "")
    return ET.tostring(root, encoding="unicode")


def inline_svg(figure: Figure, title: str, description: str, element_id: str) -> str:
    """The figure as an `<svg class="chart">` for a page, in the page's font and colours.

    Colours are `var(--chart-…)`, so that static/css/charts.css decides light and dark. Every id starts with
    `element_id`, which must be unique on the page.
    """
    root = _drawn(figure)
    for size in ("width", "height"):
        del root.attrib[size]
    root.set("id", element_id)
    root.set("class", "chart")
    _name(root, title, description, element_id)
    _point_to(root, f"{element_id}-")
    for element in root.iter():
        element.attrib.pop("font-family", None)
        _use_variables(element.attrib)
    return ET.tostring(root, encoding="unicode")


def _drawn(figure: Figure) -> ET.Element:
    """matplotlib's SVG without metadata, style sheet and inline styles."""
    text = io.StringIO()
    figure.savefig(text, format="svg", metadata=NO_METADATA)
    root = ET.fromstring(text.getvalue())  # noqa: S314  Trusted: written a line above.
    _drop(root, f"{SVG}metadata")
    _drop(root, f"{SVG}style")
    for element in root.iter():
        element.tag = element.tag.removeprefix(SVG)
        element.text, element.tail = (_no_blanks(text) for text in (element.text, element.tail))
        _spell_out_style(element.attrib)
    root.attrib.pop("version", None)
    root.attrib.update({"role": "img", "stroke-linejoin": "round", "stroke-linecap": "butt"})
    return root


def _no_blanks(text: str | None) -> str | None:
    return text if text and text.strip() else None


def _drop(root: ET.Element, tag: str) -> None:
    for parent in list(root.iter()):
        for child in parent.findall(tag):
            parent.remove(child)


def _spell_out_style(attributes: dict[str, str]) -> None:
    for declaration in filter(None, attributes.pop("style", "").split(";")):
        name, _, value = declaration.partition(":")
        attributes[name.strip()] = value.strip()


def _name(root: ET.Element, title: str, description: str, prefix: str) -> None:
    """Put the words a screen reader says in front of the drawing."""
    for place, (tag, text) in enumerate((("title", title), ("desc", description))):
        element = ET.Element(tag, {"id": f"{prefix}-{tag}"})
        element.text = text
        root.insert(place, element)
    root.set("aria-labelledby", f"{prefix}-title {prefix}-desc")


def _point_to(root: ET.Element, prefix: str) -> None:
    """Keep only the ids that something in the drawing points to, and put `prefix` before them."""
    used = {name for element in root.iter() for name in _references(element.attrib)}
    for element in root.iter():
        attributes = element.attrib
        for name, value in list(attributes.items()):
            attributes[name] = REFERENCE.sub(rf"url(#{prefix}\1)", value)
        if HREF in attributes:
            attributes["href"] = f"#{prefix}{attributes.pop(HREF).removeprefix('#')}"
        if attributes.get("id") in used:
            attributes["id"] = prefix + attributes["id"]
        elif element is not root and element.tag not in ("title", "desc"):
            attributes.pop("id", None)


def _references(attributes: Mapping[str, str]) -> list[str]:
    found = [name for value in attributes.values() for name in REFERENCE.findall(value)]
    return [*found, attributes[HREF].removeprefix("#")] if HREF in attributes else found


def _use_variables(attributes: dict[str, str]) -> None:
    for name in ("fill", "stroke"):
        if attributes.get(name) in VARIABLES:
            attributes[name] = f"var({VARIABLES[attributes[name]]})"
