"""What may ease a twitch: a page that leads through it, and one button that logs whether it helped."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tracker.core.records import Relief
from tracker.core.reference.limits import RELIEFS_PER_EPISODE
from tracker.models import User

EASE = reverse("tracker:ease")


@pytest.fixture
def running(berliner: User, alice_client: Client, clock: Any) -> Any:
    clock("2026-11-21T13:06:00Z")
    alice_client.post(reverse("tracker:episode-now"), {"client_id": uuid4(), "place": "nose_side:left"})
    return berliner.episodes.get()


def tried(client: Client, row: Any, **sent: Any) -> Any:
    known = client.get(EASE).context["row"].record().reliefs
    address = reverse("tracker:episode-tried", args=[row.client_id])
    return client.post(address, {"what": "breathing", "known": len(known), "helped": "yes", **sent})


@pytest.mark.parametrize(
    ("sent", "logged"),
    [
        ({"helped": "yes"}, Relief("breathing", True, 1)),
        ({"helped": "no", "what": "massage"}, Relief("massage", False)),
        ({"helped": "", "what": "rest"}, Relief("rest")),
    ],
)
def test_one_button_logs_whether_it_helped(
    sent: dict[str, str], logged: Relief, running: Any, alice_client: Client
) -> None:
    assert tried(alice_client, running, **sent)["Location"] == "/#saved"
    running.refresh_from_db()
    assert running.record().reliefs == (logged,)


def test_the_same_answer_twice_is_logged_once_and_a_second_try_again(running: Any, alice_client: Client) -> None:
    for _turn in range(2):
        tried(alice_client, running, known=0)
    running.refresh_from_db()
    assert len(running.record().reliefs) == 1
    tried(alice_client, running)
    running.refresh_from_db()
    assert running.record().reliefs == (Relief("breathing", True, 1),) * 2


def test_more_reliefs_than_an_episode_holds_are_not_added(running: Any, alice_client: Client) -> None:
    running.reliefs = [{"what": "rest", "helped": None, "after_min": None}] * RELIEFS_PER_EPISODE
    running.save()
    tried(alice_client, running)
    running.refresh_from_db()
    assert len(running.reliefs) == RELIEFS_PER_EPISODE


@pytest.mark.parametrize("sent", [{"what": "magic"}, {"helped": "perhaps"}, {"known": "-1"}, {"known": "x"}])
def test_other_answers_are_refused(sent: dict[str, str], running: Any, alice_client: Client) -> None:
    assert tried(alice_client, running, **sent).status_code == 404
    running.refresh_from_db()
    assert running.reliefs == []


def test_nobody_else_can_answer(running: Any, bob_client: Client) -> None:
    address = reverse("tracker:episode-tried", args=[running.client_id])
    assert bob_client.post(address, {"what": "rest", "known": 0, "helped": "yes"}).status_code == 404
    assert bob_client.get(EASE).context["row"] is None


def test_it_is_asked_for_an_hour_after_the_end(running: Any, alice_client: Client, clock: Any) -> None:
    clock("2026-11-21T16:00:00Z")
    assert alice_client.get(EASE).context["row"] == running
    alice_client.post(reverse("tracker:episode-stopped", args=[running.client_id]), {"version": 1})
    clock("2026-11-21T16:59:00Z")
    assert "Did it help?" in alice_client.get(EASE).content.decode()
    clock("2026-11-21T17:01:00Z")
    assert "Did it help?" not in alice_client.get(EASE).content.decode()


@pytest.mark.parametrize(("what", "says"), [("", "for one minute"), ("rest", "five minutes"), ("?", "for one minute")])
def test_the_page_says_what_to_do_and_for_how_long(what: str, says: str, alice_client: Client) -> None:
    assert says in alice_client.get(EASE, {"what": what}).content.decode()


def test_the_ways_in(running: Any, alice_client: Client) -> None:
    for page in ("today", "help-about", "journal"):
        assert f'href="{EASE}"' in alice_client.get(reverse(f"tracker:{page}")).content.decode()
