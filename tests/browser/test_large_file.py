"""A file that is too large is refused beside its field, before minutes are spent on sending it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from walk.accessibility import violations

from tracker.models import User

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_file_that_is_too_large_is_not_sent(
    open_page: Callable[..., Page], alice: User, sign_in: Callable[[Page, User], None], tmp_path: Path
) -> None:
    page = open_page()
    sign_in(page, alice)
    page.goto(reverse("tracker:data"))
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    field = page.get_by_label("Diary file")
    # The page's own limit is fifty million.
    assert field.get_attribute("data-most-bytes") == "50000000"
    field.evaluate("field => { field.dataset.mostBytes = 10 }")
    (tmp_path / "large.json").write_text("{ eleven }!")
    field.set_input_files(tmp_path / "large.json")
    assert field.evaluate("field => field.validationMessage") == "This file is larger than 50 MB."
    page.get_by_role("button", name="Import", exact=True).click()
    assert "POST" not in sent
    assert violations(page) == []
    (tmp_path / "small.json").write_text("{ten long}")
    field.set_input_files(tmp_path / "small.json")
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("This is not JSON that can be read")).to_be_visible()
