"""A number typed with a comma, in a browser of either kind, with a script and without."""

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


@pytest.mark.parametrize("locale", ["en-GB", "de-DE"])
@pytest.mark.parametrize("has_script", [True, False])
def test_half_past_one_with_a_comma_or_a_point(
    locale: str, has_script: bool, open_page: Callable[..., Page], sign_in: Callable[[Page, User], None], alice: User
) -> None:
    page = open_page(locale=locale, java_script_enabled=has_script)
    sign_in(page, alice)
    page.goto(reverse("tracker:check-in-day", args=[timezone.now().date()]))
    page.get_by_role("textbox", name="How long did you sleep last night?").press_sequentially("1,5")
    page.get_by_text("Exact", exact=True).click()
    page.get_by_role("textbox", name="Caffeine, exactly").press_sequentially("62.5")
    page.get_by_role("textbox", name="How much did you drink?").press_sequentially("1,500")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Which of these do you mean?")).to_be_visible()
    assert alice.readings.count() == 0
    if has_script:
        assert violations(page) == []
    page.get_by_role("textbox", name="How much did you drink?").press("Enter")
    expect(page.get_by_text("Which of these do you mean?")).to_be_visible()
    page.locator("button[name=sure]", has_text="1500").click()
    expect(page.get_by_text("Saved. That is all for this day.")).to_be_visible()
    values = dict(alice.readings.values_list("exposure__key", "value"))
    assert values == {"sleep_h": 1.5, "caffeine_mg": 62.5, "water_ml": 1500}
