"""Do the daily jobs by scripted taps on a phone: count taps and page loads, and measure page times."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from time import perf_counter
from typing import Any

PHONE = {"width": 390, "height": 844}


@dataclass(frozen=True)
class EntryTime:
    """Taps, page loads, and seconds from the open page until the entry is saved, with their budgets.

    The script does not pause, so the time is that of the pages. A budget of None was not set.
    """

    what: str
    taps: int
    loads: int
    seconds: float
    budget_taps: int
    budget_loads: int | None


class Thumb:
    """Tap on a page; count the taps and what the browser loads after them."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self.taps, self.loads = page, 0, 0
        page.goto(address)
        self._count = lambda _: setattr(self, "loads", self.loads + 1)
        page.on("load", self._count)
        self.started = perf_counter()

    def tap(self, part: Any) -> None:
        """Tap once."""
        part.tap()
        self.taps += 1

    def done(self, what: str, shown: Any, budget_taps: int, budget_loads: int | None = None) -> EntryTime:
        """Wait for the part of a page that shows that the job is done."""
        shown.first.wait_for()
        seconds = perf_counter() - self.started
        self.page.wait_for_load_state("load")
        self.page.remove_listener("load", self._count)
        return EntryTime(what, self.taps, self.loads, seconds, budget_taps, budget_loads)


def jobs(page: Any, home: str, today: date) -> Iterator[EntryTime]:
    """The daily jobs of `tapper`."""
    yield _same_place(page, home)
    yield _usual_place(page, home)
    yield _strength(page, home)
    yield _coffee_undone(page, home)
    yield _dose(page, home)
    yield _week_of_check_ins(page, home, today)
    yield from _earlier_episodes(page, home)


def _saved(page: Any) -> Any:
    return page.locator("#saved")


def _same_place(page: Any, home: str) -> EntryTime:
    """*Twitching now*, then the same place as last time."""
    thumb = Thumb(page, home)
    thumb.tap(page.get_by_role("link", name="Twitching now"))
    thumb.tap(page.get_by_role("button", name="same place as last time"))
    return thumb.done("an episode, the place of last time", _saved(page), 2)


def _usual_place(page: Any, home: str) -> EntryTime:
    thumb = Thumb(page, home)
    thumb.tap(page.locator(".usual-place").get_by_role("button", name="Just happened"))
    return thumb.done("an episode at the usual place", page.locator("#saved:focus"), 1, 0)


def _strength(page: Any, home: str) -> EntryTime:
    """For the episode that was saved last."""
    thumb = Thumb(page, home)
    thumb.tap(_saved(page).get_by_role("button", name="3", exact=True))
    return thumb.done("its strength afterwards", page.get_by_text("Strength 3, saved"), 1, 0)


def _coffee_undone(page: Any, home: str) -> EntryTime:
    page.goto(home)
    page.get_by_role("button", name="Filter coffee").tap()
    undo = page.locator("#tapped").get_by_role("button", name="Undo")
    undo.wait_for()
    thumb = Thumb(page, home)
    thumb.tap(undo)
    return thumb.done("a coffee undone", page.get_by_role("status").filter(has_text="Deleted."), 1, 0)


def _dose(page: Any, home: str) -> EntryTime:
    thumb = Thumb(page, home)
    thumb.tap(page.locator("button.tile[formaction]").first)
    return thumb.done("a dose of an as-needed medicine", page.locator("#tapped"), 1, 0)


def _week_of_check_ins(page: Any, home: str, today: date) -> EntryTime:
    """Five days, backwards from today: the first one answered, the others filled in alike with another stress."""
    thumb = Thumb(page, home)
    thumb.tap(page.locator("main").get_by_role("link", name="Check in").first)
    page.wait_for_url("**/check-in/**")
    # Between midnight and three the page first asks which day is meant.
    if page.get_by_role("heading", name="Which day is this for?").is_visible():
        thumb.tap(page.locator("main").get_by_role("link").last)
    for amount in ("sleep last night? 7 h", "How much did you drink? 1500 mL"):
        thumb.tap(page.get_by_role("button", name=amount))
    for question, answer in (("How stressed today?", 3), ("How much caffeine?", 2)):
        thumb.tap(page.get_by_role("group", name=question).locator("label").nth(answer))
    for days in range(1, 5):
        thumb.tap(page.get_by_role("button", name="Save, then"))
        page.wait_for_url(f"**/check-in/{today - timedelta(days=days)}/**")
        if days == 1:
            thumb.tap(page.get_by_role("link", name="Fill in as on"))
            page.wait_for_url("**?like=*")
        thumb.tap(page.get_by_role("group", name="How stressed today?").locator("label").nth(3 + days))
    thumb.tap(page.get_by_role("button", name="Save", exact=True))
    return thumb.done("five check-ins", page.get_by_role("status").filter(has_text="Saved."), 20, 8)


def _earlier_episodes(page: Any, home: str) -> Iterator[EntryTime]:
    """From Today to the form of yesterday, the usual place, about when, *Save and add another*; then another one."""
    thumb = Thumb(page, home)
    thumb.tap(page.get_by_role("link", name="One from yesterday"))
    page.wait_for_url("**/episode/new/**")
    thumb.tap(page.get_by_role("button", name="About 1 p.m."))
    thumb.tap(page.get_by_role("button", name="Save and add another"))
    saved = page.get_by_role("status").filter(has_text="Saved")
    yield thumb.done("an episode of yesterday, from Today", saved, 4, 1)
    thumb = Thumb(page, page.url)
    thumb.tap(page.get_by_role("button", name="About 6 p.m."))
    thumb.tap(page.get_by_role("button", name="Save", exact=True))
    yield thumb.done("another one of that day", saved, 4, 1)
