"""After any change of the diary, the pages show what they would show if nothing were kept."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from random import Random
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from walk.edits import DAYS, LAST, edit

from tracker import diary
from tracker.core.demo import believable
from tracker.models import User

PAGES = [reverse(f"tracker:{name}") for name in ("today", "journal", "week", "patterns", "triggers", "signs")]
MADE_ANEW = re.compile(r'"[0-9a-f-]{36}"|"[A-Za-z0-9]{64}"')
"""The ids and tokens of forms."""

pytestmark = pytest.mark.django_db


def shown(client: Client) -> dict[str, str]:
    return {page: MADE_ANEW.sub("", client.get(page).content.decode()) for page in PAGES}


def computed_afresh(user: User, client: Client) -> dict[str, str]:
    with transaction.atomic():
        user.cached_results.all().delete()
        found = shown(client)
        transaction.set_rollback(True)
    return found


def test_pages_show_what_they_would_without_anything_kept(alice: User, time_machine: Any, is_long: bool) -> None:
    time_machine.move_to(datetime.combine(LAST + timedelta(days=1), time(12), UTC), tick=False)
    diary.save(alice, believable(LAST, DAYS, 1), datetime.combine(LAST + timedelta(days=1), time(12), UTC))
    client, dice = Client(), Random(1)
    client.force_login(alice)
    shown(client)
    for number in range(20 if is_long else 3):
        edit(alice, dice)()
        assert shown(client) == computed_afresh(alice, client), number
