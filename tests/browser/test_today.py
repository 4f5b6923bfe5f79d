"""Today in a real browser: the card after a save, its strength and its undo, with and without scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tracker.models import User

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("has_scripts", [True, False])
def test_strength_is_one_tap_after_a_save_and_undo_is_one_more(
    has_scripts: bool, open_page: Callable[..., Page], sign_in: Callable[[Page, User], None], alice: User
) -> None:
    page = open_page(java_script_enabled=has_scripts)
    sign_in(page, alice)
    page.goto("/")
    page.get_by_role("link", name="It just happened").click()
    if has_scripts:
        page.locator('.region[data-place="nose_side:left"]').click()
    else:
        page.get_by_role("button", name="Side of nose, left").click()
    card = page.get_by_role("region", name="Side of nose, left")
    expect(card).to_be_focused()
    card.get_by_role("button", name="3", exact=True).click()
    expect(card.get_by_role("group", name="Strength 3, saved")).to_be_visible()
    assert alice.episodes.get().strength == 3
    card.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Deleted.")).to_be_visible()
    expect(card).not_to_be_visible()
    assert not alice.episodes.exists()


def test_the_minutes_of_a_running_episode_are_kept_up(
    open_page: Callable[..., Page], sign_in: Callable[[Page, User], None], alice: User
) -> None:
    page = open_page(viewport={"width": 320, "height": 640})
    sign_in(page, alice)
    page.clock.install()
    page.goto("/")
    page.get_by_role("link", name="Twitching now").click()
    page.locator('.region[data-place="nose_side:left"]').click()
    line = page.get_by_role("region", name="An episode is going on")
    expect(line).to_contain_text("Side of nose, left · 0 min")
    page.clock.run_for("12:00")
    expect(line).to_contain_text("Side of nose, left · 12 min")
    assert line.bounding_box()["height"] < 80  # type: ignore[index]
    line.get_by_text("earlier…").click()
    expect(line.get_by_label("It stopped at")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_taps_are_saved_without_leaving_the_page(
    open_page: Callable[..., Page], sign_in: Callable[[Page, User], None], alice: User
) -> None:
    page = open_page()
    sign_in(page, alice)
    page.goto("/")
    loads: list[str] = []
    page.on("load", lambda loaded: loads.append(loaded.url))
    for drink in ("Filter coffee", "Water"):
        page.get_by_role("button", name=drink).click()
        expect(page.get_by_role("button", name=drink)).to_contain_text("1 today")
    expect(page.locator("#tapped")).to_be_focused()
    page.locator("#tapped").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Water")).not_to_contain_text("today")
    page.get_by_role("button", name="No", exact=True).click()
    expect(page.get_by_text("Noted: a quiet day so far")).to_be_visible()
    assert loads == []
    assert alice.readings.count() == 1
    assert alice.days.get().no_twitch


def test_a_tap_after_the_log_in_has_ended_is_left_to_the_browser(
    open_page: Callable[..., Page], sign_in: Callable[[Page, User], None], alice: User
) -> None:
    page = open_page()
    sign_in(page, alice)
    page.goto("/")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Filter coffee").click()
    expect(page.get_by_text("Your log-in had ended.")).to_be_visible()
    assert not alice.readings.exists()


@pytest.mark.parametrize(("height", "position"), [(360, "static"), (800, "fixed")])
def test_the_bar_covers_nothing_on_a_low_screen(
    height: int,
    position: str,
    open_page: Callable[..., Page],
    sign_in: Callable[[Page, User], None],
    alice: User,
) -> None:
    page = open_page(viewport={"width": 640, "height": height})
    sign_in(page, alice)
    page.goto("/")
    bar = page.get_by_role("navigation", name="Pages")
    assert bar.evaluate("node => getComputedStyle(node).position") == position
