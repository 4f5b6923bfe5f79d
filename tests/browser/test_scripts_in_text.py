"""Scripts typed into a diary, opened in a real browser: none runs, and the policy has nothing to report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.utils import timezone
from walk.payloads import MARK, PAYLOADS
from walk.typing_text import Diary

from tracker.models import User

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

REPORTS = """addEventListener("securitypolicyviolation", (event) => console.error(event.violatedDirective));
window.zq9x = () => console.error("a script ran");"""
SHORT = 12


def test_no_script_runs_and_the_policy_reports_nothing(
    page: Page,
    sign_in: Callable[[Page, User], None],
    alice: User,
    alice_client: Client,
    one_of_each: Any,
    is_long: bool,
) -> None:
    """The page fails at the end when anything was reported, a script ran, or another host was asked."""
    one_of_each(alice)
    her = Diary(alice, alice_client, timezone.now().date() - timedelta(days=1))
    chosen = PAYLOADS if is_long else PAYLOADS[:: len(PAYLOADS) // SHORT]
    her.type_into_all_forms(lambda one, turn: chosen[turn % len(chosen)])
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.add_init_script(REPORTS)
    sign_in(page, alice)
    shown = 0
    for path in her.pages:
        page.goto(path)
        shown += MARK in page.content()
        assert MARK not in page.title()
    assert dialogs == []
    assert shown > 10
