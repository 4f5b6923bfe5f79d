"""The tiles of Today: which come first, what they count, the answer after a tap, and its undo."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from walk.noon import berliner, clock

from tracker import diary
from tracker.core.records import Medicine
from tracker.core.reference.exposures import INTAKES
from tracker.models import User

__all__ = ["berliner", "clock"]

TAP = reverse("tracker:tap")
NOON = "2026-11-20T12:00:00Z"
PAST = date(2026, 1, 1)
PILL = Medicine(uuid4(), "Ibuprofen", dose="400 mg", as_needed=True)


@pytest.fixture(autouse=True)
def noon(clock: Any) -> None:
    clock(NOON)


def tap(client: Client, item: str, page: UUID | None = None) -> Any:
    return client.post(TAP, {"client_id": page or uuid4(), "item": item, "back": "today"})


def take(client: Client, medicine: Medicine) -> Any:
    return client.post(reverse("tracker:dose-again", args=[medicine.id]), {"client_id": uuid4(), "back": "today"})


def today(client: Client) -> str:
    return " ".join(unescape(client.get("/").content.decode()).split())


def tiles(client: Client) -> list[tuple[str, str]]:
    return [(tile.name, tile.below) for tile in client.get("/").context["tiles"]]


def test_without_a_tap_the_usual_ones_are_offered(berliner: User, alice_client: Client) -> None:
    assert tiles(alice_client) == [("Filter coffee", "90 mg"), ("Water", ""), ("Cigarette", "")]


def tapped(user: User, item: str, days_ago: int) -> None:
    at = timezone.now() - timedelta(days=days_ago)
    exposure = user.exposures.get(key=INTAKES[item].exposure)
    user.readings.create(exposure=exposure, local_date=at.date(), value=1, at=at, zone="UTC", item=item, source="tap")


def test_the_most_used_of_thirty_days_come_first(berliner: User, alice_client: Client) -> None:
    for days_ago, item in ((1, "cola"), (29, "cola"), (2, "green_tea"), (3, "glass_of_water"), (30, "espresso")):
        tapped(berliner, item, days_ago)
    tapped(berliner, "espresso", 31)
    assert [name for name, _below in tiles(alice_client)] == ["Cola", "Water", "Green tea"]


def test_a_tile_counts_the_taps_of_today(berliner: User, alice_client: Client, clock: Any) -> None:
    tapped(berliner, "glass_of_water", 1)
    for minute in (0, 5):
        clock(f"2026-11-20T12:{minute:02}:00Z")
        tap(alice_client, "glass_of_water")
    assert tiles(alice_client)[0] == ("Water", "2 today")


def test_the_answer_names_the_number_and_the_sum_of_the_day(berliner: User, alice_client: Client, clock: Any) -> None:
    berliner.readings.create(
        exposure=berliner.exposures.get(key="water_ml"), local_date=timezone.now().date(), value=250
    )
    assert tap(alice_client, "glass_of_water")["Location"] == "/#tapped"
    assert "Water 1, 500 mL today" in today(alice_client)
    clock("2026-11-20T12:00:02Z")
    tap(alice_client, "filter_coffee")
    assert "Filter coffee 1, 90 mg today" in today(alice_client)
    clock("2026-11-20T13:00:02Z")
    assert 'id="tapped"' not in today(alice_client)


def test_amounts_are_in_the_units_of_the_person(berliner: User, alice_client: Client) -> None:
    berliner.units = "us"
    berliner.save()
    tap(alice_client, "glass_of_water")
    assert "Water 1, 8.5 fl oz today" in today(alice_client)


def test_one_tap_undoes_a_tap(berliner: User, alice_client: Client) -> None:
    tap(alice_client, "cigarette")
    delete = reverse("tracker:reading-delete", args=[berliner.readings.get().client_id])
    page = today(alice_client)
    assert "Cigarette 1 today" in page
    assert f'formaction="{delete}"' in page
    assert alice_client.post(delete, {"back": "today"})["Location"] == "/"
    assert not berliner.readings.exists()


@pytest.mark.parametrize(("seconds", "number"), [(0.4, 1), (1, 1), (1.1, 2)])
def test_the_same_tap_within_a_second_is_one(
    seconds: float, number: int, berliner: User, alice_client: Client, clock: Any
) -> None:
    tap(alice_client, "espresso")
    tap(alice_client, "cola")
    clock((timezone.now() + timedelta(seconds=seconds)).isoformat())
    tap(alice_client, "espresso")
    assert berliner.readings.filter(item="espresso").count() == number
    assert berliner.readings.filter(item="cola").count() == 1


def test_an_as_needed_medicine_is_one_tap_from_today(berliner: User, alice_client: Client, clock: Any) -> None:
    for medicine in (PILL, Medicine(uuid4(), "Daily"), Medicine(uuid4(), "Old", as_needed=True, stopped=PAST)):
        diary.save_entry(berliner, medicine)
    assert tiles(alice_client)[2] == ("Ibuprofen", "as needed")
    assert f'formaction="{reverse("tracker:dose-again", args=[PILL.id])}"' in today(alice_client)
    for _turn in range(2):
        assert take(alice_client, PILL)["Location"] == "/#tapped"
    dose = berliner.doses.get()
    page = today(alice_client)
    assert "Ibuprofen, 400 mg, 13:00" in page
    assert f'formaction="{reverse("tracker:dose-delete", args=[dose.client_id])}"' in page
    assert tiles(alice_client)[0] == ("Ibuprofen", "13:00 today")


def test_a_medicine_keeps_a_place_beside_what_is_drunk_more_often(
    berliner: User, alice_client: Client, clock: Any
) -> None:
    diary.save_entry(berliner, PILL)
    for item in ("cola", "green_tea", "glass_of_water", "espresso"):
        tap(alice_client, item)
    assert [name for name, _below in tiles(alice_client)][2] == "Ibuprofen"


def test_calm_mode_counts_nothing(berliner: User, alice_client: Client) -> None:
    berliner.calm_mode = True
    berliner.save()
    tap(alice_client, "glass_of_water")
    assert tiles(alice_client)[0] == ("Water", "")
    assert "Added: Water" in today(alice_client)
