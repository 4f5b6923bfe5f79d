"""The log-in ended while somebody typed: it is on the page that comes next, for the same person and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect
from walk.accessibility import violations
from walk.filling import PASSWORD

from tracker.models import User

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOTE = "by the window, after lunch"


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def typing(
    request: pytest.FixtureRequest, open_page: Callable[..., Page], sign_in: Callable[[Page, User], None], alice: User
) -> Page:
    """Alice's phone, with an episode half typed."""
    page = open_page(java_script_enabled=request.param)
    sign_in(page, alice)
    page.goto(reverse("tracker:episode-create"))
    page.locator("summary", has_text="Note").click()
    page.get_by_role("textbox", name="Note").fill(NOTE)
    page.locator("label[for=id_strength_4]").click()
    return page


def log_in(page: Page, name: str, password: str = PASSWORD) -> None:
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in", exact=True).click()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def test_without_a_session_it_is_offered_after_the_log_in(typing: Page, alice: User) -> None:
    typing.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    save(typing)
    expect(typing.get_by_text("Your log-in had ended.")).to_be_visible()
    log_in(typing, "alice", "not her password")
    log_in(typing, "alice")
    expect(typing.get_by_role("heading", name="Not saved yet")).to_be_visible()
    typing.get_by_text("What you typed").last.click()
    expect(typing.get_by_text(NOTE)).to_be_visible()
    assert alice.episodes.count() == 0
    typing.get_by_role("button", name="Send it now").click()
    expect(typing.get_by_text("Saved.", exact=True)).to_be_visible()
    assert [(row.note, row.strength) for row in alice.episodes.all()] == [(NOTE, 4)]


def test_after_a_log_in_in_another_tab_it_is_on_the_next_page(typing: Page, alice: User) -> None:
    other = typing.context.new_page()
    other.goto(reverse("account_logout"))
    other.get_by_role("button", name="Log out").click()
    # With scripts it first empties what was put aside, and only then leaves the page.
    expect(other.get_by_role("link", name="Log in").first).to_be_visible()
    other.goto(reverse("account_login"))
    log_in(other, "alice")
    other.get_by_role("link", name="Twitching now").wait_for()
    save(typing)
    expect(typing.get_by_role("heading", name="Not saved yet")).to_be_visible()
    typing.get_by_role("button", name="Send it now").click()
    expect(typing.get_by_text("Saved.", exact=True)).to_be_visible()
    assert [row.note for row in alice.episodes.all()] == [NOTE]


def test_somebody_else_who_logs_in_never_sees_it(typing: Page, alice: User, bob: User) -> None:
    typing.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    save(typing)
    expect(typing.get_by_text("Your log-in had ended.")).to_be_visible()
    assert NOTE not in typing.content()
    log_in(typing, "bob")
    typing.get_by_role("link", name="Twitching now").wait_for()
    assert NOTE not in typing.content()
    assert bob.episodes.count() + alice.episodes.count() == 0


def test_a_face_that_drops_is_answered_at_once_all_the_same(typing: Page, alice: User) -> None:
    typing.get_by_role("checkbox", name="One side of the face drops").check()
    typing.get_by_role("group", name="One side of the face drops").get_by_label("suddenly").check()
    typing.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    save(typing)
    expect(typing.get_by_text("Your log-in had ended.")).to_be_visible()
    expect(typing.get_by_role("heading", name="Get help now")).to_be_in_viewport()
    expect(typing.get_by_role("link", name="Call 112")).to_be_in_viewport(ratio=1)


def test_the_pages_are_for_everybody(
    open_page: Callable[..., Page], sign_in: Callable[[Page, User], None], alice: User
) -> None:
    page = open_page()
    sign_in(page, alice)
    page.goto(reverse("tracker:visit-create"))
    page.locator("[name=day]").fill("2026-05-04")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    save(page)
    assert violations(page) == []
    log_in(page, "alice")
    page.get_by_role("heading", name="Not saved yet").wait_for()
    assert violations(page) == []
