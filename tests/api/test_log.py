"""A tap is one episode, whatever the network does; values come in all or none."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tracker import diary
from tracker.core import records
from tracker.diary.api_tokens import MAX_VALUES_A_DAY
from tracker.models import ApiToken, User

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
MAX_STATEMENTS = 6


@pytest.fixture(autouse=True)
def noon() -> Any:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def stored(user: User) -> list[tuple[Any, ...]]:
    rows = user.episodes.order_by("onset")
    return [(row.onset, row.places, row.duration_s, row.still_going) for row in rows]


def test_nothing_sent_is_a_twitch_that_just_happened(alice: User, caller: Any) -> None:
    answer = caller.post("twitch/")
    assert answer.status_code == 201
    said = answer.json()
    assert UUID(said.pop("id")) == alice.episodes.get().client_id
    assert said == {"saved": "added", "text": "Noted.", "emergency": None}
    assert stored(alice) == [(NOON, [], None, False)]


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"place": "chin:left"}, (NOON, ["chin:left"], None, False)),
        ({"place": "chin", "side": "left"}, (NOON, ["chin:left"], None, False)),
        ({"still_going": True}, (NOON, [], None, True)),
        ({"minutes": 5}, (NOON - timedelta(minutes=5), [], 300, False)),
        ({"minutes": 2.5, "at": "2026-11-21T10:00:00Z"}, (NOON - timedelta(hours=2), [], 150, False)),
        ({"at": "2026-11-21T10:00:00+01:00"}, (NOON - timedelta(hours=3), [], None, False)),
        ({"at": "2026-11-21T13:00"}, (NOON, [], None, False)),
        ({"at": "2026-11-21T13:10"}, (NOON, [], None, False)),
    ],
)
def test_what_is_sent_is_saved(sent: dict[str, Any], expected: tuple[Any, ...], alice: User, caller: Any) -> None:
    User.objects.update(time_zone="Europe/Berlin")
    assert caller.post("twitch/", sent).status_code == 201
    assert stored(alice) == [expected]
    row = alice.episodes.get()
    assert (row.zone, row.local_date) == ("Europe/Berlin", date(2026, 11, 21))


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"place": "moon:left"}, "place"),
        ({"place": 3}, "place"),
        ({"place": "chin"}, "place"),
        ({"side": "left"}, "place"),
        ({"at": "yesterday"}, "at"),
        ({"at": None}, "at"),
        ({"at": "2026-11-23T10:00:00Z"}, "at"),
        ({"at": "0001-01-01T00:00:00+14:00"}, "at"),
        ({"at": "1800-01-01T00:00:00Z"}, "at"),
        ({"minutes": "five"}, "minutes"),
        ({"minutes": True}, "minutes"),
        ({"minutes": -1}, "minutes"),
        ({"minutes": 1e300}, "minutes"),
        ({"minutes": 10_081}, "minutes"),
        ({"minutes": 5, "still_going": True}, "minutes"),
        ({"still_going": "yes"}, "still_going"),
        ({"note": "hello"}, "note"),
    ],
)
def test_what_cannot_be_right_is_refused_by_its_field(
    sent: dict[str, Any], field: str, alice: User, caller: Any
) -> None:
    answer = caller.post("twitch/", sent)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert stored(alice) == []


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"{", "application/json", 400),
        (b"\xff", "application/json", 400),
        (b"[]", "application/json", 422),
        (b'{"at": "2026-11-21T10:00:00Z", "at": 1}', "application/json", 422),
        (b"place=chin", "application/x-www-form-urlencoded", 415),
        (b"{}", "text/plain", 415),
    ],
)
def test_only_a_json_object_is_read(body: bytes, content_type: str, status: int, caller: Any) -> None:
    client = Client(headers={"Authorization": f"Bearer {caller.text}"})
    answer = client.post("/api/v1/twitch/", body, content_type=content_type)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")


def test_without_a_key_each_request_adds(alice: User, caller: Any) -> None:
    assert [caller.post("twitch/").status_code for _ in range(3)] == [201] * 3
    assert alice.episodes.count() == 3


def test_the_same_key_adds_once(alice: User, bob: User, caller: Any, caller_of: Any, noon: Any) -> None:
    first = caller.post("twitch/", {"place": "chin:left"}, Idempotency_Key="2026-11-21T12:00:00")
    noon.shift(60)
    again = caller.post("twitch/", {"place": "chin:left"}, Idempotency_Key='"2026-11-21T12:00:00"')
    assert (first.status_code, again.status_code, again.json()["saved"]) == (201, 200, "unchanged")
    assert first.json()["id"] == again.json()["id"]
    assert len(stored(alice)) == 1
    caller_of(alice).post("twitch/", Idempotency_Key="2026-11-21T12:00:00")
    caller_of(bob).post("twitch/", Idempotency_Key="2026-11-21T12:00:00")
    assert (alice.episodes.count(), bob.episodes.count()) == (2, 1)


def test_the_same_key_may_correct_the_place_and_nothing_else(alice: User, caller: Any) -> None:
    key = {"Idempotency_Key": "tap"}
    caller.post("twitch/", {"place": "chin:left", "minutes": 5}, **key)
    corrected = caller.post("twitch/", {"place": "chin:right", "minutes": 5}, **key)
    assert (corrected.status_code, corrected.json()["saved"]) == (200, "changed")
    before = stored(alice)
    for other in ({"minutes": 9}, {"at": "2026-11-21T08:00:00Z"}):
        assert caller.post("twitch/", other | {"place": "ear:left"}, **key).status_code == 422
    assert stored(alice) == before


def test_a_key_has_64_characters_at_most(caller: Any) -> None:
    assert caller.post("twitch/", Idempotency_Key="k" * 64).status_code == 201
    assert caller.post("twitch/", Idempotency_Key="k" * 65).status_code == 400


def test_a_tap_takes_few_statements(caller: Any) -> None:
    caller.post("twitch/")
    with CaptureQueriesContext(connection) as asked:
        caller.post("twitch/", {"place": "chin:left"})
    statements = [one["sql"] for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(statements) == MAX_STATEMENTS, "\n".join(statements)


def log_with_a_sign(user: User, caller: Any) -> dict[str, Any]:
    """Send the same request again after its entry was given a sign in the pages."""
    request = {"body": {"still_going": True}, "Idempotency_Key": "droop"}
    caller.post("twitch/", **request)
    row = user.episodes.get()
    sign = records.Sign("face_droop", records.Onset.SUDDEN)
    diary.save_entry(user, replace(row.record(), signs=(sign,)), row.version)
    return request


def test_an_emergency_is_said_first_in_every_answer(alice: User, caller: Any) -> None:
    User.objects.update(country="AU")
    said = caller.post("twitch/", **log_with_a_sign(alice, caller)).json()
    assert said["emergency"]["number"] == "000"
    assert said["text"].startswith("Call 000. A face that suddenly drops on one side")
    assert said["text"].endswith("Noted before; nothing was added.")
    for _ in range(2):
        assert caller.post("stop/", Idempotency_Key="stop").json()["emergency"] == said["emergency"]


def test_a_phone_may_ask_for_one_line_of_text(alice: User, caller: Any) -> None:
    answer = caller.post("twitch/", Accept="text/plain")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content == b"Noted.\n"
    alice.episodes.all().delete()
    request = log_with_a_sign(alice, caller)
    assert caller.post("twitch/", **request, Accept="text/plain").content.decode().startswith("Call ")


def test_stop_ends_the_newest_running_episode(alice: User, caller: Any, noon: Any) -> None:
    caller.post("twitch/", {"still_going": True, "at": "2026-11-21T11:00:00Z"})
    caller.post("twitch/", {"still_going": True})
    noon.shift(600)
    answer = caller.post("stop/", {"at": "2026-11-21T12:05:00Z"})
    assert (answer.status_code, answer.json()["saved"]) == (200, "changed")
    hour = timedelta(hours=1)
    assert stored(alice) == [(NOON - hour, [], None, True), (NOON, [], 300, False)]
    caller.post("stop/")
    assert stored(alice)[0] == (NOON - hour, [], 4200, False)
    assert caller.post("stop/").json()["saved"] == "unchanged"


def test_an_episode_lasts_a_week_at_most(alice: User, caller: Any, noon: Any) -> None:
    caller.post("twitch/", {"still_going": True})
    noon.shift(8 * 86_400)
    caller.post("stop/")
    assert alice.episodes.get().duration_s == 7 * 86_400


def test_the_same_stop_again_stops_nothing_else(alice: User, caller: Any, noon: Any) -> None:
    for key in ("one", "two"):
        caller.post("twitch/", {"still_going": True}, Idempotency_Key=key)
        noon.shift(60)
    assert [caller.post("stop/", Idempotency_Key="stop").json()["saved"] for _ in range(3)] == [
        "changed", "unchanged", "unchanged",
    ]  # fmt: skip
    assert alice.episodes.running().count() == 1


def values(number: int, **others: Any) -> list[dict[str, Any]]:
    usual = {"exposure": "water_ml", "local_date": "2026-11-20", "source": "bottle", "value": 250}
    return [usual | {"id": str(uuid4())} | others for _ in range(number)]


def test_values_are_saved_once(alice: User, caller: Any) -> None:
    sent = {"readings": values(500)}
    assert caller.post("readings/", sent).json() == {
        "saved": "added", "added": 500, "unchanged": 0, "emergency": None,
        "text": "Saved: 500 new values, 0 were there already.",
    }  # fmt: skip
    again = caller.post("readings/", sent)
    assert (again.status_code, again.json()["unchanged"]) == (200, 500)
    assert alice.readings.count() == 500


def test_one_wrong_value_refuses_all(alice: User, caller: Any) -> None:
    wrong = [*values(2), *values(1, value=-1), *values(1, exposure="moon"), *values(1, local_date="2026-12-24")]
    for bad in wrong[2:]:
        answer = caller.post("readings/", {"readings": [*wrong[:2], bad]})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"].startswith("readings.2.")
    assert alice.readings.count() == 0


@pytest.mark.parametrize("sent", [{}, {"readings": []}, {"readings": {}}, {"readings": [1]}, {"readings": "all"}])
def test_what_is_no_list_of_values_is_refused(sent: dict[str, Any], caller: Any) -> None:
    assert caller.post("readings/", sent).status_code == 422


def test_a_value_that_differs_in_the_diary_refuses_all(alice: User, caller: Any) -> None:
    (first,) = values(1)
    caller.post("readings/", {"readings": [first]})
    answer = caller.post("readings/", {"readings": [*values(3), first | {"value": 300}]})
    assert (answer.status_code, answer.json()["ids"]) == (409, [first["id"]])
    assert alice.readings.get().value == 250


def test_a_token_sends_5000_values_a_day(alice: User, caller: Any, noon: Any) -> None:
    caller.post("readings/", {"readings": values(2)})
    assert ApiToken.objects.get().day_values == 2
    ApiToken.objects.update(day_values=MAX_VALUES_A_DAY - 1)
    assert caller.post("readings/", {"readings": values(2)}).status_code == 429
    assert caller.post("readings/", {"readings": values(1)}).status_code == 201
    assert alice.readings.count() == 3
    noon.shift(86_400)
    assert caller.post("readings/", {"readings": values(2)}).status_code == 201
