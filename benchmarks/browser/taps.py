"""Log an episode and a check-in by scripted taps on a phone: count taps and measure page times."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import Any

PHONE = {"width": 390, "height": 844}


@dataclass(frozen=True)
class EntryTime:
    """Taps, and seconds from opening the app until the entry is saved, with their budgets.

    The script does not pause, so the time is that of the pages.
    """

    taps: int
    seconds: float
    budget_taps: int
    budget_s: float


class Thumb:
    """Tap on a page and count the taps."""

    def __init__(self, page: Any, home: str) -> None:
        self.page, self.taps = page, 0
        page.goto(home)
        self.started = perf_counter()

    def tap(self, part: Any) -> None:
        """Tap once."""
        part.tap()
        self.taps += 1

    def saved(self, message: str, budget_taps: int, budget_s: float) -> EntryTime:
        """Wait for the message that the entry is saved."""
        self.page.get_by_role("status").filter(has_text=message).wait_for()
        return EntryTime(self.taps, perf_counter() - self.started, budget_taps, budget_s)


def episode(page: Any, home: str) -> EntryTime:
    """*Twitching now*, then the same place as last time."""
    thumb = Thumb(page, home)
    thumb.tap(page.get_by_role("link", name="Twitching now"))
    thumb.tap(page.get_by_role("button", name="same place as last time"))
    return thumb.saved("Saved.", 2, 3)


def check_in(page: Any, home: str) -> EntryTime:
    """Answer sleep, caffeine, water and stress with offered values, then *Save*."""
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
