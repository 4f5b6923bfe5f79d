"""Logging out deletes what waits on the device, so it asks first; a log-in that merely ends deletes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from walk.accessibility import violations
from walk.filling import PASSWORD

from journal.sessions import SessionStore
from tracker.middleware import BEGAN, SEEN
from tracker.models import Session, User

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FORGETTING = {
    "log-out": (lambda: reverse("account_logout"), "Log out", "Log out and delete them"),
    "deleting the account": (lambda: reverse("tracker:data"), "Delete my account", "Delete my account and them"),
}
every_way = pytest.mark.parametrize("way", FORGETTING)


@pytest.fixture
def opened(open_page: Callable[..., Page], alice: User, sign_in: Callable[[Page, User], None]) -> Page:
    """A phone on which Alice is logged in."""
    page = open_page()
    sign_in(page, alice)
    return page


def keep_an_entry(page: Page, note: str = "in the train") -> None:
    """One that could not be sent, and that the diary will ask about: so it waits even with a connection."""
    page.goto(reverse("tracker:episode-create"))
    page.context.set_offline(True)
    page.locator("[name=date]").fill("2999-01-01")
    page.locator("summary", has_text="Note").click()
    page.get_by_role("textbox", name="Note").fill(note)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Entries kept: 1")).to_be_visible()
    page.context.set_offline(False)


def kept(page: Page) -> int:
    count: int = page.evaluate("wholeQueue().length")
    return count


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def open_form(page: Page, way: str) -> tuple[str, str]:
    address, plain, sure = FORGETTING[way]
    page.goto(address())
    if way == "deleting the account":
        page.get_by_label("password").fill(PASSWORD)
    return plain, sure


@every_way
def test_it_asks_first_and_no_keeps_all(opened: Page, alice: User, way: str) -> None:
    keep_an_entry(opened)
    plain, _sure = open_form(opened, way)
    press(opened, plain)
    expect(opened.get_by_text("They are kept on this device only")).to_be_in_viewport(ratio=1)
    expect(opened.get_by_text("Yours: 1")).to_be_visible()
    assert violations(opened) == []
    opened.get_by_role("link", name="Keep them").click()
    expect(opened.get_by_role("heading", level=1)).to_be_visible()
    assert (opened.url.endswith(reverse("tracker:today")), kept(opened)) == (True, 1)
    assert User.objects.filter(pk=alice.pk).exists()


@every_way
def test_yes_deletes_them(opened: Page, way: str) -> None:
    keep_an_entry(opened)
    plain, sure = open_form(opened, way)
    press(opened, plain)
    press(opened, sure)
    expect(opened.get_by_role("link", name="Log in").first).to_be_visible()
    assert opened.evaluate("Object.keys(localStorage)") == []


@every_way
def test_with_nothing_kept_nothing_is_asked(opened: Page, way: str) -> None:
    plain, sure = open_form(opened, way)
    expect(opened.get_by_role("button", name=sure)).to_have_count(0)
    press(opened, plain)
    expect(opened.get_by_role("link", name="Log in").first).to_be_visible()


def test_what_is_kept_after_the_page_was_opened_is_asked_about_too(opened: Page) -> None:
    """Another tab keeps an entry while this one shows the plain button."""
    opened.goto(reverse("account_logout"))
    for number, owner in enumerate(("OWNER", "'somebody else'")):
        entry = f"JSON.stringify({{owner: {owner}, address: '/nowhere/', fields: [], at: 1}})"
        opened.evaluate(f"localStorage['levator-kept-{number}'] = {entry}")
    press(opened, "Log out")
    expect(opened.get_by_text("Yours: 1")).to_be_visible()
    expect(opened.get_by_text("Of somebody else who uses this device, and stays: 1")).to_be_visible()
    assert kept(opened) == 2
    press(opened, "Log out and delete them")
    expect(opened.get_by_role("link", name="Log in").first).to_be_visible()
    assert opened.evaluate("Object.keys(localStorage)") == ["levator-kept-1"]


def test_what_can_be_sent_is_sent_before_anything_is_asked(opened: Page, alice: User) -> None:
    opened.goto(reverse("tracker:episode-create"))
    opened.context.set_offline(True)
    press(opened, "Save")
    expect(opened.get_by_text("Entries kept: 1")).to_be_visible()
    page = opened.context.new_page()
    opened.close()
    page.context.set_offline(False)
    page.goto(reverse("account_logout"))
    expect(page.get_by_text("Now in the diary")).to_be_visible()
    expect(page.get_by_text("They are kept on this device only")).not_to_be_visible()
    assert (alice.episodes.count(), kept(page)) == (1, 0)


def test_without_scripts_the_page_says_what_it_deletes(
    open_page: Callable[..., Page], alice: User, sign_in: Callable[[Page, User], None]
) -> None:
    page = open_page(java_script_enabled=False)
    sign_in(page, alice)
    page.goto(reverse("account_logout"))
    expect(page.get_by_text("entries that could not be sent and wait on this device are deleted")).to_be_visible()


def test_an_entry_outlives_the_limit_of_a_log_in(
    opened: Page, alice: User, sign_in: Callable[[Page, User], None]
) -> None:
    opened.goto(reverse("tracker:episode-create"))
    opened.context.set_offline(True)
    press(opened, "Save")
    expect(opened.get_by_text("Entries kept: 1")).to_be_visible()
    reach_the_limit()
    opened.context.set_offline(False)
    opened.goto(reverse("tracker:journal"))
    expect(opened.get_by_role("button", name="Log in", exact=True)).to_be_visible()
    assert opened.evaluate("Object.keys(localStorage).length") == 1
    sign_in(opened, alice)
    opened.goto(reverse("tracker:journal"))
    expect(opened.get_by_text("Now in the diary")).to_be_visible()
    assert alice.episodes.count() == 1


def reach_the_limit() -> None:
    """Every log-in began and was last used 181 days ago."""
    before = int((timezone.now() - timedelta(days=181)).timestamp())
    for row in Session.objects.all():
        session = SessionStore(row.session_key)
        session[BEGAN] = session[SEEN] = before
        session.save()
