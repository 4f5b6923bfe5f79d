"""The form of an episode on a phone: signs as chips with and without scripts, scores in one row, Save in sight."""

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
from tracker.core.records import Episode
from tracker.models import User

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HEARING = "Hearing less on one side"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_chosen_chip_asks_how_it_came_and_shows_it_again(
    open_page: Callable[..., Page], alice: User, sign_in: Callable[[Page, User], None], scripts: bool
) -> None:
    now = timezone.now()
    row = diary.save_entry(alice, Episode(uuid4(), now, "UTC", now.date())).row
    page = open_page(java_script_enabled=scripts, viewport={"width": 320, "height": 640})
    sign_in(page, alice)
    address = reverse("tracker:episode-edit", args=[row.client_id])
    page.goto(address)
    chip = page.get_by_role("checkbox", name=HEARING)
    onsets = page.get_by_role("group", name=HEARING)
    expect(chip).not_to_be_visible()
    page.get_by_text("Seeing and hearing").click()
    expect(onsets).to_have_count(0)
    chip.focus()
    page.keyboard.press("Space")
    expect(onsets).to_be_visible()
    top, bottom = (part.bounding_box() for part in (chip, onsets))
    assert top
    assert bottom
    assert 0 <= bottom["y"] - (top["y"] + top["height"]) < 16
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(onsets.get_by_role("radio", name="suddenly")).to_be_checked()
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url(reverse("tracker:today"))
    row.refresh_from_db()
    assert row.signs == [["hearing_loss", "sudden"]]
    page.goto(address)
    expect(onsets.get_by_role("radio", name="suddenly")).to_be_checked()
    if scripts:
        assert violations(page) == []
    chip.uncheck()
    expect(onsets).to_have_count(0)
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url(reverse("tracker:today"))
    row.refresh_from_db()
    assert row.signs == []


def test_scores_are_one_row_and_save_is_in_sight_above_the_bar(
    open_page: Callable[..., Page], alice: User, sign_in: Callable[[Page, User], None]
) -> None:
    page = open_page(viewport={"width": 360, "height": 640})
    sign_in(page, alice)
    page.goto(reverse("tracker:episode-create"))
    labels = page.get_by_role("group", name="How strong").locator("label")
    boxes = [label.bounding_box() for label in labels.all()]
    assert len(boxes) == 11
    assert len({box["y"] for box in boxes if box}) == 1
    save = page.get_by_role("button", name="Save", exact=True)
    expect(save).to_be_in_viewport(ratio=1)
    button, bar = save.bounding_box(), page.locator(".bar").bounding_box()
    assert button
    assert bar
    assert button["y"] + button["height"] <= bar["y"]
