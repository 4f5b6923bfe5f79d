"""Entries that waited on a device are answered in a word, and only for the person who typed them."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tracker.models import Session, User
from tracker.pages.context import owner_of


def tap() -> dict[str, str]:
    return {"client_id": str(uuid4()), "place": "chin:left"}


def send(client: Client, owner: User, name: str, fields: dict[str, str]) -> tuple[int, str]:
    answer = client.post(reverse(f"tracker:{name}"), fields, headers={"Levator-Kept": owner_of(owner)})
    return answer.status_code, answer.get("Levator-Kept", "")


def test_a_saved_entry_is_answered_without_a_page_or_a_message(alice: User, alice_client: Client) -> None:
    assert send(alice_client, alice, "episode-just-now", tap()) == (204, "saved")
    whole = {"client_id": str(uuid4()), "version": "1", "date": "2026-11-01", "time": "10:00", "lasting": "unknown"}
    assert send(alice_client, alice, "episode-create", whole) == (204, "saved")
    assert alice.episodes.count() == 2
    assert "messages" not in str(alice_client.cookies)
    assert b'role="status">\n    <p>Saved' not in alice_client.get("/").content


def test_a_page_with_a_question_or_an_emergency_is_shown(alice: User, alice_client: Client) -> None:
    assert send(alice_client, alice, "episode-create", {"client_id": str(uuid4())}) == (200, "page")
    assert alice.episodes.count() == 0


def test_somebody_elses_entry_is_refused_and_not_saved(alice: User, bob: User, bob_client: Client) -> None:
    assert send(bob_client, alice, "episode-just-now", tap()) == (403, "")
    assert User.objects.filter(episodes__isnull=False).count() == 0


def test_after_the_log_in_ended_nothing_is_answered_as_saved(alice: User, alice_client: Client) -> None:
    Session.objects.all().delete()
    assert send(alice_client, alice, "episode-just-now", tap()) == (403, "")


def test_a_stop_counts_when_it_was_tapped_and_only_once(alice: User, alice_client: Client) -> None:
    began = timezone.now() - timedelta(hours=3)
    episode = tap() | {"tapped_at": began.isoformat()}
    stop = {"version": "1", "tapped_at": (began + timedelta(minutes=5)).isoformat()}
    address = f"/episode/{episode['client_id']}/stopped/"
    headers = {"Levator-Kept": owner_of(alice)}
    # Before its episode is there, it goes on waiting.
    assert alice_client.post(address, stop, headers=headers)["Levator-Kept"] == "gone"
    assert send(alice_client, alice, "episode-now", episode) == (204, "saved")
    for later in (0, 60):
        sent = stop | {"tapped_at": (began + timedelta(minutes=5 + later)).isoformat()}
        assert alice_client.post(address, sent, headers=headers)["Levator-Kept"] == "saved"
    row = alice.episodes.get()
    assert (row.onset, row.still_going, row.duration_s) == (began, False, 300)


def test_what_could_not_be_saved_is_said_on_the_next_page(alice: User, alice_client: Client) -> None:
    episode = tap()
    send(alice_client, alice, "episode-just-now", episode)
    today = timezone.now().date()
    headers = {"Levator-Kept": owner_of(alice)}
    answer = alice_client.post(reverse("tracker:no-twitch", args=[today]), {}, headers=headers)
    assert answer["Levator-Kept"] == "saved"
    assert "You logged an episode that day, so it was not quiet." in alice_client.get("/").content.decode()


def test_without_the_header_all_is_as_before(alice: User, alice_client: Client) -> None:
    assert alice_client.post(reverse("tracker:episode-just-now"), tap()).status_code == 302
