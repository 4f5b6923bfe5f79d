"""Saved, the browser's own Back, corrected, saved again: one entry, the corrected one, with a script and without."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tracker import diary
from tracker.core.records import Medicine
from tracker.models import User

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PILL = Medicine(id="7d9c1b6e-3b58-4f2e-8a0f-5f8e5a2b7c11", name="Zinc")  # type: ignore[arg-type]


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def opened(
    request: pytest.FixtureRequest, open_page: Callable[..., Page], sign_in: Callable[[Page, User], None], alice: User
) -> Page:
    """Alice's phone."""
    page = open_page(java_script_enabled=request.param)
    sign_in(page, alice)
    diary.save_entry(alice, PILL)
    return page


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Saved.", exact=True).or_(page.get_by_text("no second one was made")).wait_for()


def open_list(page: Page) -> None:
    """A script folds the list of places, and the picture operates it."""
    page.wait_for_load_state()
    if page.locator("[data-face-list]:not([open])").count():
        page.locator("[data-face-list] > summary").click()


FORMS: dict[str, tuple[Any, str, str, str, Callable[[User], list[Any]]]] = {
    "medicine": (["medicine-create"], "name", "Iron", "Iron 50", lambda u: list(u.medicines.exclude(name="Zinc"))),
    "dose": (["medicine-dose", PILL.id], "amount", "1 tablet", "2 tablets", lambda u: list(u.doses.all())),
    "injections": (["injection-create"], "product", "One", "Another", lambda u: list(u.injections.all())),
    "visit": (["visit-create"], "who", "Dr A", "Dr B", lambda u: list(u.visits.all())),
    "own": (
        ["exposure-create"],
        "name",
        "Tea",
        "Green tea",
        lambda u: list(u.exposures.filter(key__startswith="own")),
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_an_entry_is_corrected(opened: Page, alice: User, form: str) -> None:
    (view, *values), field, first, second, rows = FORMS[form]
    opened.goto(reverse("tracker:treatments"))
    opened.goto(reverse(f"tracker:{view}", args=values))
    if form == "own":
        opened.locator("[name=kind][value=count]").check()
    opened.locator(f"[name={field}]").fill(first)
    if form == "visit":
        opened.locator("[name=day]").fill("2026-05-04")
    save(opened)
    opened.go_back()
    expect(opened.locator(f"[name={field}]")).to_have_value(first)
    expect(opened.get_by_text("This one is in your diary already.")).to_be_visible()
    opened.locator(f"[name={field}]").fill(second)
    save(opened)
    opened.go_back()
    save(opened)
    (row,) = rows(alice)
    assert getattr(row, field) == second


def test_an_episode_is_corrected_as_often_as_one_likes(opened: Page, alice: User) -> None:
    opened.goto("/")
    opened.get_by_role("link", name="Log an earlier episode").click()
    for strength in ("3", "5", "7"):
        opened.locator(f"label[for=id_strength_{strength}]").click()
        opened.locator("[name=time]").fill("00:00")
        save(opened)
        opened.go_back()
        expect(opened.locator(f"#id_strength_{strength}")).to_be_checked()
    assert [row.strength for row in alice.episodes.all()] == [7]
    opened.get_by_role("link", name="Log another one").click()
    expect(opened.get_by_text("This one is in your diary already.")).to_have_count(0)
    save(opened)
    assert alice.episodes.count() == 2


def test_a_tap_on_the_wrong_place_is_corrected(opened: Page, alice: User) -> None:
    opened.goto("/")
    opened.get_by_role("link", name="It just happened").click()
    open_list(opened)
    opened.locator("button[value='chin:left']").click()
    opened.locator("#saved").wait_for()
    opened.go_back()
    expect(opened.get_by_text("This one is in your diary already.")).to_be_visible()
    # The place is one line; the list is behind it.
    opened.get_by_text("Change", exact=True).click()
    open_list(opened)
    opened.locator("[name=places][value='chin:left']").uncheck()
    opened.locator("[name=places][value='chin:right']").check()
    save(opened)
    assert [row.places for row in alice.episodes.all()] == [["chin:right"]]


def test_a_check_in_is_of_one_day_however_often_it_is_saved(opened: Page, alice: User) -> None:
    opened.goto("/")
    opened.get_by_role("link", name="Check in", exact=True).click()
    for hours in ("6", "7,5"):
        opened.locator("[name=value_sleep_h]").fill(hours)
        opened.get_by_role("button", name="Save", exact=True).click()
        opened.get_by_text("Saved. That is all for this day.").wait_for()
        opened.go_back()
    assert [reading.value for reading in alice.readings.all()] == [7.5]
