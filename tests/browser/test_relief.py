"""The timer of a relief in a real browser, with a clock of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tracker.core.records import Relief
from tracker.models import User

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_a_minute_of_breathing_ends_with_the_question_whether_it_helped(
    motion: str,
    open_page: Callable[..., Page],
    sign_in: Callable[[Page, User], None],
    alice: User,
    one_of_each: Callable[[User], Any],
) -> None:
    one_of_each(alice)
    page = open_page(reduced_motion=motion)
    sign_in(page, alice)
    page.clock.install()
    page.goto("/ease/")
    timer = page.locator(".relief-timer")
    expect(timer).to_contain_text("1:00")
    timer.get_by_role("button", name="Start").click()
    expect(timer).to_contain_text("Breathe in")
    page.clock.run_for(5_000)
    expect(timer).to_contain_text("Breathe out")
    expect(timer).to_contain_text("0:55")
    duration = page.locator(".breath circle").evaluate("node => getComputedStyle(node).transitionDuration")
    assert duration == ("0s" if motion == "reduce" else "6s")
    page.clock.run_for(55_000)
    expect(timer).to_contain_text("The time is over.")
    expect(page.get_by_role("heading", name="Did it help?")).to_be_focused()
    page.get_by_role("button", name="Yes").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert Relief("breathing", True, 1) in alice.episodes.get(still_going=True).record().reliefs


def test_the_timer_stops_and_starts_again(
    open_page: Callable[..., Page], sign_in: Callable[[Page, User], None], alice: User
) -> None:
    page = open_page()
    sign_in(page, alice)
    page.clock.install()
    page.goto("/ease/?what=massage")
    timer = page.locator(".relief-timer")
    timer.get_by_role("button", name="Start").click()
    page.clock.run_for(30_000)
    expect(timer).to_contain_text("1:30")
    timer.get_by_role("button", name="Stop").click()
    expect(timer).to_contain_text("2:00")
    page.clock.run_for(300_000)
    expect(timer).not_to_contain_text("The time is over.")
