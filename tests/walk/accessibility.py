"""Check pages in a browser with axe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.base import AXE_SCRIPT

if TYPE_CHECKING:
    from playwright.sync_api import Page

# The full result is large and slow to transfer, so only violations are returned.
RUN = """async (rules) => (await axe.run({resultTypes: ["violations"], preload: false, ...rules})).violations
.flatMap((rule) => rule.nodes.map((node) => `${rule.id} ${node.html.slice(0, 160)}`))"""
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
# The only rule that has to read the style sheets.
ORIENTATION = {"preload": True, "runOnly": {"type": "rule", "values": ["css-orientation-lock"]}}
# Contrast takes most of the time, and long lists repeat few kinds of elements, so only the first element of each kind
# is checked. A kind has the same tags and classes up to the root, the same attributes (and values, if styles may
# depend on them) and the same state of an input just before, because a checked input colours its label. What earlier
# pages had is not checked again either: all pages share their style sheets. Kinds are handed over as numbers.
FIRST_OF_EACH_KIND = """(known) => {
  const kinds = new Set(known);
  const found = [];
  const numberOf = (text) => {
    let [high, low] = [0xdeadbeef, 0x41c6ce57];
    for (let n = 0; n < text.length; n += 1) {
      high = Math.imul(high ^ text.charCodeAt(n), 2654435761);
      low = Math.imul(low ^ text.charCodeAt(n), 1597334677);
    }
    return (high >>> 11) * 4294967296 + (low >>> 0);
  };
  const asked = ["class", "style", "fill", "type", "role", "aria-current", "aria-invalid", "data-bs-theme"];
  const text = (part) => asked.includes(part.name) ? `${part.name}=${part.value}` : part.name;
  const kindOf = new Map([[null, ""]]);
  for (const one of document.querySelectorAll("*")) {
    const before = one.previousElementSibling;
    const state = before?.matches("input") && [...before.attributes].map(text).join(" ");
    const beside = state ? `${state} ${before.checked} + ` : "";
    const own = [...one.attributes].map(text).join(" ");
    const kind = `${kindOf.get(one.parentElement)} > ${beside}${one.tagName} ${own}`;
    kindOf.set(one, kind);
    const number = numberOf(kind);
    if (!kinds.has(number)) kinds.add(number), found.push(number), one.setAttribute("data-first", "");
  }
  axe.configure({rules: [{id: "color-contrast", selector: "[data-first]"}]});
  return found;
}"""


def violations(page: Page, known: set[int] | None = None, *, each: bool = False) -> list[str]:
    """Return the violated rules with their elements.

    With `each`, the contrast of every element is checked; otherwise of kinds that are not `known`, which grows.
    """
    page.evaluate(AXE_SCRIPT)
    if not each:
        new = page.evaluate(FIRST_OF_EACH_KIND, list(known or ()))
        if known is not None:
            known.update(new)
    found: list[str] = page.evaluate(RUN, {})
    return found


def orientation_violations(page: Page) -> list[str]:
    """Return elements that are visible in one orientation of the device only."""
    page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(RUN, ORIENTATION)
    return found


def violations_in_both_themes(page: Page, known: set[int] | None = None, *, each: bool = False) -> list[str]:
    """Check all rules in the light theme, and the colour rules in the dark theme. Leaves the page light."""
    page.emulate_media(color_scheme="light")
    by_light = [f"light: {one}" for one in violations(page, known, each=each)]
    page.emulate_media(color_scheme="dark")
    in_the_dark = [f"dark: {one}" for one in page.evaluate(RUN, COLOURS)]
    page.emulate_media(color_scheme="light")
    return by_light + in_the_dark
