"""The server's clock is set back or forward while people are logged in: nothing breaks or moves, nobody stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from walk.filling import PASSWORD, filled_in
from walk.pages import forms_on, is_file, pages_and_files
from walk.rows import rows_of
from walk.typing_text import rolled_back

from tracker.core.demo import believable
from tracker.core.formats import diary_json
from tracker.core.reference.limits import FUTURE_SLACK, MAX_SESSION_AGE
from tracker.models import User

NOON = datetime(2026, 6, 17, 12, tzinfo=UTC)
BY = {
    "an hour": timedelta(hours=1),
    "a day": timedelta(days=1),
    "forty years": timedelta(days=14_610),
}
JUMPS = {f"{name} {way}": by * sign for name, by in BY.items() for way, sign in (("back", -1), ("forward", 1))}
LOG_IN, JOURNAL = reverse("account_login"), reverse("tracker:journal")


def log_in(client: Client) -> int:
    return client.post(LOG_IN, {"login": "alice", "password": PASSWORD}).status_code


def entries_of(user: User) -> Any:
    """What is stored of a person's diary.

    When somebody logged in or took a file, and that a sign was shown, is written by doing so; a shared link ends
    by the clock, as it promises, and what waits to be imported, computed or brought back ends within a day.
    """
    user.refresh_from_db()
    by_the_clock = {
        "User", "WatchedSign", "SharedLink", "ImportPreview", "Job", "AccountEvent", "Device", "ApiToken",
        "DeletedEntry", "PushSubscription",
    }  # fmt: skip
    return {table: rows for table, rows in rows_of(user).items() if table not in by_the_clock}


def broken(answers: list[tuple[str, HttpResponse]]) -> list[str]:
    return [f"{name}: {answer.status_code}" for name, answer in answers if answer.status_code >= 500]


@pytest.mark.parametrize(
    "jump", [name if "forty" in name else pytest.param(name, marks=pytest.mark.long) for name in JUMPS]
)
def test_every_page_and_form_answers_and_no_entry_changes(
    jump: str, alice: User, client: Client, one_of_each: Callable[[User], Any]
) -> None:
    client.raise_request_exception = False
    with time_machine.travel(NOON, tick=False) as clock:
        one_of_each(alice)
        assert log_in(client) == 302
        before = entries_of(alice)
        clock.move_to(NOON + JUMPS[jump])
        # Forty years later a log-in is over; earlier, one that has not begun yet is.
        assert client.get(JOURNAL).status_code == 200 or log_in(client) == 302
        day = (NOON + JUMPS[jump]).date()
        found = list(pages_and_files(client, alice, day))
        offered = forms_on([one for one in found if not is_file(one[1])])
        for name, form in offered.items():
            with rolled_back():
                body = filled_in(form, day, diary_json.write(believable(day, 2, 1)))
                found.append((f"{form.method} {name}", getattr(client, form.method)(form.action, body)))
        assert broken(found) == []
        assert entries_of(alice) == before
        clock.move_to(NOON)
        assert client.get(JOURNAL).status_code == 200 or log_in(client) == 302
        assert broken(list(pages_and_files(client, alice, NOON.date()))) == []
        assert entries_of(alice) == before
    assert len(offered) > 20


@pytest.mark.parametrize("jump", JUMPS)
def test_a_log_in_under_a_wrong_clock_ends_like_any_other(jump: str, client: Client, alice: User) -> None:
    """However often it is used, from when the clock is right again."""
    with time_machine.travel(NOON + JUMPS[jump], tick=False) as clock:
        assert log_in(client) == 302
        clock.move_to(NOON)
        lasted = 0
        while client.get(JOURNAL).status_code == 200:
            lasted += 10
            clock.shift(timedelta(days=10))
            assert timedelta(days=lasted) <= MAX_SESSION_AGE + FUTURE_SLACK + timedelta(days=10)
        assert log_in(client) == 302
