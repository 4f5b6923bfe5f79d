"""A link from hand to hand in a real browser: made, read by a camera, opened by somebody else, withdrawn."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
import zxingcpp
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect
from pypdf import PdfReader
from walk.accessibility import violations_in_both_themes

from tracker import diary
from tracker.core.demo import believable
from tracker.models import User

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DESK = {"width": 1280, "height": 800}
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def keeper(alice: User) -> User:
    """Alice, with three months in her diary."""
    diary.save(alice, believable(timezone.now().date() - timedelta(days=1), 90, 1), timezone.now())
    return alice


def make(page: Page, *, with_code: bool = False) -> str:
    """Create a link on the doctor's page and return the address shown."""
    page.goto(reverse("tracker:doctor"))
    page.get_by_role("link", name="Share a link").click()
    page.get_by_text("Make a link all the same").click()
    if with_code:
        page.get_by_label("Ask for a pass code").check()
    page.get_by_role("button", name="Make the link").click()
    return page.get_by_label("Address").input_value()


def in_the_picture(page: Page) -> str:
    """What a camera reads from the page."""
    # High enough to show the picture above the bar at the bottom.
    page.set_viewport_size({"width": 390, "height": 1600})
    shot = page.locator(".link-picture").screenshot(scale="device")
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(shot)))
    return str(code.text)


@pytest.mark.parametrize(
    ("script", "scheme"),
    [
        (True, "light"),
        (False, "dark"),
        pytest.param(True, "dark", marks=pytest.mark.long),
        pytest.param(False, "light", marks=pytest.mark.long),
    ],
)
def test_from_hand_to_hand(
    script: bool, scheme: str, open_page: Callable[..., Page], keeper: User, sign_in: Any, tmp_path: Path
) -> None:
    person = open_page(java_script_enabled=script, color_scheme=scheme)
    sign_in(person, keeper)
    address = make(person, with_code=True)
    assert in_the_picture(person) == address
    code = person.locator(".pass-code").inner_text()

    reader = open_page(java_script_enabled=script, color_scheme=scheme, viewport=DESK)
    reader.goto(address)
    reader.get_by_label("Pass code").fill(code)
    reader.get_by_role("button", name="Open the summary").click()
    expect(reader.get_by_role("heading", name="Twitch diary: summary for a doctor")).to_be_visible()
    expect(reader.locator(".summary-chart svg").first).to_be_visible()
    reader.get_by_label("Pass code").fill(code)
    with reader.expect_download() as saved:
        reader.get_by_role("button", name="Save as PDF").click()
    saved.value.save_as(tmp_path / "summary.pdf")
    assert "Twitch diary" in PdfReader(tmp_path / "summary.pdf").pages[0].extract_text()
    assert reader.context.cookies() == []

    person.goto(reverse("tracker:links"))
    expect(person.get_by_text("Opened 2 times, last on")).to_be_visible()
    person.get_by_role("button", name="Withdraw").click()
    expect(person.get_by_text("Withdrawn. The link opens nothing any more")).to_be_visible()
    reader.goto(address)
    expect(reader.get_by_role("heading", name="Nothing here")).to_be_visible()


def test_the_printed_page_holds_the_address_and_its_picture_but_not_the_code(
    open_page: Callable[..., Page], keeper: User, sign_in: Any, tmp_path: Path
) -> None:
    person = open_page()
    sign_in(person, keeper)
    address = make(person, with_code=True)
    code = person.locator(".pass-code").inner_text()
    person.emulate_media(media="print")
    assert in_the_picture(person) == address
    person.pdf(path=tmp_path / "printed.pdf", format="A4")
    text = " ".join("".join(page.extract_text() for page in PdfReader(tmp_path / "printed.pdf").pages).split())
    assert urlsplit(address).path.strip("/") in text.replace(" ", "")
    assert "Twitch diary: summary for a doctor" in text
    assert code not in text
    assert code.replace(" ", "") not in text


def test_nothing_to_object_to(open_page: Callable[..., Page], keeper: User, sign_in: Any) -> None:
    """Pages that the walk through the URL table does not reach: with a new link, its cover page, and the summary."""
    person, reader = (open_page(reduced_motion="reduce") for _ in range(2))
    sign_in(person, keeper)
    path = urlsplit(make(person, with_code=True)).path
    code = person.locator(".pass-code").inner_text()
    look(person, "made")
    person.goto(reverse("tracker:links"))
    look(person, "listed")
    reader.goto(path)
    look(reader, "door")
    reader.get_by_label("Pass code").fill("000 00")
    reader.get_by_role("button", name="Open the summary").click()
    expect(reader.get_by_text("A pass code has six digits.")).to_be_visible()
    look(reader, "refused")
    reader.get_by_label("Pass code").fill(code)
    reader.get_by_role("button", name="Open the summary").click()
    look(reader, "opened")
    reader.goto("/shared/nothing/")
    look(reader, "nothing")


def look(page: Page, name: str) -> None:
    assert (name, violations_in_both_themes(page)) == (name, [])
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert (name, width, page.evaluate(TOO_WIDE)) == (name, width, 0)
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.locator("h1").count() == 1
    assert page.title().removesuffix(" · Levator") in {"Your link", "Links", "Shared with you", "Nothing here"}
