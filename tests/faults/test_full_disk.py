"""The database is full: a plain page that keeps what was typed, reading goes on, and nothing is half saved."""

from __future__ import annotations

import errno
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError, connection
from django.test import Client
from walk.forms import form_with
from walk.full_disk import full_database

from tracker.models import User
from tracker.pages.disk_full import is_full

NOTE = "word " * 900


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="fills a SQLite file")
@pytest.mark.django_db(transaction=True)
def test_forty_entries_on_a_full_disk_are_kept_on_their_page_and_saved_later(
    alice: User, alice_client: Client, filled: Callable[..., Any], one_of_each: Callable[[User], Any]
) -> None:
    entries = one_of_each(alice)
    alice_client.raise_request_exception = False
    refused: list[Any] = []
    with full_database():
        forms = [filled("new episode", entries) for _turn in range(40)]
        for form in forms:
            form.fields = form.fields | {"note": NOTE}
        answers = [alice_client.post(form.address, form.fields) for form in forms]
        refused = [(form, answer) for form, answer in zip(forms, answers, strict=True) if answer.status_code != 302]
        reading = [alice_client.get(path).status_code for path in ("/journal/", f"/episode/new/{uuid4()}/")]
    # Free space in partly filled pages is used up first.
    assert len(refused) > 30
    assert {answer.status_code for _form, answer in refused} == {507}
    assert reading == [200, 200]
    assert alice.episodes.count() == 1 + 40 - len(refused)
    for form, answer in refused:
        page = answer.content.decode()
        kept = form_with(page, form.fields).current_values()
        assert kept["note"] == [NOTE]
        assert "No room to save" in page
        assert alice_client.post(form.address, kept).status_code == 302
    assert alice.episodes.count() == 41
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.parametrize(
    ("error", "full"),
    [
        (OperationalError("database or disk is full"), True),
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OperationalError("database is locked"), False),
        (None, False),
    ],
)
def test_only_a_full_disk_is_called_one(error: Exception | None, full: bool) -> None:
    assert is_full(error) is full


def test_the_cause_counts_as_well() -> None:
    wrapped = RuntimeError("could not save")
    wrapped.__cause__ = OSError(errno.ENOSPC, "No space left on device")
    assert is_full(wrapped)
