"""Holding it back is asked of jerks and pulls; what is answered already is never hidden."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tracker.models import User

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOLD = "Can you hold it back?"


def test_asked_after_a_jerk_or_a_pull(
    open_page: Callable[..., Page], alice: User, sign_in: Callable[[Page, User], None]
) -> None:
    page = open_page()
    sign_in(page, alice)
    page.goto(reverse("tracker:episode-create"))
    page.get_by_text("How it feels", exact=True).click()
    question = page.get_by_role("group", name=HOLD)
    for feel, is_asked in (("Flutter", False), ("Jerk", True), ("Flutter", False), ("Pull and hold", True)):
        page.get_by_label(feel, exact=True).click()
        expect(question).to_be_visible(visible=is_asked)
    question.get_by_label("No", exact=True).click()
    page.get_by_label("Flutter", exact=True).click()
    expect(question).to_be_visible()


def test_without_scripts_it_is_there_with_its_hint(
    open_page: Callable[..., Page], alice: User, sign_in: Callable[[Page, User], None]
) -> None:
    page = open_page(java_script_enabled=False)
    sign_in(page, alice)
    page.goto(reverse("tracker:episode-create"))
    page.get_by_text("How it feels", exact=True).click()
    expect(page.get_by_role("group", name=HOLD)).to_be_visible()
    expect(page.get_by_text("For a jerk or a pull. Nobody can hold back a fine flutter.")).to_be_visible()
