"""A large export from a phone: sent in pieces, over a line that breaks, stopped, and gone on with later."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from walk.accessibility import violations
from walk.exports import apple, asleep, zip_of

from tracker.models import Upload, User
from tracker.pages.uploads import begin_upload

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PIECES = re.compile("/data/import/pieces/")
FIRST_PIECE_BYTES = 250_000


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """An export of Apple Health beside a picture that cannot be packed any smaller."""
    day = timezone.now().date() - timedelta(days=1)
    night = asleep(f"{day} 00:00:00 +0000", f"{day} 07:00:00 +0000")
    picture = random.Random(1).randbytes(2_000_000)
    path = tmp_path / "export.zip"
    path.write_bytes(zip_of({"apple_health_export/export.xml": apple(night), "picture.jpg": picture}))
    return path


@pytest.fixture
def page(open_page: Callable[..., Page], alice: User, sign_in: Callable[[Page, User], None]) -> Page:
    """The page that asks for a file, on a phone."""
    page = open_page(viewport={"width": 390, "height": 844})
    sign_in(page, alice)
    page.goto(reverse("tracker:import"))
    return page


def choose(page: Page, *exports: Path) -> None:
    page.get_by_label("Files").set_input_files(exports)
    page.get_by_role("button", name="Look at the file").click()


def expect_preview(page: Page) -> None:
    expect(page.get_by_role("heading", name="An export from Apple Health.")).to_be_visible()
    expect(page.get_by_text("export.zip")).to_be_visible()
    assert not Upload.objects.exists()


def hold(route: Route) -> None:
    """Never answer."""


def test_a_large_file_is_sent_in_pieces_over_a_line_that_breaks(page: Page, export: Path) -> None:
    sent: list[int] = []

    def take(route: Route) -> None:
        sent.append(len(route.request.post_data_buffer or b""))
        if len(sent) == 2:
            route.abort()
        else:
            route.continue_()

    page.route(PIECES, take)
    choose(page, export)
    expect_preview(page)
    # Each piece is longer than the one before, until one does not get through.
    assert sent[:3] == [FIRST_PIECE_BYTES, 2 * FIRST_PIECE_BYTES, FIRST_PIECE_BYTES]
    assert sum(sent) == export.stat().st_size + 2 * FIRST_PIECE_BYTES


def test_how_far_it_is_and_cancel(page: Page, export: Path) -> None:
    page.route(PIECES, hold)
    choose(page, export)
    expect(page.get_by_text("0 of 2 MB are here.")).to_be_visible()
    assert violations(page) == []
    # A screen reader does not read out each piece.
    expect(page.locator("output")).to_have_attribute("aria-live", "off")
    assert Upload.objects.exists()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("button", name="Look at the file")).to_be_enabled()
    expect(page.get_by_text("in part")).to_have_count(0)
    assert not Upload.objects.exists()


def test_what_has_arrived_waits_for_the_rest(page: Page, export: Path) -> None:
    second = re.compile(f"from={FIRST_PIECE_BYTES}$")
    other = export.with_name("other.zip")
    other.write_bytes(export.read_bytes())
    page.route(second, hold)
    with page.expect_request(second):
        choose(page, export, other)
    page.goto(reverse("tracker:import"))
    page.unroute_all()
    expect(page.get_by_role("heading", name="A file is here in part")).to_be_visible()
    assert violations(page) == []
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if PIECES.search(request.url) else None)
    # Some phones list the files in the order in which they were tapped.
    choose(page, other, export)
    expect_preview(page)
    assert second.search(asked[0])


def test_a_log_in_that_has_ended_is_told(page: Page, export: Path) -> None:
    page.context.clear_cookies()
    choose(page, export)
    expect(page.get_by_role("alert")).to_have_text(re.compile("The connection broke off.*load this page again", re.S))
    expect(page.get_by_role("button", name="Look at the file")).to_be_visible()


def test_a_page_that_is_shown_again_as_it_was_left_can_be_used(page: Page, alice: User) -> None:
    """Firefox keeps a field disabled when its page is loaded again; others show a page as it was left."""
    begin_upload(alice, [("a" * 250 + ".zip", 5_000_000, 0)], timezone.now())
    page.set_viewport_size({"width": 320, "height": 640})
    page.reload()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    files = page.get_by_label("Files")
    files.evaluate("field => { field.disabled = true; dispatchEvent(new Event('pageshow')); }")
    expect(files).to_be_enabled()
