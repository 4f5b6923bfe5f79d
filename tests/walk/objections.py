"""What axe objects to on a page that a browser shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.base import AXE_SCRIPT

if TYPE_CHECKING:
    from playwright.sync_api import Page

# The whole answer is large and slow to carry over; only what is wrong is looked at.
RUN = """async (rules) => (await axe.run({resultTypes: ["violations"], preload: false, ...rules})).violations
.flatMap((rule) => rule.nodes.map((node) => `${rule.id} ${node.html.slice(0, 160)}`))"""
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
# The one rule that has to read the style sheets first.
WAY_UP = {"preload": True, "runOnly": {"type": "rule", "values": ["css-orientation-lock"]}}
# Contrast is most of the work, and a list of two hundred episodes has few kinds of words. Of each kind the first is
# looked at: same tags and classes up to the root, same attributes, same values of those that a style may ask for, and
# the same answer in an input just before, for a choice that is made colours the words beside it.
FIRST_OF_ITS_KIND = """() => {
  const kinds = new Set();
  const asked = ["class", "style", "fill", "type", "role", "aria-current", "aria-invalid", "data-bs-theme"];
  const say = (part) => asked.includes(part.name) ? `${part.name}=${part.value}` : part.name;
  const kindOf = new Map([[null, ""]]);
  for (const one of document.querySelectorAll("*")) {
    const before = one.previousElementSibling;
    const beside = before?.matches("input") ? `${[...before.attributes].map(say).join(" ")} ${before.checked} + ` : "";
    const said = [...one.attributes].map(say).join(" ");
    const kind = `${kindOf.get(one.parentElement)} > ${beside}${one.tagName} ${said}`;
    kindOf.set(one, kind);
    if (!kinds.has(kind)) kinds.add(kind), one.setAttribute("data-first", "");
  }
  axe.configure({rules: [{id: "color-contrast", selector: "[data-first]"}]});
}"""


def objections(page: Page, *, each: bool = False) -> list[str]:
    """Each rule that the page breaks, with the element that does. With `each`, no contrast is taken as seen before."""
    page.evaluate(AXE_SCRIPT)
    if not each:
        page.evaluate(FIRST_OF_ITS_KIND)
    found: list[str] = page.evaluate(RUN, {})
    return found


def tied_to_one_way_up(page: Page) -> list[str]:
    """What shows only where the device is held upright, or only where it lies: a question to the style sheets."""
    page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(RUN, WAY_UP)
    return found


def objections_in_both_colours(page: Page, *, each: bool = False) -> list[str]:
    """By light everything; in the dark only what depends on colours. The page is left light."""
    page.emulate_media(color_scheme="light")
    by_light = [f"light: {one}" for one in objections(page, each=each)]
    page.emulate_media(color_scheme="dark")
    in_the_dark = [f"dark: {one}" for one in page.evaluate(RUN, COLOURS)]
    page.emulate_media(color_scheme="light")
    return by_light + in_the_dark
