"""What a person tracks of their own, by its kind: the check-in, one tap on Today, and every page with a value."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from walk.noon import berliner, clock

from tracker import diary
from tracker.core.analysis import daily
from tracker.core.formats import diary_json
from tracker.core.records import Exposure, ExposureKind, Reading, Summary
from tracker.forms.difference_words import difference_words
from tracker.models import User

__all__ = ["berliner", "clock"]

TODAY = date(2026, 11, 20)
CHECK_IN = reverse("tracker:check-in-day", args=[TODAY])
TAP = reverse("tracker:tap")


@pytest.fixture(autouse=True)
def noon(clock: Any) -> None:
    clock("2026-11-20T12:00:00Z")


def track(user: User, name: str, kind: ExposureKind, unit: str = "", one_tap: float | None = None) -> Any:
    own = Exposure(uuid4(), f"own_{name.lower()}", name, unit, Summary.SUM, kind=kind, one_tap=one_tap)
    return diary.save_entry(user, own).row


def note(user: User, row: Any, *values: float, last: date = TODAY) -> None:
    """One value a day, the last of them on `last`, each in a check-in."""
    for ago, value in enumerate(reversed(values)):
        day = last - timedelta(days=ago)
        user.readings.create(exposure=row, local_date=day, value=value)
        user.days.get_or_create(local_date=day)


def shown(client: Client, address: str) -> str:
    page = client.get(address, follow=True)
    assert page.status_code == 200
    return " ".join(unescape(page.content.decode()).split())


def check_in(client: Client, **values: str) -> Any:
    return client.post(CHECK_IN, {"client_id": uuid4(), "version": 1, **values})


def press(client: Client, row: Any) -> Any:
    return client.post(TAP, {"client_id": uuid4(), "item": row.client_id, "back": "today"})


@pytest.mark.parametrize(("typed", "stored"), [("1", 1.0), ("0", 0.0)])
def test_yes_and_no_are_answers(berliner: User, alice_client: Client, typed: str, stored: float) -> None:
    row = track(berliner, "Yoga", ExposureKind.YES_NO)
    assert check_in(alice_client, value_own_yoga=typed).status_code == 302
    assert berliner.readings.get(exposure=row).value == stored
    assert f'value="{typed}" id="id_value_own_yoga_{1 - int(typed)}" checked' in shown(alice_client, CHECK_IN)


def test_no_answer_is_not_a_no(berliner: User, alice_client: Client) -> None:
    row = track(berliner, "Yoga", ExposureKind.YES_NO)
    note(berliner, row, 1.0)
    day = berliner.days.get(local_date=TODAY)
    alice_client.post(CHECK_IN, {"client_id": day.client_id, "version": day.version, "value_own_yoga": ""})
    assert not berliner.readings.filter(exposure=row).exists()


@pytest.mark.parametrize(
    ("kind", "chips"), [(ExposureKind.COUNT, ["0", "1", "2", "3"]), (ExposureKind.AMOUNT, ["15", "30"])]
)
def test_numbers_have_chips(berliner: User, alice_client: Client, kind: ExposureKind, chips: list[str]) -> None:
    row = track(berliner, "Walk", kind, "min")
    note(berliner, row, 30, 30, 31, 15, 15, 45, last=TODAY - timedelta(days=1))
    form = alice_client.get(CHECK_IN).context["form"]
    assert form.fields["value_own_walk"].quick == chips


def test_a_score_has_eleven_chips_unless_a_stored_number_is_none(berliner: User, alice_client: Client) -> None:
    row = track(berliner, "Noise", ExposureKind.SCORE, "0–10")
    form = alice_client.get(CHECK_IN).context["form"]
    assert len(form.fields["value_own_noise"].choices) == 11
    note(berliner, row, 3.5)
    assert 'name="value_own_noise" value="3.5"' in shown(alice_client, CHECK_IN)


def test_a_tap_notes_a_yes_once_a_day(berliner: User, alice_client: Client, clock: Any) -> None:
    row = track(berliner, "Yoga", ExposureKind.YES_NO, one_tap=1)
    for minute in (0, 5):
        clock(f"2026-11-20T12:{minute:02}:00Z")
        assert press(alice_client, row).status_code == 302
    reading = berliner.readings.get()
    assert (reading.value, reading.source, reading.item) == (1, "tap", "")
    page = shown(alice_client, "/")
    assert "Yoga: yes today" in page
    assert "Yoga, yes" in page
    alice_client.post(reverse("tracker:reading-delete", args=[reading.client_id]))
    assert not berliner.readings.exists()


def test_a_tap_adds_the_usual_step(berliner: User, alice_client: Client, clock: Any) -> None:
    row = track(berliner, "Walk", ExposureKind.AMOUNT, "min", one_tap=15)
    for minute in (0, 5):
        clock(f"2026-11-20T12:{minute:02}:00Z")
        press(alice_client, row)
    assert [reading.value for reading in berliner.readings.all()] == [15, 15]
    page = shown(alice_client, "/")
    assert "Walk 30 min today" in page
    assert "2 today" in page


def test_only_what_is_offered_can_be_tapped(berliner: User, alice_client: Client) -> None:
    hidden = track(berliner, "Walk", ExposureKind.AMOUNT, "min")
    others = User.objects.create_user(username="somebody", password="a long enough password")
    theirs = track(others, "Walk", ExposureKind.AMOUNT, "min", one_tap=15)
    for row in (hidden, theirs):
        assert press(alice_client, row).status_code == 404
    assert alice_client.post(TAP, {"client_id": uuid4(), "item": "own"}).status_code == 404


def test_a_tapped_yes_can_be_changed_to_a_no(berliner: User, alice_client: Client) -> None:
    press(alice_client, track(berliner, "Yoga", ExposureKind.YES_NO, one_tap=1))
    reading = berliner.readings.get()
    address = reverse("tracker:reading-edit", args=[reading.client_id])
    assert "No answer" in shown(alice_client, address)
    alice_client.post(address, {"client_id": reading.client_id, "version": reading.version, "value": "0"})
    assert berliner.readings.get().value == 0


PAGES = {
    "journal": (reverse("tracker:journal"), "Yoga <b>yes</b>", "Yoga <b>no</b>"),
    "day": (reverse("tracker:day", args=[TODAY]), "<b>yes</b>", ""),
    "week": (reverse("tracker:week"), "Yoga: yes", "Yoga: no"),
    "month": (reverse("tracker:month", args=[TODAY]) + "?by={id}", "yes on 10 of 20 days", "Yoga: no"),
    "year": (reverse("tracker:year", args=[TODAY]) + "?by={id}", "yes on 10 of 20 days", "Yoga: no"),
    "its own page": ("/triggers/{id}/", "no: 0.0 a day on 10 days; yes: 0.0 a day on 10 days", "<td>no</td>"),
    "triggers": (reverse("tracker:triggers"), ">no</text>", ">yes</text>"),
    "doctor": (reverse("tracker:doctor"), "yes on 10 days", "yes"),
}


@pytest.mark.parametrize("name", PAGES)
def test_every_page_says_yes_or_no(berliner: User, alice_client: Client, name: str) -> None:
    row = track(berliner, "Yoga", ExposureKind.YES_NO)
    note(berliner, row, *([0.0, 1.0] * 10))
    address, *words = PAGES[name]
    if "triggers/{" in address:
        address = reverse("tracker:trigger", args=[row.client_id])
    page = shown(alice_client, address.replace("{id}", str(row.client_id)))
    assert [word for word in words if word not in page] == []


def test_kinds_survive_a_file(berliner: User, alice_client: Client) -> None:
    rows = [track(berliner, kind.name, kind, one_tap=2.0) for kind in ExposureKind]
    file = alice_client.get(reverse("tracker:export")).getvalue()
    before = {row.key: row.record() for row in rows}
    berliner.exposures.filter(key__in=before).delete()
    diary.save(berliner, diary_json.read(file), timezone.now())
    assert {row.key: row.record() for row in berliner.exposures.filter(key__in=before)} == before


def test_a_file_of_an_earlier_version_is_an_amount_and_asks_nothing(berliner: User, alice_client: Client) -> None:
    row = track(berliner, "Gum", ExposureKind.AMOUNT, "pieces")
    note(berliner, row, 2.0)
    file = alice_client.get(reverse("tracker:export")).getvalue()
    assert b'"kind"' not in file
    result = diary.save(berliner, diary_json.read(file), timezone.now())
    assert (result.differences, result.filled, result.added) == ((), (), 0)


def test_another_kind_in_a_file_is_a_difference(berliner: User, alice_client: Client) -> None:
    row = track(berliner, "Gum", ExposureKind.COUNT)
    file = alice_client.get(reverse("tracker:export")).getvalue()
    berliner.exposures.filter(pk=row.pk).update(kind="yes_no")
    (difference,) = diary.save(berliner, diary_json.read(file), timezone.now()).differences
    words = difference_words(difference, {})
    assert (words.entry, words.label) == ("What you track: Gum", "Kind")
    assert (words.mine, words.theirs) == ("Yes or no", "How many")
    assert berliner.exposures.get(pk=row.pk).kind == "yes_no"


def test_any_yes_makes_the_day_a_yes(berliner: User) -> None:
    row = track(berliner, "Yoga", ExposureKind.YES_NO)
    note(berliner, row, 0.0)
    diary.save_entry(berliner, Reading(uuid4(), row.key, TODAY, 1, source="tap"), exposure=row)
    assert daily(diary.load(berliner, TODAY, TODAY))[0].values[row.key] == 1
