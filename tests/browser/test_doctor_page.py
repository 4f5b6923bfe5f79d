"""The doctor's page as it is seen: lettering that can be read, nothing that runs over, nothing hidden."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tracker import diary
from tracker.core.demo import believable
from tracker.models import User

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIZES = {320: 640, 390: 844, 1280: 800}
SMALLEST_PX = 11
# Every text of a drawing that is shown, with its height on the screen.
LETTERING = """() => [...document.querySelectorAll(".doctor-summary svg text")]
.filter((text) => text.checkVisibility())
.map((text) => [text.textContent, parseFloat(getComputedStyle(text).fontSize) * Math.abs(text.getScreenCTM().d)])"""
# What reaches over the edge of its card, and lettering of a drawing that lies on other lettering of its row.
RUNS_OVER = """() => [...document.querySelectorAll(".summary-card *")].filter((part) => {
  if (!part.checkVisibility() || part.closest(".visually-hidden, pattern, thead")) return false;
  const card = part.closest(".summary-card").getBoundingClientRect(), box = part.getBoundingClientRect();
  return box.right > card.right + 0.5 || box.left < card.left - 0.5;
}).map((part) => part.outerHTML.slice(0, 100))"""
MEETS = """() => {
  const texts = [...document.querySelectorAll(".weeks text")].filter((text) => text.checkVisibility());
  const boxes = texts.map((text) => text.getBoundingClientRect());
  const meet = (a, b) => a.left < b.right && b.left < a.right && Math.abs(a.top - b.top) < 1;
  return texts.flatMap((text, at) => texts.slice(at + 1)
    .filter((_other, next) => meet(boxes[at], boxes[at + 1 + next]))
    .map((other) => `${text.textContent} on ${other.textContent}`));
}"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(params=[90, 180], ids=["ninety days", "half a year"])
def doctor_page(request: pytest.FixtureRequest, open_page: Callable[..., Page], alice: User, sign_in: Any) -> Page:
    yesterday = timezone.now().date() - timedelta(days=1)
    diary.save(alice, believable(yesterday, request.param, 1), timezone.now())
    page = open_page(java_script_enabled=True, reduced_motion="reduce")
    sign_in(page, alice)
    first = yesterday - timedelta(days=request.param - 1)
    page.goto(f"{reverse('tracker:doctor')}?first_day={first}&last_day={yesterday}")
    page.evaluate("document.querySelectorAll('.doctor-summary details').forEach((part) => { part.open = true; })")
    return page


def test_lettering_keeps_its_size_and_nothing_runs_over(doctor_page: Page) -> None:
    for width, height in SIZES.items():
        doctor_page.set_viewport_size({"width": width, "height": height})
        shown = doctor_page.evaluate(LETTERING)
        assert len(shown) > 10
        assert [text for text, size in shown if not SMALLEST_PX - 0.01 <= size <= 12.01] == [], width
        assert doctor_page.evaluate(TOO_WIDE) <= 0, width
        assert doctor_page.evaluate(RUNS_OVER) == [], width
        assert doctor_page.evaluate(MEETS) == [], width


def test_on_a_desk_the_columns_begin_level_and_the_chart_has_the_whole_width(doctor_page: Page) -> None:
    doctor_page.set_viewport_size({"width": 1280, "height": 800})
    chart = doctor_page.locator(".weeks").bounding_box()
    card = doctor_page.locator(".summary-course").bounding_box()
    assert chart
    assert card
    assert chart["width"] > card["width"] - 48
    boxes = doctor_page.evaluate(
        """() => [...document.querySelectorAll(".summary-course ~ .summary-card")]
        .map((part) => part.getBoundingClientRect()).map((box) => [box.left, box.top])"""
    )
    tops = {left: min(top for other, top in boxes if other == left) for left, _top in boxes}
    assert len(tops) == 2
    assert len(set(tops.values())) == 1


def test_without_a_script_the_other_period_is_there(open_page: Callable[..., Page], alice: User, sign_in: Any) -> None:
    diary.save(alice, believable(timezone.now().date() - timedelta(days=1), 10, 1), timezone.now())
    page = open_page(java_script_enabled=False)
    sign_in(page, alice)
    page.goto(reverse("tracker:doctor"))
    page.get_by_text("Other…").click()
    page.get_by_role("textbox", name="From").fill("2026-01-01")
    page.get_by_role("button", name="Show this period").click()
    expect(page).to_have_url(re.compile("first_day=2026-01-01"))
