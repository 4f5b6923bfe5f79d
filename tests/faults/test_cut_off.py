"""Entries that were cut off while they were sent, and are sent again in any order, are each there exactly once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from tracker.core.records import local_day
from tracker.models import User
from tracker.pages.context import owner_of

ZONE = "America/St_Johns"
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
PLACES = ("chin:left", "nose_side:right", "hand:left", "forearm:right")
REPLAYS = 3
CUT_BEFORE = 0.3


@dataclass(frozen=True)
class Waiting:
    """One entry as a device keeps it."""

    kind: str
    id: UUID
    at: datetime
    address: str
    fields: dict[str, str]


def queue(number: int, dice: Random) -> Iterator[Waiting]:
    """Taps, whole forms, additions and check-ins; the check-ins each of another day."""
    for n in range(number):
        key = UUID(int=dice.getrandbits(128), version=4)
        at = NOW - timedelta(minutes=n * 37 + 5, seconds=dice.randrange(60), milliseconds=dice.randrange(1000))
        tapped = {"client_id": str(key), "tapped_at": at.isoformat()}
        kind = ("now", "just-now", "form", "tap", "check-in")[n % 5]
        if kind in ("now", "just-now"):
            # A second running episode at the same place needs the person's word.
            said = {"place": dice.choice(PLACES)} | ({"another": "1"} if kind == "now" else {})
            yield Waiting(kind, key, at, reverse(f"tracker:episode-{kind}"), tapped | said)
        elif kind == "form":
            whole = at.replace(second=0, microsecond=0)
            local = whole.astimezone(ZoneInfo(ZONE))
            fields = {"client_id": str(key), "version": "1", "date": f"{local:%Y-%m-%d}", "time": f"{local:%H:%M}"}
            yield Waiting(kind, key, whole, reverse("tracker:episode-create"), fields | {"lasting": "60"})
        elif kind == "tap":
            yield Waiting(kind, key, at, reverse("tracker:tap"), tapped | {"item": "cola"})
        else:
            day = date(2026, 11, 30) - timedelta(days=n)
            fields = {"client_id": str(key), "version": "1", "value_sleep_h": "7", "note": f"entry {n}"}
            yield Waiting(kind, key, at, reverse("tracker:check-in-day", args=[day]), fields)


def send(client: Client, owner: str, one: Waiting) -> Any:
    return client.post(one.address, one.fields, headers={"Levator-Kept": owner})


@pytest.fixture
def alice_client(alice: User, time_machine: Any) -> Client:
    """Alice, who logged in at NOW."""
    time_machine.move_to(NOW, tick=False)
    client = Client()
    client.force_login(alice)
    return client


@pytest.mark.parametrize("number", [60, pytest.param(500, marks=pytest.mark.long)])
def test_each_is_there_once_with_its_time_and_zone(number: int, alice: User, alice_client: Client) -> None:
    User.objects.filter(pk=alice.pk).update(time_zone=ZONE, day_starts_at=4)
    dice, owner = Random(number), owner_of(alice)
    waiting = list(queue(number, dice))
    for _replay in range(REPLAYS):
        dice.shuffle(waiting)
        for one in waiting:
            # Cut on the way there, or on the way back: then it is saved, goes on waiting and is sent again.
            if dice.random() > CUT_BEFORE:
                assert send(alice_client, owner, one).status_code == 204, one
    dice.shuffle(waiting)
    for one in waiting:
        answer = send(alice_client, owner, one)
        assert (answer.status_code, answer["Levator-Kept"]) == (204, "saved"), one
    assert rows(alice) == number
    for one in waiting:
        check(alice, one)


def rows(user: User) -> int:
    return user.episodes.count() + user.readings.filter(source="tap").count() + user.days.count()


def check(user: User, one: Waiting) -> None:
    """It has its own time to the second, in the person's zone, on the day that began at four."""
    if one.kind == "check-in":
        row = user.days.get(client_id=one.id)
        assert (str(row.local_date) in one.address, row.note) == (True, one.fields["note"])
        return
    if one.kind == "tap":
        row = user.readings.filter(source="tap", at=one.at).get()
        assert (row.zone, row.local_date) == (ZONE, local_day(one.at, ZONE, 4))
        return
    row = user.episodes.get(client_id=one.id)
    assert (row.onset, row.zone, row.local_date) == (one.at, ZONE, local_day(one.at, ZONE, 4))


def test_an_edit_of_a_running_episode_is_made_once(alice: User, alice_client: Client) -> None:
    owner, key = owner_of(alice), "11111111-1111-4111-8111-111111111111"
    begun = {"client_id": key, "place": "chin:left", "tapped_at": (NOW - timedelta(hours=1)).isoformat()}
    alice_client.post(reverse("tracker:episode-now"), begun)
    edit = {
        "client_id": key, "version": "1", "date": "2026-11-30", "time": "11:00", "places": ["chin:left"],
        "lasting": "60", "strength": "4",
    }  # fmt: skip
    for _replay in range(REPLAYS):
        answer = alice_client.post(reverse("tracker:episode-edit", args=[key]), edit, headers={"Levator-Kept": owner})
        assert answer.status_code == 204
    row = alice.episodes.get()
    assert (row.still_going, row.duration_s, row.strength, row.version) == (False, 60, 4, 2)


def test_a_check_in_made_twice_without_knowing_is_merged(alice: User, alice_client: Client) -> None:
    owner, address = owner_of(alice), reverse("tracker:check-in-day", args=[date(2026, 11, 1)])

    def check_in(number: int, **answers: str) -> tuple[int, str]:
        fields = {"client_id": str(UUID(int=number, version=4)), "version": "1"} | answers
        answer = alice_client.post(address, fields, headers={"Levator-Kept": owner})
        return answer.status_code, answer["Levator-Kept"]

    assert check_in(1, value_sleep_h="7", note="at home") == (204, "saved")
    assert check_in(2, value_water_ml="500", impact="0") == (204, "saved")
    assert check_in(2, value_water_ml="500", impact="0") == (204, "saved")
    assert check_in(3, value_sleep_h="5", worry="2") == (200, "page")
    row = alice.days.get()
    assert (row.note, row.impact, row.worry, row.version) == ("at home", 0, None, 2)
    values = dict(alice.readings.values_list("exposure__key", "value"))
    assert values == {"sleep_h": 7.0, "water_ml": 500.0}
