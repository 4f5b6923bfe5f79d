"""The face map as markup: the picture, the lists beside it, and what a page hands in."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser
from typing import Any

import pytest
from django.template import Context, Template

from tracker.core.records import Place, Side
from tracker.core.reference.places import BODY, FACE, PLACES, TONGUE, place_name

DRAWN = {token for token, place in PLACES.items() if place.region in {region.id for region in (*FACE, TONGUE)}}


class Elements(HTMLParser):
    """Every start tag with its attributes."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def named(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        """The attributes of all such elements."""
        return [has for name, has in self.found if name == tag and wanted.items() <= has.items()]


def render(source: str, **context: Any) -> str:
    return Template("{% load face %}" + source).render(Context(context))


def picture(markup: str) -> ElementTree.Element:
    found = re.search(r"<svg.*</svg>", markup, re.DOTALL)
    assert found is not None
    return ElementTree.fromstring(found[0])  # noqa: S314 - our own template.


def regions(markup: str) -> dict[str, ElementTree.Element]:
    return {e.attrib["data-place"]: e for e in picture(markup).iter() if "data-place" in e.attrib}


@pytest.mark.parametrize("source", ["{% face_picker places %}", "{% face_buttons '' %}", "{% face_heat places %}"])
def test_the_picture_holds_every_place_of_the_face_once(source: str) -> None:
    markup = render(source, places=[])
    tokens = [e.attrib["data-place"] for e in picture(markup).iter() if "data-place" in e.attrib]
    assert sorted(tokens) == sorted(DRAWN)


def test_each_region_is_drawn_once_and_mirrored_for_the_left() -> None:
    svg = picture(render("{% face_picker places %}", places=[]))
    shapes = {e.attrib["id"] for e in svg.iter() if "id" in e.attrib}
    used = {e.attrib["href"].removeprefix("#") for e in svg.iter() if "href" in e.attrib}
    assert used == shapes
    for half in svg:
        sides = {e.attrib["data-place"].partition(":")[2] for e in half if "data-place" in e.attrib}
        assert len(sides) <= 1
        if sides:
            assert half.get("transform") == ("scale(-1 1)" if sides == {"left"} else None)


def test_the_picture_stays_small() -> None:
    markup = render("{% face_picker places %}", places=[])
    assert markup.index("</svg>") - markup.index("<svg") < 12_000


def test_picker_offers_every_place_as_a_checkbox_with_its_whole_name() -> None:
    boxes = Elements(render("{% face_picker places %}", places=[])).named("input", type="checkbox", name="places")
    assert {box["value"]: box["aria-label"] for box in boxes} == {t: place_name(p) for t, p in PLACES.items()}
    assert len({box["id"] for box in boxes}) == len(boxes) == len(PLACES)
    assert "place-nose_side-left" in {box["id"] for box in boxes}
    assert not any("checked" in box for box in boxes)


@pytest.mark.parametrize("chosen", [["nose_side:left", "calf:right"], [Place("nose_side", Side.LEFT), "calf:right"]])
def test_picker_ticks_and_marks_what_is_chosen(chosen: list[Place | str]) -> None:
    markup = render("{% face_picker places %}", places=chosen)
    ticked = {box["value"] for box in Elements(markup).named("input") if "checked" in box}
    marked = {token for token, region in regions(markup).items() if "is-on" in region.attrib["class"].split()}
    assert ticked == {"nose_side:left", "calf:right"}
    assert marked == {"nose_side:left"}


@pytest.mark.parametrize(("chosen", "unfolded"), [([], 1), (["chin:left"], 1), (["chest:midline"], 2)])
def test_body_list_unfolds_when_something_in_it_is_chosen(chosen: list[str], unfolded: int) -> None:
    folds = Elements(render("{% face_picker places %}", places=chosen)).named("details")
    assert len(folds) == 2
    assert sum("open" in fold for fold in folds) == unfolded


def test_picker_ignores_unknown_places() -> None:
    markup = render("{% face_picker places %}", places=["third_eye:up", "<script>"])
    assert "is-on" not in markup
    assert "<script" not in markup


def test_buttons_send_every_place() -> None:
    buttons = Elements(render("{% face_buttons '' %}")).named("button", name="place")
    assert {b["value"]: b["aria-label"] for b in buttons} == {t: place_name(p) for t, p in PLACES.items()}
    assert len(buttons) == len(PLACES)


def test_buttons_begin_with_the_last_place() -> None:
    markup = render("{% face_buttons place %}", place="nose_side:left")
    first = Elements(markup).named("button")[0]
    assert (first["name"], first["value"]) == ("place", "nose_side:left")
    assert "Side of nose, left" in markup[: markup.index("<svg")]
    assert [t for t, region in regions(markup).items() if "is-last" in region.attrib["class"]] == ["nose_side:left"]


@pytest.mark.parametrize("place", [None, "", "third_eye:midline"])
def test_buttons_without_a_last_place(place: str | None) -> None:
    markup = render("{% face_buttons place %}", place=place)
    assert "face-last" not in markup
    assert "is-last" not in markup


def test_heat_colours_names_and_lists_what_was_counted() -> None:
    rows = [("nose_side:left", 4, "31 episodes"), (Place("calf", Side.RIGHT), 1, "2 episodes")]
    markup = render("{% face_heat rows %}", rows=rows)
    nose = regions(markup)["nose_side:left"]
    assert nose.attrib["class"] == "region heat-4"
    assert [title.text for title in nose.iter("title")] == ["Side of nose, left: 31 episodes"]
    listed = re.sub(r"<[^>]+>|\s+", " ", markup[markup.index("<ul") :]).split()
    assert " ".join(listed) == "Side of nose, left 31 episodes Calf, right 2 episodes"


@pytest.mark.parametrize(
    ("tokens", "top", "height"),
    [
        (["nose_side:left", "lower_eyelid:left", "calf:right"], -104, 277),
        (["forehead:left"], -222, 277),
        (["tongue:midline"], 55, 277),
        (["forehead:left", "chin:left"], -222, 554),
        (["calf:right"], -222, 554),
    ],
)
def test_heat_shows_the_half_with_the_places_in_use(tokens: list[str], top: int, height: int) -> None:
    rows = [(token, 1, "1 episode") for token in tokens]
    assert picture(render("{% face_heat rows %}", rows=rows)).get("viewBox") == f"-190 {top} 380 {height}"


def test_heat_has_no_controls() -> None:
    found = Elements(render("{% face_heat rows %}", rows=[("chin:left", 2, "3 episodes")]))
    assert [svg["role"] for svg in found.named("svg")] == ["img"]
    assert not found.named("button")
    assert not found.named("input")
    assert not [has for _tag, has in found.found if "data-face" in has]


def test_every_body_region_is_in_the_list() -> None:
    markup = render("{% face_picker places %}", places=[])
    body = markup[markup.index("Somewhere else on the body") :]
    assert all(region.name in body for region in BODY)
