"""The face as a doctor sees it: places shaded, each with a dot and a line to its number outside. Reads in grey.

It is drawn as one looks at somebody: the person's right is on the left of the picture, and both sides are named.
A unit is a point on paper and a pixel on a page, so that lettering is as large as it says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from tracker.analysis import heat_levels
from tracker.charts import style
from tracker.charts.leaders import Point, label_heights
from tracker.charts.words import Say
from tracker.records import Place, Side
from tracker.reference.face_shapes import FACE_SHAPES
from tracker.reference.words import gettext_noop as _

WIDTH, SCALE = 244.0, 0.4
TOP, CHIN, NECK_END = -84.0, 112.0, 136.0
BELOW_CHIN = ("neck_front", "tongue")

DOT = 2.0
ELBOW, CIRCLE_GAP = 84.0, 4.0
PAPER_LETTERS, PAGE_LETTERS = 7.5, 11.0
"""The height of type: the small type of the PDF, and the smallest of a page."""

OUTLINE = (
    "M0-190C95-190 152-140 156-50C157 10 155 60 148 110C142 160 128 200 92 232C60 258 28 268 0 268S-60 258-92 232"
    "C-128 200-142 160-148 110C-155 60-157 10-156-50C-152-140-95-190 0-190z"
)
NECK = "M-79 246V282C-80 306-100 320-128 330M79 246V282C80 306 100 320 128 330"
LINES = "M-22 106C-14 101-9 112 0 112S14 101 22 106M-59 166C-40 171-20 177 0 174.5C20 177 40 171 59 166"
EYE = "M41 3C54-18 91-22 105-3C93 14 57 16 41 3z"
BROW = FACE_SHAPES["brow"].marks[0].d


@dataclass(frozen=True)
class Marked:
    """A place with its number in the list of places, and how many episodes touched it."""

    place: Place
    number: int
    episodes: int


@dataclass(frozen=True)
class _Label:
    """A number in its circle: the dot of its place, and how high the circle is on its side (-1 or 1)."""

    mark: Marked
    dot: Point
    side: int
    height: float


def face_svg(marked: Sequence[Marked], title: str, description: str, say: Say = str, inline: str = "") -> str:
    """The drawing as SVG. With an id in `inline` it takes a page's type and colours, otherwise it has its own.

    The darker a place, the more episodes; a place of the body is not in it.
    """
    on_face = [mark for mark in marked if mark.place.region in FACE_SHAPES]
    letters = PAGE_LETTERS if inline else PAPER_LETTERS
    labels = _labels(on_face, letters)
    root = _root(title, description, inline, _bottom(on_face, labels, letters))
    paint = style.VARIABLES if inline else {}
    face = ET.SubElement(root, "g", {"transform": f"scale({SCALE})"})
    _draw_face(face, any(mark.place.region in BELOW_CHIN for mark in on_face), paint)
    levels = heat_levels([mark.episodes for mark in on_face])
    for mark, level in sorted(zip(on_face, levels, strict=True), key=lambda pair: pair[1]):
        _draw_place(face, mark.place, style.HEAT[level], paint)
    for label in labels:
        _draw_line(root, label, letters, paint)
    for label in labels:
        _draw_label(root, label, letters, paint)
    for side, words in ((-1, say(_("Right"))), (1, say(_("Left")))):
        text = _text(root, side * WIDTH / 2, TOP + letters, words, letters, _colour(style.QUIET, paint))
        text.set("text-anchor", "start" if side < 0 else "end")
    return ET.tostring(root, encoding="unicode")


def _root(title: str, description: str, inline: str, bottom: float) -> ET.Element:
    box = (-WIDTH / 2, TOP, WIDTH, bottom - TOP)
    root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "viewBox": " ".join(f"{edge:g}" for edge in box)})
    root.attrib.update({"width": f"{WIDTH:g}", "height": f"{bottom - TOP:g}"})
    root.attrib.update({"role": "img", "aria-labelledby": f"{inline}face-title {inline}face-desc"})
    if inline:
        root.attrib.update({"id": inline, "class": "doctor-face"})
    for tag, words in (("title", title), ("desc", description)):
        ET.SubElement(root, tag, {"id": f"{inline}face-{tag}"}).text = words
    return root


def _labels(marked: Sequence[Marked], letters: float) -> list[_Label]:
    """The labels of both sides. A place in the middle goes to the side that has fewer."""
    sides: dict[int, list[Marked]] = {1: [], -1: []}
    for mark in sorted(marked, key=lambda mark: mark.place.side is Side.MIDLINE):
        of_side = {Side.LEFT: 1, Side.RIGHT: -1}.get(mark.place.side)
        sides[of_side or (1 if len(sides[1]) <= len(sides[-1]) else -1)].append(mark)
    top = TOP + letters + CIRCLE_GAP + _radius(letters)
    labels = []
    for side, marks in sides.items():
        # Both sides are laid out as if they were the right-hand one.
        dots = [_dot(mark) for mark in marks]
        facing = [(x * side, y) for x, y in dots]
        heights = label_heights(facing, ELBOW, top, 2 * _radius(letters) + CIRCLE_GAP)
        labels += [_Label(*parts) for parts in zip(marks, dots, [side] * len(marks), heights, strict=True)]
    return labels


def _dot(mark: Marked) -> Point:
    x, y = FACE_SHAPES[mark.place.region].dot
    return SCALE * (-x if mark.place.side is Side.RIGHT else x), SCALE * y


def _radius(letters: float) -> float:
    """Of a circle that holds two digits."""
    return letters * 0.85


def _bottom(marked: Sequence[Marked], labels: Sequence[_Label], letters: float) -> float:
    face = NECK_END if any(mark.place.region in BELOW_CHIN for mark in marked) else CHIN
    return max([face, *(label.height + _radius(letters) + 2 for label in labels)])


def _draw_face(parent: ET.Element, with_neck: bool, paint: Mapping[str, str]) -> None:
    lines = ET.SubElement(
        parent,
        "g",
        {"fill": "none", "stroke": _colour(style.LINE, paint), "stroke-width": "2.5", "stroke-linecap": "round"},
    )
    for line in (OUTLINE, LINES, EYE, BROW, *([NECK] if with_neck else [])):
        ET.SubElement(lines, "path", {"d": line})
    for line in (EYE, BROW):
        ET.SubElement(lines, "path", {"d": line, "transform": "scale(-1 1)"})


def _draw_place(parent: ET.Element, place: Place, shade: str, paint: Mapping[str, str]) -> None:
    group = ET.SubElement(parent, "g", {"fill": _colour(shade, paint), "stroke": _colour(style.INK, paint)})
    group.set("stroke-width", "2")
    if place.side is Side.RIGHT:
        group.set("transform", "scale(-1 1)")
    for mark in FACE_SHAPES[place.region].marks:
        ET.SubElement(group, "path", {"d": mark.d})


def _draw_line(parent: ET.Element, label: _Label, letters: float, paint: Mapping[str, str]) -> None:
    """From the dot to the circle, over a wider one in the colour of paper, so that it shows on a dark place."""
    (x, y), across = label.dot, label.side
    edge = WIDTH / 2 - 2 * _radius(letters) - 1
    path = f"M{x:.1f} {y:.1f}L{across * ELBOW:.1f} {label.height:.1f}H{across * edge:.1f}"
    for colour, width in ((style.PAPER, "2.6"), (style.INK, "0.8")):
        drawn = {"d": path, "fill": "none", "stroke": _colour(colour, paint), "stroke-width": width}
        ET.SubElement(parent, "path", drawn | {"class": "leader"})


def _draw_label(parent: ET.Element, label: _Label, letters: float, paint: Mapping[str, str]) -> None:
    ink, paper = _colour(style.INK, paint), _colour(style.PAPER, paint)
    dot = {"cx": f"{label.dot[0]:.1f}", "cy": f"{label.dot[1]:.1f}", "r": f"{DOT:g}", "fill": ink}
    ET.SubElement(parent, "circle", dot | {"stroke": paper, "stroke-width": "0.8", "class": "dot"})
    radius = _radius(letters)
    x = label.side * (WIDTH / 2 - radius - 1)
    circle = {"cx": f"{x:.1f}", "cy": f"{label.height:.1f}", "r": f"{radius:.1f}", "fill": paper, "stroke": ink}
    ET.SubElement(parent, "circle", circle | {"stroke-width": "0.8", "class": "number"})
    text = _text(parent, x, label.height + letters * 0.36, str(label.mark.number), letters, ink)
    text.attrib.update({"text-anchor": "middle", "font-weight": "bold"})


def _text(parent: ET.Element, x: float, y: float, words: str, size: float, fill: str) -> ET.Element:
    text = ET.SubElement(parent, "text", {"x": f"{x:.1f}", "y": f"{y:.1f}", "font-size": f"{size:g}", "fill": fill})
    text.set("font-family", "DejaVu Sans")
    text.text = words
    return text


def _colour(colour: str, paint: Mapping[str, str]) -> str:
    return f"var({paint[colour]})" if colour in paint else colour
