"""The first day of a diary, end to end in a real browser: by thumb, without JavaScript, and by keyboard alone.

Each way ends the same: the week's chart and table and the doctor's page and PDF hold what was logged. The fixture
`open_page` fails a test when another host was asked, the policy complained or a script broke.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tracker.models import User

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAME, PASSWORD = "first-day", "a long enough password"
NOSE_LEFT = "Side of nose, left"
IN_WORDS = ("1 episode", "Sleep 7 h", "Caffeine 180 mg", "Stress 3 of 10", "Water 1500 mL")
ONE_CUP = "1 cup, about 90 mg"
IN_TABLE = ["1", "7", "180", "3", "1500"]
MOST_STEPS = 80


class Thumb:
    """A thumb on a phone. It counts its taps."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def tap(self, target: Locator) -> None:
        target.tap()
        self.taps += 1

    def button(self, name: str) -> None:
        self.tap(self.page.get_by_role("button", name=name, exact=True))

    def link(self, name: str) -> None:
        self.tap(self.page.get_by_role("link", name=name, exact=True))


class Keys:
    """A keyboard and nothing else: Tab until it is there, then press."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def go_to(self, target: Locator) -> None:
        expect(target).to_have_count(1)
        for _step in range(MOST_STEPS):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} is not reached with Tab")

    def press(self, target: Locator, key: str = "Enter") -> None:
        self.go_to(target)
        self.page.keyboard.press(key)

    def button(self, name: str) -> None:
        self.press(self.page.get_by_role("button", name=name, exact=True))

    def link(self, name: str) -> None:
        self.press(self.page.get_by_role("link", name=name, exact=True))

    def write(self, target: Locator, text: str) -> None:
        self.go_to(target)
        self.page.keyboard.type(text)

    def walk_the_face(self, place: str) -> None:
        """With arrow keys from where the face is entered, always towards the place."""
        self.go_to(self.page.locator('.region[tabindex="0"]'))
        goal = centre(self.page.locator(f'.region[data-place="{place}"]'))
        for _step in range(20):
            here = self.page.locator(".region:focus")
            if here.get_attribute("data-place") == place:
                return
            across, down = (there - now for there, now in zip(goal, centre(here), strict=True))
            sideways = abs(across) > abs(down)
            self.page.keyboard.press(
                ("ArrowRight" if across > 0 else "ArrowLeft") if sideways else ("ArrowDown" if down > 0 else "ArrowUp")
            )
        raise AssertionError(f"{place} is not reached with arrows")


def centre(region: Locator) -> tuple[float, float]:
    box = region.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def says(page: Page, text: str) -> None:
    expect(page.get_by_role("status").filter(has_text=text)).to_be_visible()


def shows_card(page: Page) -> None:
    """The card of the episode that was just saved, with the focus on it."""
    expect(page.get_by_role("region", name=NOSE_LEFT)).to_be_focused()


def answer(page: Page, question: str, score: int) -> Locator:
    return page.get_by_role("group", name=question).get_by_role("radio", name=str(score), exact=True)


def amount(page: Page, question: str) -> Locator:
    return page.get_by_role("textbox", name=question)


def check_week(page: Page) -> None:
    """Episode and values are in the words of the day's column, on the drawing itself, and in the open table."""
    chart = page.locator("svg.week-matrix").first
    assert chart.locator("> title").text_content()
    columns = [link.get_attribute("aria-label") or "" for link in chart.locator("a").all()]
    (words,) = [column for column in columns if "not logged" not in column]
    assert [part for part in IN_WORDS if part not in words] == [], words
    labels = {" ".join(text.split()) for text in chart.locator("text").all_text_contents()}
    assert {"Episodes", "Sleep", "h", "Caffeine", "mg", "Stress", "0–10", "Water", "mL", "1", "180", "1500"} <= labels
    rows = [row.locator("td").all_inner_texts() for row in page.locator("#week-table tbody tr").all()]
    assert [row for row in rows if row[0] != "not logged"] == [IN_TABLE]
    expect(page.locator("#week-table")).to_be_visible()


def check_doctor(page: Page, ask: Callable[[], Any], folder: Path) -> None:
    """The PDF that is downloaded says, number for number, what the page says."""
    expect(page.locator(".summary-head")).to_contain_text("1 of 90")
    with page.expect_download() as waiting:
        ask()
    saved = folder / waiting.value.suggested_filename
    waiting.value.save_as(saved)
    paper = PdfReader(saved)
    assert len(paper.pages) == 1
    printed = squeezed(paper.pages[0].extract_text())
    shown = page.locator(".summary-figures strong, .summary-facts strong").all_inner_texts()
    rows = [
        row.locator("th, td").all_inner_texts()
        for row in page.locator(".summary-card > div tbody tr:not(.summary-below)").all()
    ]
    assert any(row[0] == f"1. {NOSE_LEFT}" for row in rows), rows
    on_page = [*shown, *("".join(row) for row in rows)]
    assert [line for line in on_page if squeezed(line) not in printed] == [], printed
    # The values of each day are folded on the page, and on paper only in the annex.
    values = [
        [" ".join(cell.split()) for cell in row.locator("th, td").all_text_contents()]
        for row in page.locator(".summary-more tbody tr").all()
    ]
    assert ["Caffeine", "1", "180", "180", "180", "mg"] in values, values


def squeezed(text: str) -> str:
    """Without blanks, which a PDF sets as gaps."""
    return "".join(text.split())


def sign_up(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Start my diary").click()
    page.get_by_label("Username").fill(NAME)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Start my diary").click()
    expect(page.get_by_role("link", name="Twitching now")).to_be_visible()


def test_by_thumb(open_page: Callable[..., Page], zone_at: Callable[[int], str], tmp_path: Path) -> None:
    page = open_page(has_touch=True, timezone_id=zone_at(12))
    sign_up(page)

    thumb = Thumb(page)
    thumb.link("Twitching now")
    thumb.tap(page.locator('.region[data-place="nose_side:left"]'))
    shows_card(page)
    assert thumb.taps == 2
    expect(page.locator(".running")).to_contain_text(f"{NOSE_LEFT} · 0 min")
    thumb.button("It stopped")
    says(page, "Good that it stopped.")

    thumb.button("Filter coffee 90 mg")
    says(page, "Filter coffee 1, 90 mg today")

    thumb = Thumb(page)
    thumb.link("Check in")
    thumb.button("How long did you sleep last night? 7 h")
    thumb.tap(page.get_by_role("radio", name=ONE_CUP))
    thumb.tap(answer(page, "How stressed today?", 3))
    thumb.button("How much did you drink? 1500 mL")
    thumb.button("Save")
    says(page, "Saved. That is all for this day.")
    assert thumb.taps <= 8

    thumb.link("Patterns")
    thumb.link("Week")
    thumb.tap(page.locator("summary", has_text="The same as a table").first)
    check_week(page)
    thumb.link("Doctor")
    check_doctor(page, lambda: thumb.link("PDF"), tmp_path)


def test_without_javascript(open_page: Callable[..., Page], zone_at: Callable[[int], str], tmp_path: Path) -> None:
    page = open_page(java_script_enabled=False)
    sign_up(page)
    page.get_by_role("link", name="Set your time zone").click()
    page.get_by_label("Time zone").select_option("Europe/Lisbon")
    page.get_by_role("button", name="Save").first.click()
    says(page, "Saved.")
    User.objects.update(time_zone=zone_at(12))

    page.get_by_role("link", name="Today").click()
    page.get_by_role("link", name="Twitching now").click()
    page.get_by_role("button", name=NOSE_LEFT).click()
    shows_card(page)
    page.get_by_role("button", name="It stopped").click()
    says(page, "Good that it stopped.")
    page.get_by_role("button", name="Filter coffee 90 mg", exact=True).click()
    says(page, "Filter coffee 1, 90 mg today")

    page.get_by_role("link", name="Check in").click()
    amount(page, "How long did you sleep last night?").fill("7")
    page.get_by_role("radio", name=ONE_CUP).check()
    answer(page, "How stressed today?", 3).check()
    amount(page, "How much did you drink?").fill("1500")
    page.get_by_role("button", name="Save", exact=True).click()
    says(page, "Saved. That is all for this day.")

    page.get_by_role("link", name="Patterns").click()
    page.get_by_role("link", name="Week", exact=True).click()
    page.get_by_text("The same as a table").first.click()
    check_week(page)
    page.get_by_role("link", name="Doctor").click()
    check_doctor(page, page.get_by_role("link", name="PDF", exact=True).click, tmp_path)


def test_by_keyboard_alone(open_page: Callable[..., Page], zone_at: Callable[[int], str], tmp_path: Path) -> None:
    page = open_page(timezone_id=zone_at(12))
    keys = Keys(page)
    page.goto("/")
    keys.link("Start my diary")
    expect(page).to_have_title("Start a diary · Levator")
    keys.write(page.get_by_label("Username"), NAME)
    keys.write(page.get_by_label("Password"), PASSWORD)
    keys.button("Start my diary")

    keys.link("Twitching now")
    expect(page.locator(".face-map.is-live")).to_be_visible()
    keys.walk_the_face("nose_side:left")
    page.keyboard.press("Enter")
    shows_card(page)
    keys.button("It stopped")
    says(page, "Good that it stopped.")
    keys.press(page.get_by_role("button", name="Filter coffee 90 mg", exact=True), "Space")
    says(page, "Filter coffee 1, 90 mg today")

    keys.link("Check in")
    keys.press(page.get_by_role("button", name="How long did you sleep last night? 7 h"), "Space")
    keys.press(page.get_by_role("radio", name="0 cups, about 0 mg"), "Space")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name=ONE_CUP)).to_be_checked()
    keys.press(answer(page, "How stressed today?", 0), "Space")
    for _step in range(3):
        page.keyboard.press("ArrowRight")
    keys.press(page.get_by_role("button", name="How much did you drink? 1500 mL"))
    keys.button("Save")
    says(page, "Saved. That is all for this day.")

    keys.link("Patterns")
    keys.link("Week")
    keys.press(page.locator("summary", has_text="The same as a table").first)
    check_week(page)
    keys.link("Doctor")
    check_doctor(page, lambda: keys.link("PDF"), tmp_path)
