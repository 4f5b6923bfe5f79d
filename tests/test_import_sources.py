"""Every page that shows an imported value names its app; a value changed by hand counts as entered by the person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tracker import diary
from tracker.models import Reading, User

TODAY = date(2026, 3, 12)
DAY = TODAY - timedelta(days=1)
CHECK_IN = reverse("tracker:check-in-day", args=[DAY])


@pytest.fixture(autouse=True)
def _on_a_day(alice: User) -> Iterator[None]:
    with time_machine.travel(datetime(2026, 3, 12, 15, tzinfo=UTC), tick=False):
        yield


def page(client: Client, path: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", client.get(path, follow=True).content.decode())).split())


def imported(user: User, key: str, value: float, *, day: date = DAY, hour: int | None = None) -> Reading:
    at = None if hour is None else datetime.combine(day, datetime.min.time(), UTC).replace(hour=hour)
    return Reading.objects.create(
        user=user, exposure=user.exposures.get(key=key), local_date=day, value=value, at=at, zone="UTC" if at else "",
        source="apple_health", external_id=f"{key}|{day}|{hour}",
    )  # fmt: skip


def answer(client: Client, **values: object) -> None:
    form = client.get(CHECK_IN).context["form"]
    hidden = {"client_id": form.initial["client_id"], "version": form.initial["version"]}
    client.post(CHECK_IN, {**hidden, **{f"value_{key}": value for key, value in values.items()}})


def test_check_in_names_the_app_and_asks_for_no_more(alice: User, alice_client: Client) -> None:
    imported(alice, "sleep_h", 6.8)
    imported(alice, "water_ml", 250, hour=8)
    text = page(alice_client, CHECK_IN)
    assert "From Apple Health: 6.8 h. An answer here takes its place." in text
    assert "From Apple Health: 250 mL. Anything more?" in text


def test_taps_are_told_from_what_was_imported(alice: User, alice_client: Client) -> None:
    imported(alice, "water_ml", 250, hour=8)
    Reading.objects.create(
        user=alice, exposure=alice.exposures.get(key="water_ml"), local_date=DAY, value=200, source="tap"
    )
    assert "Logged so far: 450 mL, of which 250 mL from Apple Health. Anything more?" in page(alice_client, CHECK_IN)


def test_typed_answer_takes_the_place_of_an_imported_value(alice: User, alice_client: Client) -> None:
    imported(alice, "sleep_h", 6.8)
    answer(alice_client, sleep_h="")
    assert alice.readings.get().value == 6.8
    answer(alice_client, sleep_h="7.5")
    assert list(alice.readings.values_list("value", "source")) == [(7.5, "check-in")]


def test_typed_amount_is_added_where_values_add_up(alice: User, alice_client: Client) -> None:
    imported(alice, "water_ml", 250, hour=8)
    answer(alice_client, water_ml="500")
    assert sorted(alice.readings.values_list("value", "source")) == [(250.0, "apple_health"), (500.0, "check-in")]


def test_filling_in_like_another_day_leaves_imported_values(alice: User, alice_client: Client) -> None:
    before = DAY - timedelta(days=1)
    alice.days.create(local_date=before)
    sleep = alice.exposures.get(key="sleep_h")
    Reading.objects.create(user=alice, exposure=sleep, local_date=before, value=9)
    assert alice_client.get(f"{CHECK_IN}?like={before}").context["form"].initial["value_sleep_h"] == 9
    imported(alice, "sleep_h", 6.8)
    assert "value_sleep_h" not in alice_client.get(f"{CHECK_IN}?like={before}").context["form"].initial


def test_imported_amount_changed_by_hand_is_the_persons_own(alice: User) -> None:
    row = imported(alice, "water_ml", 250, hour=8)
    diary.change_amount(alice, row, 300, 1)
    assert list(alice.readings.values_list("value", "source", "external_id")) == [(300.0, "tap", "")]


@pytest.mark.parametrize("name", ["day", "week", "trigger", "doctor"])
def test_pages_name_the_app(alice: User, alice_client: Client, name: str) -> None:
    for back in range(1, 13):
        day = TODAY - timedelta(days=back)
        alice.days.create(local_date=day, no_twitch=True)
        if back < 10:
            imported(alice, "sleep_h", 6 + back / 10, day=day)
    sleep = alice.exposures.get(key="sleep_h")
    Reading.objects.create(user=alice, exposure=sleep, local_date=TODAY - timedelta(days=11), value=7)
    paths = {"day": [DAY], "week": [], "trigger": [sleep.client_id], "doctor": []}
    words = {
        "day": "Sleep from Apple Health",
        "week": "From other apps: Sleep (Apple Health).",
        "trigger": "9 of 10 days come from Apple Health.",
        "doctor": "Not typed, but read from other apps: Sleep (Apple Health, 9 of 10 days).",
    }
    assert words[name] in page(alice_client, reverse(f"tracker:{name}", args=paths[name]))


def test_source_survives_export_and_import(alice: User, alice_client: Client, bob: User, bob_client: Client) -> None:
    imported(alice, "sleep_h", 6.8)
    file = alice_client.get(reverse("tracker:export")).getvalue()
    bob_client.post(reverse("tracker:data"), {"file": SimpleUploadedFile("diary.json", file)})
    assert list(bob.readings.values_list("value", "source", "external_id")) == [
        (6.8, "apple_health", f"sleep_h|{DAY}|None")
    ]
