"""What axe objects to on a page that a browser shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.base import AXE_SCRIPT

if TYPE_CHECKING:
    from playwright.sync_api import Page

# The whole answer is large and slow to carry over; only what is wrong is looked at.
RUN = """async (rules) => (await axe.run({resultTypes: ["violations"], ...rules})).violations
.flatMap((rule) => rule.nodes.map((node) => `${rule.id} ${node.html.slice(0, 160)}`))"""
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def objections(page: Page) -> list[str]:
    """Each rule that the page breaks, with the element that does."""
    page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(RUN, {})
    return found


def objections_in_both_colours(page: Page) -> list[str]:
    """By light everything; in the dark only what depends on colours. The page is left light."""
    page.emulate_media(color_scheme="light")
    by_light = [f"light: {one}" for one in objections(page)]
    page.emulate_media(color_scheme="dark")
    in_the_dark = [f"dark: {one}" for one in page.evaluate(RUN, COLOURS)]
    page.emulate_media(color_scheme="light")
    return by_light + in_the_dark
