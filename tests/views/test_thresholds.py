"""Thresholds: every number with its source and bounds, used where signs are shown, and put back with one button."""

from datetime import UTC, date, datetime, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse

from tracker import diary
from tracker.core.records import Episode, Place, Side
from tracker.core.red_flags.settings import numbers

PAGE, SIGNS = reverse("tracker:thresholds"), reverse("tracker:signs")
TODAY = date(2026, 11, 21)


@pytest.fixture
def fifteen_days(alice):
    for n in range(15):
        onset = datetime(2026, 11, 21, 9, tzinfo=UTC) - timedelta(days=n)
        place = Place("nose_side", Side.LEFT)
        diary.save_entry(alice, Episode(uuid4(), onset, "UTC", onset.date(), places=(place,)))


def rules(client, address=SIGNS, part="open"):
    return [one.flag.rule for one in client.get(address).context[part]]


def test_every_number_is_there_with_its_bounds_and_its_source(alice_client):
    answer = alice_client.get(PAGE)
    form, text = answer.context["form"], unescape(answer.content.decode())
    assert list(form.fields) == [number.name for number in numbers()]
    assert {name: form[name].value() for name in form.fields} == {n.name: n.default for n in numbers()}
    assert "Usually 15; from 8 to 29. From: NHS, Twitching eyes and muscles." in text


def test_they_are_grouped_in_words_and_changed_ones_come_first(alice, alice_client):
    groups = alice_client.get(PAGE).context["form"].groups()
    assert [field.name for _title, fields in groups for field in fields] == [number.name for number in numbers()]
    assert len(groups) == 8
    alice_client.post(PAGE, {"persistent_days": "16", "caffeine_mg": "300"})
    groups = alice_client.get(PAGE).context["form"].groups()
    assert [field.name for field in groups[0][1]] == ["persistent_days", "caffeine_mg"]
    assert len([field for _title, fields in groups for field in fields]) == len(numbers())


def test_what_is_chosen_decides_what_is_shown(alice, alice_client, fifteen_days):
    assert "S2_persistent" in rules(alice_client)
    assert alice_client.post(PAGE, {"persistent_days": "16"})["Location"] == PAGE
    assert "S2_persistent" not in rules(alice_client)
    assert "S2_persistent" not in rules(alice_client, "/", "urgent")
    assert alice_client.get(PAGE).context["form"]["persistent_days"].value() == 16


def test_only_what_differs_is_kept_and_a_blank_is_as_usual(alice, alice_client):
    alice_client.post(PAGE, {"persistent_days": "15", "worse_times": "2.5", "caffeine_mg": ""})
    alice.refresh_from_db()
    assert alice.thresholds == {"worse_times": 2.5}


def test_one_button_puts_them_back(alice, alice_client, fifteen_days):
    alice_client.post(PAGE, {"persistent_days": "16"})
    alice_client.post(PAGE, {"reset": "yes"})
    alice.refresh_from_db()
    assert alice.thresholds == {}
    assert "S2_persistent" in rules(alice_client)


@pytest.mark.parametrize(
    "stored", [{"persistent_days": 4000}, {"persistent_days": 8.5}, {"of_another_version": 3}, {"worse_times": -1}]
)
def test_a_number_of_another_version_counts_as_not_chosen(stored, alice, alice_client, fifteen_days):
    alice.thresholds = stored
    alice.save()
    assert "S2_persistent" in rules(alice_client)
