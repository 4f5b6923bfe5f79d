"""An export of Apple Health through the page: looked at, a source unticked, imported, seen and undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect
from walk.exports import apple, asleep, zip_of

from tracker.models import User

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("has_scripts", [True, False])
def test_an_export_is_looked_at_imported_and_undone(
    has_scripts: bool, open_page: Callable[..., Page], sign_in: Callable[[Page, User], None], alice: User
) -> None:
    day = timezone.now().date() - timedelta(days=1)
    watch = asleep(f"{day} 00:00:00 +0000", f"{day} 07:00:00 +0000")
    phone = asleep(f"{day} 00:00:00 +0000", f"{day} 08:00:00 +0000", "Asleep", "Phone")
    page = open_page(java_script_enabled=has_scripts, viewport={"width": 320, "height": 640})
    sign_in(page, alice)
    page.goto("/data/")
    page.get_by_role("link", name="Choose a file").click()
    export = zip_of({"apple_health_export/export.xml": apple(watch, phone)})
    page.get_by_label("File").set_input_files(
        [{"name": "export.zip", "mimeType": "application/zip", "buffer": export}]
    )
    page.get_by_role("button", name="Look at the file").click()
    expect(page.get_by_role("heading", name="An export from Apple Health.")).to_be_visible()
    expect(page.locator("p", has_text="= 7 h.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    if has_scripts:
        assert Axe().run(page).response["violations"] == []
    page.get_by_label("Watch").uncheck()
    page.get_by_role("button", name="Update").click()
    expect(page.locator("p", has_text="= 8 h.")).to_be_visible()
    expect(page.get_by_label("Watch")).not_to_be_checked()
    page.get_by_role("button", name="Import 1 value").click()
    expect(page.get_by_text("Apple Health, 1 value")).to_be_visible()
    page.get_by_role("link", name="See the week").click()
    expect(page.get_by_role("link", name="Sleep 8 h")).to_be_visible()
    page.goto("/data/")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone: 1 value was taken back.")).to_be_visible()
    assert not alice.readings.exists()
