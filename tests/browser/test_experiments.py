"""A self-experiment in a real browser: from a finding to its start, days kept by a tap, and the verdict."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tracker import diary
from tracker.core.demo import believable_today
from tracker.core.records import Diary, Kept
from tracker.models import User

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def move_back(user: User, days: int) -> None:
    """Let the experiment begin some days earlier, as if that time had passed."""
    row = user.experiments.get(stopped=None)
    row.day -= timedelta(days=days)
    row.save()


@pytest.mark.parametrize("has_scripts", [True, False])
def test_from_a_finding_to_the_verdict(
    has_scripts: bool, open_page: Callable[..., Page], sign_in: Callable[[Page, User], None], alice: User
) -> None:
    value: Diary = believable_today(timezone.now(), 130, 1)
    diary.save(alice, value, timezone.now())
    page = open_page(java_script_enabled=has_scripts, viewport={"width": 320, "height": 640})
    sign_in(page, alice)
    page.goto(f"/triggers/{alice.exposures.get(key='caffeine_mg').client_id}/")
    page.get_by_role("link", name="Start a self-experiment").click()
    page.get_by_label("On some days I will").fill("no coffee after noon")
    page.get_by_role("button", name="What could it show?").click()
    expect(page.get_by_text("56 days show it in")).to_be_visible()
    page.get_by_role("button", name="Start tomorrow").click()
    expect(page.get_by_text("It begins tomorrow.")).to_be_visible()
    row = alice.experiments.get()
    assert (row.exposure, row.pairs * row.period_days * 2) == ("caffeine_mg", 56)

    for days in (1, 1):
        move_back(alice, days)
        page.goto("/")
        card = page.get_by_role("region", name="Your self-experiment")
        expect(card.get_by_text("Today:")).to_be_visible()
        card.get_by_role("button", name="Yes").click()
        expect(card.get_by_role("group", name="Kept to it? Saved.")).to_be_visible()
    assert [answer[1] for answer in alice.experiments.get().kept] == [str(Kept.YES)]

    move_back(alice, 56)
    page.goto("/")
    page.get_by_role("link", name="See the result").click()
    expect(page.get_by_text("noticed or noted less")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
