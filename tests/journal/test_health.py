"""`/alive` and `/ready` are for this machine; a visitor behind the proxy finds nothing there."""

from __future__ import annotations

import pytest
from django.db import DatabaseError
from django.test import Client

from tracker import database


@pytest.mark.django_db
def test_both_answer_on_this_machine() -> None:
    assert [Client().get(path).content for path in ("/alive", "/ready")] == [b"ok\n"] * 2


@pytest.mark.django_db
@pytest.mark.parametrize("extra", [{"REMOTE_ADDR": "203.0.113.9"}, {"HTTP_X_FORWARDED_FOR": "203.0.113.9"}])
def test_a_visitor_finds_nothing(extra: dict[str, str]) -> None:
    assert [Client().get(path, **extra).status_code for path in ("/alive", "/ready")] == [404, 404]


def test_not_ready_says_why_and_is_still_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> list[str]:
        raise DatabaseError

    monkeypatch.setattr(database, "missing_migrations", lambda: ["0099_moods"])
    missing = Client().get("/ready")
    assert (missing.status_code, missing.content) == (503, b"tables are missing: run manage.py migrate\n")
    monkeypatch.setattr(database, "missing_migrations", gone)
    assert Client().get("/ready").content == b"the database does not answer\n"
    assert Client().get("/alive").status_code == 200
