"""The face map under a thumb, a mouse and a keyboard, in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.template import Context, Template
from walk.accessibility import violations_in_both_themes

from tracker.core.reference.places import FACE, PLACES, TONGUE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

PICKER = "{% face_picker places %}"
BUTTONS = "{% face_buttons 'nose_side:left' %}"
HEAT = "{% face_heat rows %}"
SMALL_PHONE = {"width": 360, "height": 800}
DRAWN = [t for t, place in PLACES.items() if place.region in {region.id for region in (*FACE, TONGUE)}]
ARROWS = ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown")

# For every region the side of the largest square, in CSS px, in which each point belongs to that region.
LARGEST_SQUARES = """() => {
  const box = document.querySelector(".face-map").getBoundingClientRect();
  const [width, height] = [Math.floor(box.width), Math.floor(box.height)];
  const largest = {};
  let above = [];
  for (let y = 0; y < height; y++) {
    const row = [];
    for (let x = 0; x < width; x++) {
      const hit = document.elementFromPoint(box.left + x + .5, box.top + y + .5)?.closest(".region");
      const place = hit ? hit.dataset.place : null;
      const near = [row[x - 1], above[x], above[x - 1]];
      const fits = near.every((cell) => cell && cell.place === place);
      const side = fits ? 1 + Math.min(...near.map((cell) => cell.side)) : 1;
      row.push({ place, side });
      if (place) largest[place] = Math.max(largest[place] ?? 0, side);
    }
    above = row;
  }
  return largest;
}"""

OWN_CENTRES = """() => [...document.querySelectorAll(".region")].filter((region) => {
  const box = region.getBoundingClientRect();
  const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return hit?.closest(".region") !== region;
}).map((region) => region.dataset.place)"""


@pytest.fixture
def open_face(browser: Browser, repository: Path) -> Iterator[Callable[..., Page]]:
    """A page with nothing but the face map: `open_face(PICKER, places=[...])`; options go to the context."""
    contexts = []

    def open_one(source: str, script: bool = True, options: dict[str, Any] | None = None, **context: Any) -> Page:
        opened = browser.new_context(**({"viewport": SMALL_PHONE} | (options or {})))
        contexts.append(opened)
        page = opened.new_page()
        inside = Template("{% load face %}" + source).render(Context(context))
        start = '<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Face</title>'
        page.set_content(f"{start}<main><h1>Where</h1><form>{inside}</form></main>")
        # As much padding as a card on a page has.
        page.add_style_tag(content="body { margin: 0 32px; font: 16px sans-serif }")
        page.add_style_tag(path=repository / "static/css/face.css")
        if script:
            page.add_script_tag(path=repository / "static/js/face.js")
        return page

    yield open_one
    for opened in contexts:
        opened.close()


def region(page: Page, token: str) -> Locator:
    return page.locator(f'.region[data-place="{token}"]')


def box(page: Page, token: str) -> Locator:
    return page.locator(f'input[value="{token}"]')


def standing_on(page: Page) -> str | None:
    found: str | None = page.evaluate("document.activeElement.dataset.place ?? null")
    return found


def test_every_region_has_44_pixels_square_on_a_small_phone(open_face: Callable[..., Page]) -> None:
    squares = open_face(PICKER, places=[]).evaluate(LARGEST_SQUARES)
    assert set(squares) == set(DRAWN)
    assert {token: side for token, side in squares.items() if side < 44} == {}


def test_no_region_lies_over_the_centre_of_another(open_face: Callable[..., Page]) -> None:
    assert open_face(PICKER, places=[]).evaluate(OWN_CENTRES) == []


def test_the_picture_is_a_mirror(open_face: Callable[..., Page]) -> None:
    page = open_face(PICKER, places=[])
    middle = 360 / 2
    for token in DRAWN:
        found = region(page, token).bounding_box()
        assert found is not None
        centre = found["x"] + found["width"] / 2
        assert (centre < middle) == token.endswith(":left") or token.endswith(":midline"), token


def test_a_tap_ticks_the_box_and_a_second_tap_clears_it(open_face: Callable[..., Page]) -> None:
    page = open_face(PICKER, places=["chin:right"], options={"has_touch": True})
    region(page, "nose_side:left").tap()
    assert box(page, "nose_side:left").is_checked()
    assert region(page, "nose_side:left").get_attribute("aria-checked") == "true"
    assert page.locator(".face-said").inner_text() == "Side of nose, left · Chin, right"
    region(page, "nose_side:left").tap()
    assert not box(page, "nose_side:left").is_checked()
    assert region(page, "nose_side:left").get_attribute("aria-checked") == "false"
    assert page.locator(".region.is-on").count() == 1


def test_ticking_in_the_list_marks_the_picture(open_face: Callable[..., Page]) -> None:
    page = open_face(PICKER, places=[])
    page.get_by_text("Choose from a list").click()
    box(page, "upper_eyelid:right").check()
    assert page.locator(".region.is-on").evaluate_all("all => all.map(one => one.dataset.place)") == [
        "upper_eyelid:right"
    ]
    box(page, "upper_eyelid:right").uncheck()
    assert page.locator(".region.is-on").count() == 0


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_keys_choose(open_face: Callable[..., Page], key: str) -> None:
    page = open_face(PICKER, places=[])
    region(page, "glabella:midline").focus()
    page.keyboard.press(key)
    assert box(page, "glabella:midline").is_checked()
    page.keyboard.press(key)
    assert not box(page, "glabella:midline").is_checked()


def test_arrows_go_to_the_neighbour(open_face: Callable[..., Page]) -> None:
    page = open_face(PICKER, places=[])
    region(page, "nose_side:left").focus()
    walk = [("ArrowRight", "nose_side:right"), ("ArrowDown", "nostril:right"), ("ArrowLeft", "nostril:left")]
    for key, place in walk:
        page.keyboard.press(key)
        assert standing_on(page) == place


def test_arrows_reach_every_region(open_face: Callable[..., Page]) -> None:
    page = open_face(PICKER, places=[])
    reached, waiting = set(), ["nose_side:left"]
    while waiting:
        here = waiting.pop()
        reached.add(here)
        for key in ARROWS:
            region(page, here).focus()
            page.keyboard.press(key)
            there = standing_on(page)
            if there and there not in reached and there not in waiting:
                waiting.append(there)
    assert reached == set(DRAWN)


def test_tab_stops_once_at_the_picture(open_face: Callable[..., Page]) -> None:
    page = open_face(PICKER, places=["lower_lip:right"])
    stops = page.locator('.region[tabindex="0"]')
    assert stops.count() == 1
    assert stops.get_attribute("data-place") == "lower_lip:right"
    region(page, "lower_lip:right").focus()
    page.keyboard.press("ArrowLeft")
    assert stops.get_attribute("data-place") == standing_on(page) == "lower_lip:left"
    page.keyboard.press("Tab")
    assert standing_on(page) is None


@pytest.mark.parametrize("how", ["tap", "Enter", "Space"])
def test_one_touch_sends_the_place(open_face: Callable[..., Page], how: str) -> None:
    page = open_face(BUTTONS, options={"has_touch": True})
    page.evaluate("""document.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      (window.sent ??= []).push([event.submitter.name, event.submitter.value]);
    })""")
    if how == "tap":
        region(page, "mouth_corner:left").tap()
    else:
        region(page, "mouth_corner:left").focus()
        page.keyboard.press(how)
    assert page.evaluate("window.sent") == [["place", "mouth_corner:left"]]
    assert region(page, "mouth_corner:left").get_attribute("role") == "button"


def test_hovering_says_the_name(open_face: Callable[..., Page]) -> None:
    page = open_face(PICKER, places=[])
    region(page, "nostril:right").hover()
    assert page.locator(".face-said").inner_text() == "Nose wing, right"
    page.locator("h1").hover()
    assert page.locator(".face-said").inner_text() == "Tap where it twitches."


def test_without_a_script_the_list_is_open_and_the_face_a_picture(open_face: Callable[..., Page]) -> None:
    page = open_face(PICKER, script=False, places=[])
    assert box(page, "nose_side:left").is_visible()
    assert page.locator(".face-map").get_attribute("role") == "img"
    assert page.locator(".region[tabindex], .region[role]").count() == 0
    assert page.locator(".face-said").inner_text() == ""


def test_with_the_script_the_list_is_folded(open_face: Callable[..., Page]) -> None:
    page = open_face(PICKER, places=[])
    assert not box(page, "nose_side:left").is_visible()
    assert page.locator(".face-map").get_attribute("role") == "group"


@pytest.mark.parametrize("source", [PICKER, BUTTONS, HEAT])
def test_nothing_to_object_to(open_face: Callable[..., Page], source: str) -> None:
    still = {"reduced_motion": "reduce"}
    page = open_face(source, options=still, places=["chin:left"], rows=[("chin:left", 3, "4 episodes")])
    if source != HEAT:
        page.get_by_text("Choose from a list").click()
    assert violations_in_both_themes(page) == []


def test_nothing_below_the_face_moves_when_its_script_writes_there(open_face: Callable[..., Page]) -> None:
    page = open_face(PICKER, places=[])
    below = page.get_by_text("Choose from a list")
    written = below.bounding_box()
    page.evaluate("document.querySelector('.face-said').textContent = ''")
    assert below.bounding_box() == written
