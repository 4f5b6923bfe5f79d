"""Without a connection, emergencies are shown, and entries are queued and sent later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from walk.accessibility import violations

from tracker import diary
from tracker.core.records import Episode, Medicine
from tracker.models import User

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DROOP = "One side of the face drops"
KEPT = "Entries kept: 1"


def today() -> Any:
    return timezone.now().date()


FORMS = {
    "Did anything come with it?": lambda: reverse("tracker:episode-create"),
    "Signs today": lambda: reverse("tracker:check-in-day", args=[today()]),
}


def tick(page: Page, fold: str, *signs: str) -> None:
    """Say that these signs came suddenly."""
    page.get_by_text(fold, exact=True).click()
    for sign in signs:
        chip = page.locator(f"[type=checkbox][aria-label$='{sign}']")
        if not chip.is_visible():
            page.locator("details", has=chip).last.locator("summary").click()
        chip.check()
        page.get_by_role("group", name=sign).get_by_label("suddenly").check()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def kept(page: Page) -> int:
    count: int = page.evaluate("wholeQueue().length")
    return count


@pytest.fixture
def opened(open_page: Callable[..., Page], alice: User, sign_in: Callable[[Page, User], None]) -> Page:
    """A phone on which Alice is logged in."""
    page = open_page()
    sign_in(page, alice)
    return page


def cut_off(page: Page, how: str) -> None:
    """No connection at all, or one that leads everywhere but to the diary."""
    if how == "offline":
        page.context.set_offline(True)
    else:
        page.context.route("**/*", lambda route: route.abort())


@pytest.mark.parametrize("how", ["offline", "out of reach"])
@pytest.mark.parametrize("fold", FORMS)
def test_a_face_that_suddenly_drops(opened: Page, alice: User, fold: str, how: str) -> None:
    User.objects.filter(pk=alice.pk).update(country="NZ")
    opened.goto(FORMS[fold]())
    cut_off(opened, how)
    tick(opened, fold, DROOP)
    save(opened)
    expect(opened.get_by_role("heading", name="Get help now")).to_be_in_viewport(ratio=1)
    call = opened.get_by_role("link", name="Call 111")
    expect(call).to_have_attribute("href", "tel:111")
    expect(call).to_be_in_viewport(ratio=1)
    said = "or that suddenly cannot smile evenly, needs emergency help now. Call 111. Note the time it started."
    expect(opened.get_by_text(said)).to_be_in_viewport(ratio=1)
    assert opened.locator("[data-rule]:visible").count() == 1
    expect(opened.get_by_text(KEPT)).to_be_visible()
    expect(opened.get_by_text("It is saved.")).to_have_count(0)
    assert violations(opened) == []
    assert alice.episodes.count() + alice.days.count() == 0
    opened.get_by_role("button", name="Back to what you typed").click()
    expect(opened.get_by_role("group", name=DROOP).get_by_label("suddenly")).to_be_checked()
    expect(opened.get_by_role("heading", name="Get help now")).to_have_count(0)


@pytest.mark.parametrize("fold", FORMS)
def test_it_is_sent_once_the_diary_answers_again(opened: Page, alice: User, fold: str) -> None:
    opened.goto(FORMS[fold]())
    opened.context.set_offline(True)
    tick(opened, fold, DROOP)
    save(opened)
    save_twice = opened.get_by_role("button", name="Back to what you typed")
    save_twice.click()
    save(opened)
    expect(opened.get_by_text(KEPT)).to_be_visible()
    opened.context.set_offline(False)
    # The diary's own page comes in place of the script's.
    expect(opened.get_by_text("It is saved.")).to_be_visible()
    expect(opened.get_by_text("A face that suddenly drops on one side")).to_be_in_viewport(ratio=1)
    assert alice.episodes.count() + alice.days.count() == 1
    assert kept(opened) == 0


def test_nothing_urgent_is_kept_without_alarm_and_sent_by_the_next_page(opened: Page, alice: User) -> None:
    opened.goto(reverse("tracker:episode-create"))
    opened.context.set_offline(True)
    opened.locator("summary", has_text="Note").click()
    opened.get_by_role("textbox", name="Note").fill("in the train")
    save(opened)
    expect(opened.get_by_text(KEPT)).to_be_in_viewport(ratio=1)
    expect(opened.get_by_role("heading", name="Get help now")).to_have_count(0)
    second = opened.context.new_page()
    opened.close()
    second.context.set_offline(False)
    second.goto(reverse("tracker:journal"))
    expect(second.get_by_text("Now in the diary")).to_be_visible()
    assert alice.episodes.get().note == "in the train"
    assert kept(second) == 0


@pytest.mark.parametrize("page", ["now", "just-now"])
def test_a_tap_on_the_face_keeps_its_time(opened: Page, alice: User, page: str) -> None:
    opened.goto(reverse(f"tracker:episode-{page}"))
    opened.context.set_offline(True)
    opened.locator('.region[data-place="nose_side:left"]').click()
    expect(opened.get_by_text(KEPT)).to_be_in_viewport(ratio=1)
    tapped_at = dict(opened.evaluate("wholeQueue()[0].fields"))["tapped_at"]
    opened.context.set_offline(False)
    expect(opened.get_by_text("Now in the diary")).to_be_visible()
    episode = alice.episodes.get()
    assert episode.onset == datetime.fromisoformat(tapped_at)
    assert (episode.places, episode.still_going) == (["nose_side:left"], page == "now")


def test_what_the_diary_asks_about_is_shown_with_all_that_was_typed(opened: Page, alice: User) -> None:
    opened.goto(reverse("tracker:episode-create"))
    opened.context.set_offline(True)
    opened.locator("[name=date]").fill("2999-01-01")
    opened.locator("summary", has_text="Note").click()
    opened.get_by_role("textbox", name="Note").fill("in the train")
    save(opened)
    expect(opened.get_by_text(KEPT)).to_be_visible()
    opened.context.set_offline(False)
    opened.get_by_role("button", name="Show the question").click()
    expect(opened.get_by_text("Not saved yet.")).to_be_visible()
    expect(opened.get_by_role("textbox", name="Note")).to_have_value("in the train")
    assert (alice.episodes.count(), kept(opened)) == (0, 0)


def test_a_browser_that_keeps_nothing_says_so(
    open_page: Callable[..., Page], alice: User, sign_in: Callable[[Page, User], None]
) -> None:
    page = open_page()
    sign_in(page, alice)
    no_storage = "{ get() { throw new DOMException('no', 'SecurityError'); } }"
    page.add_init_script(f"Object.defineProperty(window, 'localStorage', {no_storage})")
    page.goto(reverse("tracker:episode-create"))
    page.context.set_offline(True)
    tick(page, "Did anything come with it?", DROOP)
    save(page)
    expect(page.get_by_role("link", name="Call 112")).to_be_in_viewport(ratio=1)
    expect(page.get_by_text("this browser refuses to keep anything")).to_be_visible()
    expect(page.get_by_text("is kept on this device")).not_to_be_visible()


def test_it_waits_for_its_own_person(
    opened: Page, alice: User, bob: User, sign_in: Callable[[Page, User], None]
) -> None:
    opened.goto(reverse("tracker:episode-create"))
    opened.context.set_offline(True)
    save(opened)
    expect(opened.get_by_text(KEPT)).to_be_visible()
    opened.context.set_offline(False)
    opened.context.clear_cookies()
    opened.goto(reverse("account_login"))
    sign_in(opened, bob)
    opened.goto(reverse("tracker:today"))
    expect(opened.get_by_text("Entries kept")).not_to_be_visible()
    assert (kept(opened), bob.episodes.count()) == (1, 0)
    sign_in(opened, alice)
    opened.goto(reverse("tracker:today"))
    expect(opened.get_by_text("Now in the diary")).to_be_visible()
    assert (kept(opened), alice.episodes.count(), bob.episodes.count()) == (0, 1, 0)


def test_with_a_connection_the_diary_itself_answers(opened: Page, alice: User) -> None:
    opened.goto(reverse("tracker:episode-create"))
    save(opened)
    expect(opened.get_by_text("Saved.", exact=True)).to_be_visible()
    assert (alice.episodes.count(), kept(opened)) == (1, 0)


def test_what_is_stored_for_that_day_counts_and_new_medicines_are_named(opened: Page, alice: User) -> None:
    diary.save_entry(alice, Episode(uuid4(), timezone.now(), "UTC", today()))
    diary.save_entry(alice, Medicine(uuid4(), "Iron", started=today()))
    opened.goto(FORMS["Signs today"]())
    opened.context.set_offline(True)
    tick(opened, "Signs today", "Fever", "Muscles gone rigid")
    save(opened)
    expect(opened.get_by_text("Twitching together with the signs you noted")).to_be_visible()
    expect(opened.get_by_text("Started or changed in the two weeks before: Iron.")).to_be_visible()


@pytest.mark.parametrize("how", [("5 minutes",), ("Still going",), ("Until a certain time",), ("1 minute",)])
def test_jerks_that_go_on_are_an_emergency_without_any_sign(opened: Page, alice: User, how: tuple[str]) -> None:
    opened.goto(reverse("tracker:episode-create"))
    opened.context.set_offline(True)
    opened.get_by_text("How it feels", exact=True).click()
    opened.locator("[name=feel][value=jerk]").check(force=True)
    opened.locator('[name=places][value="hand:left"]').dispatch_event("click")
    opened.get_by_label(how[0], exact=True).check(force=True)
    if how == ("Until a certain time",):
        opened.locator("[name=time]").fill("23:58")
        opened.locator("[name=until]").fill("00:04")
    save(opened)
    expect(opened.get_by_text(KEPT)).to_be_visible()
    said = opened.get_by_text("Jerking that does not stop needs emergency help now.")
    expect(said).to_be_visible(visible=how != ("1 minute",))
