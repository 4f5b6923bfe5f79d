"""The face as a doctor sees it, with the places of a twitch shaded and numbered. Reads without colour.

It is drawn as one looks at somebody: the person's right is on the left of the picture, and both sides are named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from tracker.analysis import heat_levels
from tracker.charts import style
from tracker.charts.words import Say
from tracker.records import Place, Side
from tracker.reference.face_shapes import FACE_SHAPES
from tracker.reference.words import gettext_noop as _

BOX = "-185 -196 370 530"
NUMBER_UNITS, SIDE_UNITS = 36, 35
"""The height of type; a picture 140 pt high shows it larger than 9 pt."""

OUTLINE = (
    "M0-190C95-190 152-140 156-50C157 10 155 60 148 110C142 160 128 200 92 232C60 258 28 268 0 268S-60 258-92 232"
    "C-128 200-142 160-148 110C-155 60-157 10-156-50C-152-140-95-190 0-190z"
)
NECK = "M-79 246V282C-80 306-100 320-128 330M79 246V282C80 306 100 320 128 330"
LINES = "M-22 106C-14 101-9 112 0 112S14 101 22 106M-59 166C-40 171-20 177 0 174.5C20 177 40 171 59 166"
EYE = "M41 3C54-18 91-22 105-3C93 14 57 16 41 3z"


@dataclass(frozen=True)
class Marked:
    """A place with its number in order of appearance, and how many episodes touched it."""

    place: Place
    number: int
    episodes: int


def face_svg(marked: Sequence[Marked], title: str, description: str, say: Say = str, inline: str = "") -> str:
    """The drawing as SVG. With an id in `inline` it takes a page's type and colours, otherwise it has its own.

    The darker a place, the more episodes; a place of the body is not in it.
    """
    root = ET.Element(
        "svg", {"viewBox": BOX, "role": "img", "aria-labelledby": f"{inline}face-title {inline}face-desc"}
    )
    root.set("xmlns", "http://www.w3.org/2000/svg")
    if inline:
        root.attrib.update({"id": inline, "class": "chart summary-face"})
    for tag, words in (("title", title), ("desc", description)):
        ET.SubElement(root, tag, {"id": f"{inline}face-{tag}"}).text = words
    paint = style.VARIABLES if inline else {}
    _draw_face(root, paint)
    on_face = [mark for mark in marked if mark.place.region in FACE_SHAPES]
    levels = heat_levels([mark.episodes for mark in on_face])
    for mark, level in sorted(zip(on_face, levels, strict=True), key=lambda pair: pair[1]):
        _draw_place(root, mark.place, style.HEAT[level], paint)
    for mark, level in zip(on_face, levels, strict=True):
        _draw_number(root, mark, level, paint)
    for x, words in ((-134, say(_("Right"))), (134, say(_("Left")))):
        _text(root, x, 252, words, SIDE_UNITS, _colour(style.QUIET, paint))
    return ET.tostring(root, encoding="unicode")


def _draw_face(root: ET.Element, paint: Mapping[str, str]) -> None:
    lines = ET.SubElement(
        root,
        "g",
        {"fill": "none", "stroke": _colour(style.LINE, paint), "stroke-width": "3", "stroke-linecap": "round"},
    )
    for line in (OUTLINE, NECK, LINES, EYE):
        ET.SubElement(lines, "path", {"d": line})
    ET.SubElement(lines, "path", {"d": EYE, "transform": "scale(-1 1)"})


def _draw_place(root: ET.Element, place: Place, shade: str, paint: Mapping[str, str]) -> None:
    group = ET.SubElement(root, "g", {"fill": _colour(shade, paint), "stroke": _colour(style.INK, paint)})
    group.set("stroke-width", "3")
    if place.side is Side.RIGHT:
        group.set("transform", "scale(-1 1)")
    for mark in FACE_SHAPES[place.region].marks:
        ET.SubElement(group, "path", {"d": mark.d})


def _draw_number(root: ET.Element, mark: Marked, level: int, paint: Mapping[str, str]) -> None:
    """On the place, with a rim in the colour that sets it off from the shade."""
    x, y = FACE_SHAPES[mark.place.region].dot
    dark = level >= style.FIRST_DARK_STEP
    ink, rim = (style.PAPER, style.HEAT[level]) if dark else (style.INK, style.PAPER)
    text = _text(
        root, -x if mark.place.side is Side.RIGHT else x, y + 12, str(mark.number), NUMBER_UNITS, _colour(ink, paint)
    )
    text.attrib.update({"stroke": _colour(rim, paint), "stroke-width": "8", "paint-order": "stroke"})
    text.attrib.update({"stroke-linejoin": "round", "font-weight": "bold"})


def _text(root: ET.Element, x: int, y: int, words: str, size: int, fill: str) -> ET.Element:
    placed = {"x": str(x), "y": str(y), "font-size": str(size), "text-anchor": "middle", "fill": fill}
    text = ET.SubElement(root, "text", placed | {"font-family": "DejaVu Sans"})
    text.text = words
    return text


def _colour(colour: str, paint: Mapping[str, str]) -> str:
    return f"var({paint[colour]})" if colour in paint else colour
