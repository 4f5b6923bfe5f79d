"""Every page there is, in both colours, narrow and enlarged, empty and full: nothing to object to.

The pages come from the URL table, so that a new one is looked at without being named here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from walk.accessibility import orientation_violations, violations_in_both_themes
from walk.layout import ENLARGE_TEXT, MOVED, OPEN_EVERYTHING, TOO_SMALL, TOO_WIDE
from walk.pages import pages

from tracker import diary
from tracker.core.demo import believable
from tracker.core.records import Episode, Exposure, Injected, Injection, Medicine, Place, Side, Summary
from tracker.models import User

if TYPE_CHECKING:
    from playwright.sync_api import Page

SignIn = Callable[["Page", User], None]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
# 320 px is a window of 640 px at 200 % zoom, or one of 1280 px at 400 %.
NARROW = ({"width": 360, "height": 740}, {"width": 320, "height": 640})
PAPER = {"Light": "rgb(246, 248, 247)", "Dark": "rgb(17, 26, 26)"}
TITLE = re.compile(r"[A-Z][a-z? -]+ · Levator")
HEALTH = re.compile(r"twitch|nose|eye|lip|stress|sleep|caffeine|worri|coffee", re.IGNORECASE)

SAME_ON_MANY = re.compile(
    r"""value="[A-Za-z0-9]{64}"|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|data-(stamp|time-zone)="[^"]*"
    |<section[ ]class="running.*?</section>\s*""",
    re.VERBOSE | re.DOTALL,
)
"""Forgery tokens, ids of new entries, what only scripts read, and the episode that is going on, above every page."""


def paths(client: Client, user: User | None, day: date) -> list[str]:
    """URLs that return a page for GET, with this day and this person's entries filled in."""
    return [path for path, _answer in pages(client, user, day)]


@dataclass
class Known:
    """What was looked at before: pages, and kinds of elements on them (see walk.accessibility)."""

    pages: set[str] = field(default_factory=set)
    elements: set[int] = field(default_factory=set)


class Inspector:
    """Looks at one page after another, and collects what is wrong.

    A page that is the same in an empty diary and in a full one, such as the explanations, is looked at once in the
    short form.
    """

    def __init__(self, page: Page, known: Known, *, each: bool) -> None:
        self.page, self.known, self.each, self.seen, self.wrong = page, known, each, 0, list[str]()

    def visit(self, path: str, status: int = 200) -> None:
        answer = self.page.goto(path)
        assert answer is not None
        self._note(path, "status", [] if answer.status == status else [str(answer.status)])
        delivered = SAME_ON_MANY.sub("", answer.text())
        if delivered in self.known.pages and not self.each:
            self.seen += 1
        else:
            self.known.pages.add(delivered)
            self.look(path)

    def look(self, name: str) -> None:
        """The page with everything in it unfolded."""
        page = self.page
        self.seen += 1
        page.evaluate(OPEN_EVERYTHING)
        self._note(name, "h1", [] if page.locator("h1").count() == 1 else ["not exactly one"])
        self._note(name, "language", [] if page.locator("html").get_attribute("lang") == "en" else ["none"])
        title = page.title()
        self._note(name, "title", [] if TITLE.fullmatch(title) and not HEALTH.search(title) else [title])
        self._note(name, "too small", page.evaluate(TOO_SMALL))
        self._note(name, "moves once its script runs", page.evaluate(MOVED))
        self._sizes(name)
        self._note(name, "axe", violations_in_both_themes(page, self.known.elements, each=self.each))

    def _sizes(self, name: str) -> None:
        for size in NARROW:
            self.page.set_viewport_size(size)
            self._width(name, f"{size['width']} px")
        self.page.set_viewport_size(DESK)
        self._width(name, "1280 px")
        self.page.set_viewport_size(PHONE)
        self.page.evaluate(ENLARGE_TEXT, "200%")
        self._width(name, "text at 200 %")
        self.page.evaluate(ENLARGE_TEXT, "")

    def _width(self, name: str, size: str) -> None:
        over = self.page.evaluate(TOO_WIDE)
        self._note(name, f"scrolls sideways at {size}", [f"{over} px"] if over else [])

    def _note(self, name: str, what: str, found: list[str]) -> None:
        self.wrong += [f"{name}: {what}: {one}" for one in found]

    def verdict(self, at_least: int) -> None:
        assert not self.wrong, "\n".join(self.wrong)
        assert self.seen >= at_least


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture(scope="module")
def known() -> Known:
    return Known()


@pytest.fixture
def inspector(open_page: Callable[..., Page], known: Known, is_long: bool) -> Inspector:
    # With motion reduced no colour is still on its way when it is looked at.
    return Inspector(open_page(color_scheme="light", reduced_motion="reduce"), known, each=is_long)


@pytest.fixture
def another_tab(open_page: Callable[..., Page]) -> Page:
    return open_page()


def episode(**said: Any) -> Episode:
    now = timezone.now()
    return Episode(uuid4(), now, "UTC", now.date(), places=(Place("nose_side", Side.LEFT),), **said)


def test_what_is_wrong_is_found(page: Page) -> None:
    """Otherwise nothing that is looked for below would ever be found."""
    dark = "@media (prefers-color-scheme: dark) { body { background: #111; } p { color: #333; } }"
    page.set_content(f"<html lang=en><style>{dark}</style><main><h1>A</h1><p>Words</p><img src=''></main></html>")
    found = [one.partition(" <")[0] for one in violations_in_both_themes(page)]
    assert {"light: image-alt", "dark: color-contrast"} <= set(found)
    assert "light: color-contrast" not in found
    assert page.evaluate(MOVED) == []
    page.add_style_tag(content=".has-script p { display: none; }")
    page.evaluate("document.documentElement.classList.add('has-script')")
    assert len(page.evaluate(MOVED)) == 1
    page.add_style_tag(content="@media (orientation: landscape) { html { transform: rotate(90deg); } }")
    assert len(orientation_violations(page)) == 1


def test_a_visitor(inspector: Inspector, db: None) -> None:
    for path in paths(Client(), None, timezone.now().date()):
        inspector.visit(path)
    inspector.visit("/no/such/page/", status=404)
    # The style sheets are those of every page.
    assert orientation_violations(inspector.page) == []
    inspector.page.goto(reverse("account_signup"))
    inspector.page.get_by_role("button", name="Start my diary").click()
    expect(inspector.page.get_by_text("This field is required.").first).to_be_visible()
    inspector.look("sign-up with errors")
    inspector.page.goto(reverse("account_login"))
    inspector.page.get_by_label("Username").fill("nobody")
    inspector.page.get_by_label("Password").fill("not the password")
    inspector.page.get_by_role("button", name="Log in", exact=True).click()
    expect(inspector.page.get_by_text("is not right.")).to_be_visible()
    inspector.look("log-in refused")
    inspector.verdict(at_least=6)


def test_an_empty_diary(inspector: Inspector, alice: User, sign_in: SignIn) -> None:
    sign_in(inspector.page, alice)
    for path in paths(logged_in(alice), alice, timezone.now().date()):
        inspector.visit(path)
    inspector.visit("/no/such/page/", status=404)
    inspector.verdict(at_least=16)


def test_half_a_year(inspector: Inspector, alice: User, sign_in: SignIn) -> None:
    yesterday = timezone.now().date() - timedelta(days=1)
    diary.save(alice, believable(yesterday, 180, 1), timezone.now())
    for entry in (
        Exposure(uuid4(), "own_chocolate", "Chocolate", "bars", Summary.SUM),
        episode(still_going=True, note="by the window"),
        Medicine(uuid4(), "Iron", yesterday, suspected=True),
        Injection(uuid4(), yesterday, "A product", (Injected(Place("chin", Side.LEFT), 2.5),)),
    ):
        diary.save_entry(alice, entry)
    sign_in(inspector.page, alice)
    for path in paths(logged_in(alice), alice, yesterday):
        inspector.visit(path)
    inspector.verdict(at_least=20)


def test_what_goes_wrong_and_what_is_rare(
    inspector: Inspector, another_tab: Page, alice: User, sign_in: SignIn, zone_at: Callable[[int], str]
) -> None:
    page, row = inspector.page, diary.save_entry(alice, episode(duration_s=90)).row
    for tab in (page, another_tab):
        sign_in(tab, alice)
    refused_check_in(page)
    inspector.look("check-in refused")
    refused_episode(page)
    inspector.look("episode refused")
    refused_file(page)
    inspector.look("file refused")
    two_versions(page, another_tab, reverse("tracker:episode-edit", args=[row.client_id]))
    inspector.look("two versions of one episode")
    found(page)
    inspector.look("found")
    page.goto(reverse("tracker:journal"))
    page.locator(".entry").first.click()
    page.get_by_role("button", name="Delete this episode").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    inspector.look("deleted")
    alice.time_zone = zone_at(1)
    alice.save()
    inspector.visit(reverse("tracker:check-in"))
    expect(page.get_by_role("heading", name="Which day is this for?")).to_be_visible()
    inspector.verdict(at_least=7)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def refused_check_in(page: Page) -> None:
    page.goto(reverse("tracker:check-in-day", args=[timezone.now().date()]))
    page.get_by_role("textbox", name="How long did you sleep last night?").fill("30")
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("Not saved yet.")


def refused_episode(page: Page) -> None:
    page.goto(reverse("tracker:episode-create"))
    page.get_by_label("Day it began").fill("2999-01-01")
    page.get_by_role("radio", name="Another number of minutes").check()
    save(page)
    expect(page.get_by_text("This day is still to come.")).to_be_visible()


def refused_file(page: Page) -> None:
    page.goto(reverse("tracker:data"))
    page.get_by_label("Diary file").set_input_files({"name": "a.json", "mimeType": "text/plain", "buffer": b"[1, 2"})
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was read in")


def two_versions(page: Page, another_tab: Page, path: str) -> None:
    """The same episode changed in two tabs: the second is shown what the first has saved."""
    for tab in (page, another_tab):
        tab.goto(path)
    for tab, strength in ((another_tab, "2"), (page, "9")):
        tab.get_by_role("group", name="How strong").get_by_role("radio", name=strength, exact=True).check()
        save(tab)
    expect(page.get_by_role("row", name="How strong 2 9")).to_be_visible()


def found(page: Page) -> None:
    page.goto(reverse("tracker:journal"))
    page.get_by_text("Search").first.click()
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name="Search")).to_be_visible()


@pytest.mark.parametrize("device", ["light", "dark"])
@pytest.mark.parametrize("chosen", ["Light", "Dark"])
def test_settings_decide_over_the_device(
    open_page: Callable[..., Page], alice: User, sign_in: SignIn, chosen: str, device: str
) -> None:
    page = open_page(color_scheme=device)
    sign_in(page, alice)
    page.goto(reverse("tracker:settings"))
    page.get_by_label("Theme").select_option(chosen)
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    expect(page.locator("body")).to_have_css("background-color", PAPER[chosen])
    expect(page.locator("html")).to_have_css("color-scheme", chosen.lower())
