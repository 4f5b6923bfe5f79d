"""Tick *one side of the face drops, suddenly* on a phone, with and without scripts: help comes at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from walk.accessibility import violations

from tracker.models import User

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FORMS = {
    "Did anything come with it?": lambda: reverse("tracker:episode-create"),
    "Signs today": lambda: reverse("tracker:check-in-day", args=[timezone.now().date()]),
}


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("fold", FORMS)
def test_a_face_that_suddenly_drops(
    open_page: Callable[..., Page], alice: User, sign_in: Callable[[Page, User], None], fold: str, scripts: bool
) -> None:
    page = open_page(java_script_enabled=scripts)
    sign_in(page, alice)
    page.goto(FORMS[fold]())
    page.get_by_text(fold, exact=True).click()
    page.get_by_role("checkbox", name="One side of the face drops").check()
    page.get_by_role("group", name="One side of the face drops").get_by_label("suddenly").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="Get help now")).to_be_in_viewport(ratio=1)
    call = page.get_by_role("link", name="Call 112")
    expect(call).to_have_attribute("href", "tel:112")
    expect(call).to_be_in_viewport(ratio=1)
    expect(page.get_by_text("A face that suddenly drops on one side")).to_be_in_viewport(ratio=1)
    expect(page.get_by_text("It is saved.")).to_be_visible()
    assert alice.episodes.count() + alice.days.count() == 1
    if scripts:
        assert violations(page) == []
    page.get_by_role("link", name="Back to the diary").click()
    expect(page.get_by_role("link", name="Twitching now")).to_be_visible()
