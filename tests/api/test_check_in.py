"""The check-in of a day is saved as by its form, and a later one is never overwritten."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from tracker import diary
from tracker.core import records
from tracker.models import User

DAY = date(2026, 11, 20)
PATH = "check-in/2026-11-20/"
DROOP = {"signs": [{"name": "face_droop", "onset": "sudden"}]}


@pytest.fixture(autouse=True)
def noon() -> Any:
    with time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=UTC), tick=False):
        yield


def test_a_check_in_is_saved_with_its_values(alice: User, caller: Any) -> None:
    answer = caller.post(PATH, {"worry": 3, "values": {"sleep_h": 7.5, "stress": 4}})
    assert (answer.status_code, answer.json()["saved"]) == (201, "added")
    row = alice.days.get()
    assert (row.local_date, row.worry) == (DAY, 3)
    assert diary.check_in_values(alice, DAY) == {"sleep_h": 7.5, "stress": 4}
    assert answer.json()["id"] == str(row.client_id)


def test_the_same_again_changes_nothing_and_another_changes_it(alice: User, caller: Any) -> None:
    caller.post(PATH, {"worry": 3, "values": {"stress": 4}})
    again = caller.post(PATH, {"worry": 3, "values": {"stress": 4}})
    assert (again.status_code, again.json()["saved"]) == (200, "unchanged")
    changed = caller.post(PATH, {"worry": 5, "values": {"stress": None}})
    assert (changed.json()["saved"], changed.json()["version"]) == ("changed", 2)
    assert diary.check_in_values(alice, DAY) == {}


def test_a_check_in_of_the_pages_is_not_overwritten(alice: User, caller: Any) -> None:
    stored = records.Day(uuid4(), DAY, worry=1)
    diary.save_check_in(alice, stored, {"stress": 2}, 1)
    answer = caller.post(PATH, {"worry": 9})
    assert answer.status_code == 409
    both = answer.json()
    assert (both["stored"]["worry"], both["sent"]["worry"]) == (1, 9)
    assert both["stored"]["values"] == {"stress": 2}
    kept = {"id": both["stored"]["id"], "version": both["stored"]["version"], "worry": 9}
    assert caller.post(PATH, kept).json()["saved"] == "changed"
    assert alice.days.get().worry == 9


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"worry": 11}, "worry"),
        ({"signs": [{"name": "moonlight", "onset": "sudden"}]}, "signs.0.name"),
        ({"values": {"moon": 3}}, "values.moon"),
        ({"values": {"sleep_h": 30}}, "values.sleep_h"),
        ({"values": []}, "values"),
        ({"version": "1"}, "version"),
        ({"id": "one"}, "id"),
        ({"local_date": "2026-11-19"}, "local_date"),
    ],
)
def test_what_cannot_be_right_is_refused_by_its_field(
    sent: dict[str, Any], field: str, alice: User, caller: Any
) -> None:
    answer = caller.post(PATH, sent)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert not alice.days.exists()


@pytest.mark.parametrize("day", ["1899-12-31", "2026-11-23"])
def test_a_day_that_has_not_begun_is_refused(day: str, caller: Any) -> None:
    assert caller.post(f"check-in/{day}/", {}).status_code == 422


def test_no_twitch_on_a_day_with_an_episode_is_refused(alice: User, caller: Any) -> None:
    caller.post("twitch/", {"at": "2026-11-20T10:00:00Z"})
    answer = caller.post(PATH, {"no_twitch": True})
    assert [error["field"] for error in answer.json()["errors"]] == ["no_twitch"]


@pytest.mark.parametrize("others", [{}, {"worry": 11}, {"values": {"moon": 1}}, {"version": None}, {"moon": 1}])
def test_an_emergency_is_in_the_answer_whatever_else_is_wrong(others: dict[str, Any], caller: Any) -> None:
    answer = caller.post(PATH, DROOP | others)
    assert answer.status_code == (422 if others else 201)
    assert "needs emergency help now" in " ".join(answer.json()["emergency"]["says"])
