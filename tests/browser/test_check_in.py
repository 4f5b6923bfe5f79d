"""The check-in on a phone: cups beside their milligrams, and the day's sum of what was tapped and typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tracker.models import User

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_cups_and_the_days_sum(
    open_page: Callable[..., Page], alice: User, sign_in: Callable[[Page, User], None]
) -> None:
    page = open_page()
    sign_in(page, alice)
    page.goto("/")
    page.locator("[name=item][value=glass_of_water]").first.click()
    expect(page.get_by_text("Water 1, 250 mL today")).to_be_visible()
    page.goto(reverse("tracker:check-in-day", args=[timezone.now().date()]))
    expect(page.get_by_text("Logged so far: 250 mL. Anything more?")).to_be_visible()
    sum_of_day = page.get_by_text("That day in all:")
    expect(sum_of_day).not_to_be_visible()
    page.get_by_role("button", name="How much did you drink? 1500 mL").click()
    expect(sum_of_day).to_have_text("That day in all: 1750 mL")
    page.get_by_role("radio", name="2 cups, about 180 mg").check()
    expect(page.get_by_text("about 180 mg")).to_be_visible()
    page.get_by_text("Exact", exact=True).click()
    page.get_by_role("textbox", name="Caffeine, exactly").fill("65")
    expect(page.get_by_role("radio", name="2 cups, about 180 mg")).not_to_be_checked()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved. That is all for this day.")).to_be_visible()
    typed = dict(alice.readings.from_check_in().values_list("exposure__key", "value"))
    assert typed == {"caffeine_mg": 65, "water_ml": 1500}
