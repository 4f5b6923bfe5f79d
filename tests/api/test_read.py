"""Every dated entry is read once, page by page, and nobody else's ever."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tracker import diary
from tracker.core.formats import diary_json
from tracker.core.formats.json.pieces import entry_to_json
from tracker.models import User


def pages(caller: Any, **query: str) -> list[list[dict[str, Any]]]:
    found, after = [], {}
    while True:
        page = caller.get("entries/", **query, **after).json()
        found.append(page["entries"])
        if page["next"] is None:
            return found
        after = {"after": page["next"]}


@pytest.fixture
def full(alice: User, one_of_each: Any) -> User:
    one_of_each(alice)
    return alice


@pytest.mark.parametrize("limit", ["1", "2", "500"])
def test_every_entry_comes_once_in_the_shape_of_the_file(limit: str, full: User, caller: Any) -> None:
    found = pages(caller, limit=limit)
    assert {len(page) for page in found[:-1]} <= {int(limit)}
    whole = diary.load_all(full)
    dated = {"days", "episodes", "readings", "doses", "injections", "visits"}
    expected = [(kind, entry_to_json(one)["id"], entry_to_json(one)) for kind in dated for one in getattr(whole, kind)]
    got = [(one["kind"], one["entry"]["id"], one["entry"]) for page in found for one in page]
    assert sorted(got, key=lambda one: one[:2]) == sorted(expected, key=lambda one: one[:2])


def test_the_period_bounds_what_comes(full: User, caller: Any) -> None:
    day = timezone.now().date() - timedelta(days=1)
    assert pages(caller, **{"from": str(day), "to": str(day)})[0]
    assert pages(caller, **{"from": str(day + timedelta(days=1))}) == [[]]
    assert pages(caller, to=str(day - timedelta(days=1))) == [[]]


def test_others_read_nothing_of_it(full: User, bob: User, caller_of: Any) -> None:
    assert pages(caller_of(bob, "read")) == [[]]


@pytest.mark.parametrize(
    "query",
    [
        {"from": "yesterday"}, {"to": "2026-02-31"}, {"limit": "0"}, {"limit": "501"}, {"limit": "many"},
        {"limit": "9" * 5_000}, {"after": "x"}, {"after": "moon"}, {"after": "é"}, {"before": "2026-01-01"},
    ],
)  # fmt: skip
def test_a_parameter_that_cannot_be_right_is_refused(query: dict[str, str], caller: Any) -> None:
    assert caller.get("entries/", **query).status_code == 422


def test_the_diary_is_the_file(full: User, caller: Any) -> None:
    answer = caller.get("diary.json")
    assert answer["Content-Type"] == "application/json"
    assert answer.getvalue() == diary_json.write(diary.load_all(full))
    name = f"levator-diary-{timezone.now():%Y-%m-%d}.json"
    assert full.account_events.filter(kind="file-exported", name=name).exists()


def test_a_token_says_what_it_is(caller: Any) -> None:
    assert caller.get("me/").json() == {"name": "all token", "scope": "all", "ends": None}
