"""A device in another time zone than the diary gets a note with a way to change it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from walk.accessibility import violations

from tracker import diary
from tracker.core.records import Medicine
from tracker.models import User

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PILL = Medicine(uuid4(), "Zinc", as_needed=True)
MESSAGE = "Your device is in America/New York, your diary in Europe/Berlin."


@pytest.fixture
def device(
    open_page: Callable[..., Page], sign_in: Callable[[Page, User], None], alice: User
) -> Callable[[str], Page]:
    """Alice's device somewhere; her diary is in Berlin."""
    User.objects.filter(pk=alice.pk).update(time_zone="Europe/Berlin")
    diary.save_entry(alice, PILL)

    def open_there(zone: str) -> Page:
        page = open_page(timezone_id=zone)
        sign_in(page, alice)
        return page

    return open_there


PAGES = {
    "today": lambda: reverse("tracker:today"),
    "a tap": lambda: reverse("tracker:episode-now"),
    "just happened": lambda: reverse("tracker:episode-just-now"),
    "an episode": lambda: reverse("tracker:episode-create"),
    "a check-in": lambda: reverse("tracker:check-in-day", args=[timezone.now().date()]),
    "a dose": lambda: reverse("tracker:medicine-dose", args=[PILL.id]),
}


def test_every_page_that_takes_a_time_or_a_day_says_so(device: Callable[[str], Page]) -> None:
    page = device("America/New_York")
    for address in PAGES.values():
        page.goto(address())
        expect(page.get_by_text(MESSAGE)).to_be_visible()
        assert violations(page) == []


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Europe/Warsaw"])
def test_where_the_clock_is_the_same_there_is_nothing_to_say(zone: str, device: Callable[[str], Page]) -> None:
    page = device(zone)
    for address in PAGES.values():
        page.goto(address())
        expect(page.get_by_text("Your device is in")).not_to_be_visible()


@pytest.mark.parametrize("where", ["today", "an episode", "a check-in", "a dose"])
def test_one_tap_changes_it(where: str, device: Callable[[str], Page], alice: User) -> None:
    page = device("America/New_York")
    page.goto(PAGES[where]())
    page.get_by_role("button", name="Change to America/New York").click()
    expect(page.get_by_text("Times are now those of America/New York.")).to_be_visible()
    expect(page.get_by_text("Your device is in")).not_to_be_visible()
    alice.refresh_from_db()
    assert alice.time_zone == "America/New_York"


def test_one_tap_keeps_it_until_the_device_is_elsewhere_again(device: Callable[[str], Page], alice: User) -> None:
    page = device("America/New_York")
    page.goto("/")
    page.get_by_role("button", name="Keep Europe/Berlin").click()
    expect(page.get_by_text(MESSAGE)).not_to_be_visible()
    page.goto(PAGES["an episode"]())
    expect(page.get_by_text(MESSAGE)).not_to_be_visible()
    kept = page.evaluate("JSON.stringify(localStorage)")
    further = device("Asia/Tokyo")
    further.goto("/")
    further.evaluate("(kept) => Object.assign(localStorage, JSON.parse(kept))", kept)
    further.reload()
    expect(further.get_by_text("Your device is in Asia/Tokyo")).to_be_visible()
    alice.refresh_from_db()
    assert alice.time_zone == "Europe/Berlin"


def test_nothing_typed_is_lost_by_it(device: Callable[[str], Page]) -> None:
    page = device("America/New_York")
    page.goto(PAGES["an episode"]())
    page.locator("label[for=id_strength_4]").click()
    expect(page.get_by_role("button", name="Change to America/New York")).not_to_be_visible()
    expect(page.get_by_text("Save first")).to_be_visible()
    expect(page.get_by_text(MESSAGE)).to_be_visible()
