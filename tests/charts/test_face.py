"""The doctor's face: every place of the face shaded by its episodes, numbered, on the side it belongs to."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from tracker.charts import style
from tracker.charts.face import BOX, NUMBER_UNITS, SIDE_UNITS, Marked, face_svg
from tracker.records import Place, Side
from tracker.reference.face_shapes import FACE_SHAPES
from tracker.reference.places import FACE, PLACES, TONGUE

SVG = "{http://www.w3.org/2000/svg}"
NOSE, LID = PLACES["nose_side:left"], PLACES["lower_eyelid:right"]


def drawn(*marked: Marked, inline: str = "") -> ET.Element:
    return ET.fromstring(face_svg(marked, "Title", "Words", inline=inline))  # noqa: S314 - drawn here.


def numbers(root: ET.Element) -> dict[str, float]:
    """Where each number stands from left to right."""
    return {text.text or "": float(text.attrib["x"]) for text in root.iter(f"{SVG}text")}


def shades(root: ET.Element) -> list[str]:
    return [group.attrib["fill"] for group in root.iter(f"{SVG}g") if group.attrib["fill"] in style.HEAT]


def test_every_region_of_the_face_has_a_shape() -> None:
    assert set(FACE_SHAPES) == {region.id for region in (*FACE, TONGUE)}


def test_the_left_of_the_person_is_on_the_right_of_the_picture() -> None:
    where = numbers(drawn(Marked(NOSE, 1, 3), Marked(LID, 2, 1)))
    assert where["1"] > 0 > where["2"]
    assert where["Left"] > 0 > where["Right"]


def test_more_episodes_are_darker_and_drawn_on_top() -> None:
    assert shades(drawn(Marked(NOSE, 1, 40), Marked(LID, 2, 10))) == [style.HEAT[1], style.HEAT[4]]


def test_shades_grow_darker_without_colour() -> None:
    """What a black-and-white printer makes of them."""
    luma = [sum(w * int(shade[at : at + 2], 16) for w, at in ((0.299, 1), (0.587, 3), (0.114, 5)))
            for shade in style.HEAT[1:]]  # fmt: skip
    assert all(lighter - darker > 20 for lighter, darker in pairwise(luma))


def test_a_place_of_the_body_is_not_on_the_face() -> None:
    assert "1" not in numbers(drawn(Marked(PLACES["calf:left"], 1, 3)))


@pytest.mark.parametrize("place", [p for p in PLACES.values() if p.region in FACE_SHAPES], ids=str)
def test_every_place_is_drawn_inside_the_picture_on_its_side(place: Place) -> None:
    x = numbers(drawn(Marked(place, 7, 1)))["7"]
    left, _top, width, _height = (float(part) for part in BOX.split())
    assert left < x < left + width
    if place.side is not Side.MIDLINE:
        assert (x > 0) == (place.side is Side.LEFT)


def test_type_is_large_enough_on_paper() -> None:
    height_pt = 140.0
    assert min(NUMBER_UNITS, SIDE_UNITS) * height_pt / float(BOX.split()[3]) >= 9.0


def test_on_a_page_it_takes_the_pages_colours() -> None:
    page = ET.tostring(drawn(Marked(NOSE, 1, 3), inline="face"), encoding="unicode")
    assert "#" not in page
    assert "var(--chart-heat-4)" in page
    assert drawn(Marked(NOSE, 1, 3), inline="face").attrib["aria-labelledby"] == "faceface-title faceface-desc"
