"""Which links open, asked of the table and of a row: the same answer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError

from tracker.models import SharedLink, User
from tracker.models.shared_link import MAX_WRONG_CODES

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def link(user: User, **said: object) -> SharedLink:
    usual: dict[str, object] = {"digest": uuid4().hex, "frozen": {"a": 1}, "sections": [], "made_at": NOW}
    usual |= dict.fromkeys(("first_day", "last_day", "made_on", "ends_on"), NOW.date())
    usual |= {"ends_at": NOW + timedelta(hours=12)}
    return SharedLink.objects.create(user=user, **(usual | said))


@pytest.mark.parametrize(
    ("said", "alive", "overdue"),
    [
        ({}, True, False),
        ({"ends_at": NOW + timedelta(microseconds=1)}, True, False),
        ({"ends_at": NOW}, False, True),
        ({"wrong_codes": MAX_WRONG_CODES - 1}, True, False),
        ({"wrong_codes": MAX_WRONG_CODES}, False, True),
        ({"digest": None, "frozen": None}, False, False),
        ({"digest": None, "frozen": None, "ends_at": NOW}, False, False),
    ],
)
def test_table_and_row_agree_on_what_opens(said: dict[str, object], alive: bool, overdue: bool, alice: User) -> None:
    row = link(alice, **said)
    assert row.is_alive(NOW) is alive
    assert SharedLink.objects.alive(NOW).exists() is alive
    assert SharedLink.objects.overdue(NOW).exists() is overdue


def test_a_secret_and_a_forms_id_are_taken_once(alice: User, bob: User) -> None:
    first = link(alice)
    with pytest.raises(IntegrityError):
        link(bob, digest=first.digest)


def test_newest_is_first(alice: User) -> None:
    old, new = link(alice, made_at=NOW - timedelta(days=1)), link(alice)
    assert list(alice.shared_links.all()) == [new, old]


def test_a_link_says_nothing_of_itself_in_a_log(alice: User) -> None:
    row = link(alice, client_id=uuid4())
    assert str(row) == f"shared link {row.client_id}"
