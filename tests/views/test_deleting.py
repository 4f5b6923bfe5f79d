"""What was deleted comes back whole: the diary's file is the same, byte for byte."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from tracker import diary
from tracker.core.records import Episode, Onset, Place, Reading, Relief, Side, Sign

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def file_of(client):
    return client.get(reverse("tracker:export")).getvalue()


@pytest.fixture
def crowded(alice, one_of_each):
    """A day on which everything has a twin of the same minute, logged in an order that its id does not follow."""
    entries = one_of_each(alice)
    for number in (9, 1, 5):
        place = Place("chin", Side.RIGHT)
        diary.save_entry(
            alice,
            Episode(
                UUID(int=number), NOON, "Europe/Berlin", NOON.date(), duration_s=450, places=(place,), strength=number,
                signs=(Sign("ringing", Onset.UNSURE),), blamed=("stress", "the wind"), pain=0, eye_closes=False,
                reliefs=(Relief("massage", True, 5), Relief("a walk")), note="first line\n  second ‮مرحبا‬ 🙂",
            ),
        )  # fmt: skip
        reading = Reading(
            UUID(int=number), "own_chocolate", NOON.date(), number / 2, source="file", external_id=str(number)
        )
        diary.save_entry(alice, reading, exposure=entries.own)
    return entries


def addresses(entries):
    return {
        "an episode": reverse("tracker:episode-delete", args=[entries.episode.client_id]),
        "one of three episodes of a minute": reverse("tracker:episode-delete", args=[UUID(int=9)]),
        "a tap": reverse("tracker:reading-delete", args=[entries.tap.client_id]),
        "one of three values of a day": reverse("tracker:reading-delete", args=[UUID(int=9)]),
        "a medicine with its dose": reverse("tracker:medicine-delete", args=[entries.medicine.client_id]),
        "a dose": reverse("tracker:dose-delete", args=[entries.dose.client_id]),
        "injections": reverse("tracker:injection-delete", args=[entries.injection.client_id]),
        "a visit": reverse("tracker:visit-delete", args=[entries.visit.client_id]),
        "a check-in": reverse("tracker:check-in-delete", args=[entries.check_in.local_date]),
    }


@pytest.mark.parametrize(
    "what",
    [
        "an episode",
        "one of three episodes of a minute",
        "a tap",
        "one of three values of a day",
        "a check-in",
        "a medicine with its dose",
        "a dose",
        "injections",
        "a visit",
    ],
)
def test_undo_brings_back_the_same_file(what, crowded, alice_client):
    before = file_of(alice_client)
    page = alice_client.post(addresses(crowded)[what], follow=True)
    assert "Undo" in page.content.decode()
    assert file_of(alice_client) != before
    page = alice_client.post(reverse("tracker:undo"), follow=True)
    assert "Restored." in page.content.decode()
    assert file_of(alice_client) == before


def test_a_check_in_goes_with_its_values_and_leaves_the_taps(crowded, alice, alice_client):
    alice_client.post(addresses(crowded)["a check-in"])
    assert not alice.days.exists()
    assert not alice.readings.from_check_in().exists()
    assert alice.readings.filter(source="tap").count() == 1


def test_undo_with_nothing_to_undo_changes_nothing(crowded, alice_client):
    before = file_of(alice_client)
    for _turn in range(2):
        assert alice_client.post(reverse("tracker:undo")).status_code == 302
    assert file_of(alice_client) == before


def test_undo_twice_brings_back_one(crowded, alice, alice_client):
    before = file_of(alice_client)
    alice_client.post(addresses(crowded)["an episode"])
    for _turn in range(2):
        alice_client.post(reverse("tracker:undo"))
    assert file_of(alice_client) == before


def test_only_the_last_deletion_is_kept(crowded, alice, alice_client):
    for what in ("an episode", "a tap"):
        alice_client.post(addresses(crowded)[what])
    alice_client.post(reverse("tracker:undo"))
    assert alice.readings.filter(source="tap").exists()
    assert not alice.episodes.filter(client_id=crowded.episode.client_id).exists()


def test_nothing_can_be_undone_for_somebody_else(crowded, alice_client, bob, bob_client):
    alice_client.post(addresses(crowded)["an episode"])
    bob_client.post(reverse("tracker:undo"))
    assert not bob.episodes.exists()


def test_logging_out_forgets_what_was_deleted(crowded, alice, alice_client):
    alice_client.post(addresses(crowded)["an episode"])
    alice_client.post(reverse("account_logout"))
    alice_client.force_login(alice)
    alice_client.post(reverse("tracker:undo"))
    assert not alice.episodes.filter(client_id=crowded.episode.client_id).exists()


def test_a_check_in_of_a_day_without_one_is_not_there(alice_client, clock):
    day = NOON.date() - timedelta(days=3)
    assert alice_client.post(reverse("tracker:check-in-delete", args=[day])).status_code == 404
    assert alice_client.post(reverse("tracker:episode-delete", args=[uuid4()])).status_code == 404
