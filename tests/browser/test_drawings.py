"""Drawings by keyboard: a day is reached through its column."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tracker import diary
from tracker.core.demo import believable
from tracker.models import User

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MAX_STEPS = 40
SMALL_LETTERS = """() => [...document.querySelectorAll("main svg text")]
  .filter((text) => text.checkVisibility() && text.textContent.trim())
  .map((text) => [text.textContent, text.getScreenCTM().d * parseFloat(getComputedStyle(text).fontSize)])
  .filter(([, size]) => size < 10.99)"""


def test_a_column_of_the_week_is_reached_with_tab_and_opened_with_enter(
    open_page: Callable[..., Page], alice: User, sign_in: Callable[[Page, User], None]
) -> None:
    now = timezone.now()
    diary.save(alice, believable(now.date() - timedelta(days=1), 40, 1), now)
    page = open_page(viewport={"width": 320, "height": 640})
    sign_in(page, alice)
    page.goto("/week/")
    columns = page.locator(".week-matrix").first.locator("a")
    expect(columns).to_have_count(7)
    assert page.evaluate(SMALL_LETTERS) == []
    assert min(column.bounding_box()["width"] for column in columns.all()) >= 23.5
    for _step in range(MAX_STEPS):
        page.keyboard.press("Tab")
        if columns.nth(2).evaluate("link => link === document.activeElement"):
            break
    expect(columns.nth(2)).to_be_focused()
    href = columns.nth(2).get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{href}")
    expect(page.get_by_role("link", name="Whole week")).to_be_visible()
