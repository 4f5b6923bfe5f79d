"""An episode and a day's check-in by a scripted thumb on a phone: how many taps, and how long the pages take."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import Any

PHONE = {"width": 390, "height": 844}


@dataclass(frozen=True)
class Tapped:
    """Taps, and seconds from the opened app until it says that it is saved, with the budgets of both.

    A script needs no time to think: the seconds are what the pages take.
    """

    taps: int
    seconds: float
    budget_taps: int
    budget_s: float


class Thumb:
    """Counts what it touches."""

    def __init__(self, page: Any, home: str) -> None:
        self.page, self.taps = page, 0
        page.goto(home)
        self.started = perf_counter()

    def tap(self, part: Any) -> None:
        """One touch."""
        part.tap()
        self.taps += 1

    def saved(self, says: str, budget_taps: int, budget_s: float) -> Tapped:
        """Wait for the page's own word."""
        self.page.get_by_role("status").filter(has_text=says).wait_for()
        return Tapped(self.taps, perf_counter() - self.started, budget_taps, budget_s)


def episode(page: Any, home: str) -> Tapped:
    """*Twitching now*, then the same place as last time."""
    thumb = Thumb(page, home)
    thumb.tap(page.get_by_role("link", name="Twitching now"))
    thumb.tap(page.get_by_role("button", name="same place as last time"))
    return thumb.saved("Saved.", 2, 3)


def check_in(page: Any, home: str) -> Tapped:
    """Sleep, caffeine, stress and water from the amounts that are offered, then *Save*."""
    thumb = Thumb(page, home)
    thumb.tap(page.locator("main").get_by_role("link", name="Check in").first)
    page.wait_for_url("**/check-in/**")
    # Between midnight and three the page first asks which day is meant.
    if page.get_by_role("heading", name="Which day is this for?").is_visible():
        thumb.tap(page.locator("main").get_by_role("link").last)
    for amount in ("sleep last night? 7 h", "How much caffeine? 80 mg", "How much did you drink? 1500 mL"):
        thumb.tap(page.get_by_role("button", name=amount))
    thumb.tap(page.get_by_role("group", name="How stressed today?").locator("label").nth(3))
    thumb.tap(page.get_by_role("button", name="Save"))
    return thumb.saved("Saved.", 8, 15)
