"""The face as a doctor sees it: places shaded, each with a dot and a leader line to its number.

The person's right is on the left of the picture, and both sides are labelled. It can be read in greyscale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from tracker.core.analysis import heat_levels
from tracker.core.charts import style
from tracker.core.charts.drawing import Drawing, drawing
from tracker.core.charts.leaders import Point, label_heights
from tracker.core.records import Place, Side
from tracker.core.reference.face_shapes import FACE_SHAPES
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _

WIDTH = 220.0
"""The width of the narrowest card on a phone; less than a column on paper."""

SCALES = {False: 0.28, True: 0.34}
"""Scale of the face: on paper, and on a page."""

EARS, CROWN, CHIN, NECK_END = 187.0, -190.0, 268.0, 330.0
"""Extent of the face, in its own units."""

BELOW_CHIN = ("neck_front", "tongue")

DOT = 2.0
ELBOW_GAP, CIRCLE_GAP, EDGE = 13.0, 4.0, 3.0

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
    """A place with its number in the list of places, and its number of episodes."""

    place: Place
    number: int
    episodes: int


@dataclass(frozen=True)
class _Label:
    """A number in a circle: the dot of its place, its side (-1 or 1) and its y."""

    mark: Marked
    dot: Point
    side: int
    height: float


@dataclass(frozen=True)
class _Frame:
    """The dimensions of one drawing."""

    scale: float
    letters: float

    @property
    def top(self) -> float:
        """The upper edge, above the hair."""
        return self.scale * CROWN - EDGE

    @property
    def elbow(self) -> float:
        """Distance from the middle at which leader lines turn: outside the ears."""
        return self.scale * EARS + ELBOW_GAP

    @property
    def radius(self) -> float:
        """The radius of a circle for two digits."""
        return self.letters * 0.85

    def bottom(self, marked: Sequence[Marked], labels: Sequence[_Label]) -> float:
        """The lower edge, below the face and the lowest circle."""
        lowest = NECK_END if any(mark.place.region in BELOW_CHIN for mark in marked) else CHIN
        return max([self.scale * lowest, *(label.height + self.radius for label in labels)]) + EDGE


def face_svg(
    marked: Sequence[Marked], title: str, description: str, translate: Translate = str, inline: str = ""
) -> str:
    """The drawing as SVG. With an id in `inline` it uses the page's font and colours, otherwise its own.

    Darker places have more episodes; places outside the face are not drawn.
    """
    on_face = [mark for mark in marked if mark.place.region in FACE_SHAPES]
    sheet = drawing("doctor-face", title, description, inline)
    frame = _Frame(SCALES[bool(inline)], sheet.letters)
    labels = _labels(on_face, frame)
    height = frame.bottom(on_face, labels) - frame.top
    sheet.root.attrib.update({"viewBox": f"{-WIDTH / 2:g} {frame.top:g} {WIDTH:g} {height:g}"})
    sheet.root.attrib.update({"width": f"{WIDTH:g}", "height": f"{height:g}"})
    face = sheet.add("g", transform=f"scale({frame.scale})")
    _draw_face(sheet, face, any(mark.place.region in BELOW_CHIN for mark in on_face))
    levels = heat_levels([mark.episodes for mark in on_face])
    for mark, level in sorted(zip(on_face, levels, strict=True), key=lambda pair: pair[1]):
        _draw_place(sheet, face, mark.place, style.HEAT[level])
    for label in labels:
        _draw_line(sheet, frame, label)
    for label in labels:
        _draw_label(sheet, frame, label)
    for side, anchor, words in ((-1, "start", translate(_("Right"))), (1, "end", translate(_("Left")))):
        sheet.text(words, x=side * WIDTH / 2, y=frame.top + frame.letters, fill=style.QUIET, text_anchor=anchor)
    return sheet.written()


def _labels(marked: Sequence[Marked], frame: _Frame) -> list[_Label]:
    """The labels of both sides; midline places go to the side with fewer."""
    sides: dict[int, list[Marked]] = {1: [], -1: []}
    for mark in sorted(marked, key=lambda mark: mark.place.side is Side.MIDLINE):
        of_side = {Side.LEFT: 1, Side.RIGHT: -1}.get(mark.place.side)
        sides[of_side or (1 if len(sides[1]) <= len(sides[-1]) else -1)].append(mark)
    top = frame.top + frame.letters + CIRCLE_GAP + frame.radius
    labels = []
    for side, marks in sides.items():
        # Mirror the left side, so that both are laid out alike.
        dots = [_dot(mark, frame.scale) for mark in marks]
        facing = [(x * side, y) for x, y in dots]
        heights = label_heights(facing, frame.elbow, top, 2 * frame.radius + CIRCLE_GAP)
        labels += [_Label(*parts) for parts in zip(marks, dots, [side] * len(marks), heights, strict=True)]
    return labels


def _dot(mark: Marked, scale: float) -> Point:
    x, y = FACE_SHAPES[mark.place.region].dot
    return scale * (-x if mark.place.side is Side.RIGHT else x), scale * y


def _draw_face(sheet: Drawing, face: ET.Element, with_neck: bool) -> None:
    lines = sheet.add("g", face, fill="none", stroke=style.LINE, stroke_width=2.5, stroke_linecap="round")
    for line in (OUTLINE, LINES, EYE, BROW, *([NECK] if with_neck else [])):
        sheet.add("path", lines, d=line)
    for line in (EYE, BROW):
        sheet.add("path", lines, d=line, transform="scale(-1 1)")


def _draw_place(sheet: Drawing, face: ET.Element, place: Place, shade: str) -> None:
    mirrored = {"transform": "scale(-1 1)"} if place.side is Side.RIGHT else {}
    group = sheet.add("g", face, fill=shade, stroke=style.INK, stroke_width=2, **mirrored)
    for mark in FACE_SHAPES[place.region].marks:
        sheet.add("path", group, d=mark.d)


def _draw_line(sheet: Drawing, frame: _Frame, label: _Label) -> None:
    """From the dot to the circle, with a halo so that it is visible on dark places."""
    (x, y), across = label.dot, label.side
    edge = WIDTH / 2 - 2 * frame.radius - 1
    path = f"M{x:.1f} {y:.1f}L{across * frame.elbow:.1f} {label.height:.1f}H{across * edge:.1f}"
    for colour, width in ((style.PAPER, 2.6), (style.INK, 0.8)):
        sheet.add("path", d=path, fill="none", stroke=colour, stroke_width=width, class_="leader")


def _draw_label(sheet: Drawing, frame: _Frame, label: _Label) -> None:
    x, y = label.dot
    sheet.add("circle", cx=x, cy=y, r=DOT, fill=style.INK, stroke=style.PAPER, stroke_width=0.8, class_="dot")
    radius = frame.radius
    x, y = label.side * (WIDTH / 2 - radius - 1), label.height
    circle = {"fill": style.PAPER, "stroke": style.INK, "stroke_width": 0.8, "class_": "number"}
    sheet.add("circle", cx=x, cy=y, r=radius, **circle)
    middle = {"x": x, "y": y + sheet.letters * 0.36, "text_anchor": "middle"}
    sheet.text(str(label.mark.number), fill=style.INK, font_weight="bold", **middle)
