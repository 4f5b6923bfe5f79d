"""The doctor's face: every place of the face shaded by its episodes, with a line to its number outside."""

from __future__ import annotations

import math
import re
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.charts import style
from tracker.core.charts.drawing import PAGE_LETTERS, PAPER_LETTERS
from tracker.core.charts.face import DOT, WIDTH, Marked, face_svg
from tracker.core.records import Place, Side
from tracker.core.reference.face_shapes import FACE_SHAPES
from tracker.core.reference.places import FACE, PLACES, TONGUE

SVG = "{http://www.w3.org/2000/svg}"
NOSE, LID = PLACES["nose_side:left"], PLACES["lower_eyelid:right"]
ON_FACE = [place for place in PLACES.values() if place.region in FACE_SHAPES]
FACE_EDGE = 53.0
"""How far the ears reach from the middle."""


def drawn(*marked: Marked, inline: str = "") -> ET.Element:
    return ET.fromstring(face_svg(marked, "Title", "Words", inline=inline))  # noqa: S314 - drawn here.


def texts(root: ET.Element) -> dict[str, float]:
    """Where each text is from left to right."""
    return {text.text or "": float(text.attrib["x"]) for text in root.iter(f"{SVG}text")}


def circles(root: ET.Element, kind: str) -> list[tuple[float, float, float]]:
    """Middle and radius of every dot or number."""
    found = (circle for circle in root.iter(f"{SVG}circle") if circle.attrib["class"] == kind)
    return [tuple(float(circle.attrib[name]) for name in ("cx", "cy", "r")) for circle in found]  # type: ignore[misc]


def shades(root: ET.Element) -> list[str]:
    return [group.attrib["fill"] for group in root.iter(f"{SVG}g") if group.attrib.get("fill") in style.HEAT]


def test_every_region_of_the_face_has_a_shape() -> None:
    assert set(FACE_SHAPES) == {region.id for region in (*FACE, TONGUE)}


def test_the_left_of_the_person_is_on_the_right_of_the_picture() -> None:
    where = texts(drawn(Marked(NOSE, 1, 3), Marked(LID, 2, 1)))
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
    assert "1" not in texts(drawn(Marked(PLACES["calf:left"], 1, 3)))


@pytest.mark.parametrize("place", ON_FACE, ids=str)
def test_every_place_has_a_dot_on_its_side_and_a_number_outside_the_face(place: Place) -> None:
    root = drawn(Marked(place, 7, 1))
    ((x, y, radius),), ((number_x, number_y, size),) = circles(root, "dot"), circles(root, "number")
    assert radius == DOT == 2
    assert FACE_EDGE < abs(number_x) - size < abs(number_x) + size < WIDTH / 2
    left, top, width, height = (float(part) for part in root.attrib["viewBox"].split())
    assert top < number_y - size < number_y + size < top + height
    assert left < x < left + width
    assert top < y < top + height
    if place.side is not Side.MIDLINE:
        assert (x > 0) == (number_x > 0) == (place.side is Side.LEFT)


@given(
    st.lists(st.sampled_from(ON_FACE), min_size=2, max_size=len(ON_FACE), unique=True), st.sampled_from(["", "face"])
)
def test_numbers_are_at_least_12_pt_apart_and_inside_the_picture(places: list[Place], inline: str) -> None:
    root = drawn(*(Marked(place, at, 1) for at, place in enumerate(places, start=1)), inline=inline)
    numbers = circles(root, "number")
    assert len(numbers) == len(places)
    for (x, y, size), (other_x, other_y, _size) in combinations(numbers, 2):
        assert math.dist((x, y), (other_x, other_y)) >= max(12, 2 * size)
    _left, top, _width, height = (float(part) for part in root.attrib["viewBox"].split())
    assert all(top < y - size < y + size < top + height for _x, y, size in numbers)


def test_a_line_runs_from_the_dot_to_the_circle() -> None:
    root = drawn(Marked(NOSE, 1, 3))
    ((x, y, _radius),), ((number_x, number_y, size),) = circles(root, "dot"), circles(root, "number")
    lines = [path.attrib["d"] for path in root.iter(f"{SVG}path") if path.attrib.get("class") == "leader"]
    assert len(lines) == 2
    for line in lines:
        start_x, start_y, _elbow, level, end = (float(part) for part in re.split("[MLH ]", line)[1:])
        assert (start_x, start_y) == pytest.approx((x, y), abs=0.06)
        assert (end, level) == pytest.approx((number_x - size, number_y), abs=0.2)


@pytest.mark.parametrize(("inline", "letters"), [("", PAPER_LETTERS), ("face", PAGE_LETTERS)])
def test_its_lettering_is_as_large_as_it_says(inline: str, letters: float) -> None:
    root = drawn(Marked(NOSE, 1, 3), inline=inline)
    _left, _top, width, height = root.attrib["viewBox"].split()
    assert (root.attrib["width"], root.attrib["height"]) == (width, height)
    assert {float(text.attrib["font-size"]) for text in root.iter(f"{SVG}text")} == {letters}


def test_on_a_page_it_takes_the_pages_colours() -> None:
    page = ET.tostring(drawn(Marked(NOSE, 1, 3), inline="face"), encoding="unicode")
    assert "#" not in page
    assert "var(--chart-heat-4)" in page
    assert (
        drawn(Marked(NOSE, 1, 3), inline="face").attrib["aria-labelledby"]
        == "facedoctor-face-title facedoctor-face-desc"
    )
