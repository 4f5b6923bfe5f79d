"""Today offers what is still open, and after a save a card: strength by one tap, details, undo."""

from __future__ import annotations

from datetime import date
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tracker import diary
from tracker.core.records import Day, Medicine, Onset, Sign
from tracker.diary import log_no_twitch
from tracker.models import Episode, User
from tracker.pages.context import today_for

TODAY = "/"
AT = "2026-11-20T13:18:00Z"


def save(client: Client, place: str = "nose_side:left", view: str = "episode-just-now") -> Any:
    return client.post(reverse(f"tracker:{view}"), {"client_id": uuid4(), "place": place})


def text(answer: Any) -> str:
    return " ".join(unescape(answer.content.decode()).split())


def strength(episode: Episode) -> str:
    return reverse("tracker:episode-strength", args=[episode.client_id])


@pytest.mark.parametrize(
    ("view", "question"), [("episode-just-now", "How strong was it?"), ("episode-now", "How strong is it?")]
)
def test_a_save_leads_to_its_card(view: str, question: str, berliner: User, alice_client: Client, clock: Any) -> None:
    clock(AT)
    answer = save(alice_client, view=view)
    assert answer["Location"] == "/#saved"
    page = text(alice_client.get(TODAY))
    assert "Saved · 14:18" in page
    assert '<h2 id="saved-place">Side of nose, left</h2>' in page
    assert question in page
    assert f'action="{strength(berliner.episodes.get())}"' in page


def test_one_tap_saves_the_strength(alice: User, alice_client: Client) -> None:
    save(alice_client)
    episode = alice.episodes.get()
    for _turn in range(2):
        assert alice_client.post(strength(episode), {"strength": "3"})["Location"] == "/#saved"
    episode.refresh_from_db()
    assert (episode.strength, episode.version) == (3, 2)
    page = text(alice_client.get(TODAY))
    assert "Strength 3, saved" in page
    assert "How strong was it?" not in page


@pytest.mark.parametrize("typed", ["", "11", "-1", "x", "3.5", "9" * 400])
def test_another_strength_is_refused(typed: str, alice: User, alice_client: Client) -> None:
    save(alice_client)
    assert alice_client.post(strength(alice.episodes.get()), {"strength": typed}).status_code == 404
    assert alice.episodes.get().strength is None


def test_the_strength_leaves_everything_else_as_it_is(alice: User, alice_client: Client, one_of_each: Any) -> None:
    episode = one_of_each(alice).episode
    alice_client.post(strength(episode), {"strength": "0"})
    row = alice.episodes.get()
    assert (row.strength, row.note, row.still_going, row.places) == (0, "by the window", True, ["nose_side:left"])


def test_nobody_else_can_give_a_strength(alice: User, alice_client: Client, bob_client: Client) -> None:
    save(alice_client)
    assert bob_client.post(strength(alice.episodes.get()), {"strength": "3"}).status_code == 404
    assert alice.episodes.get().strength is None


def test_undo_deletes_it_and_can_be_undone_on_the_same_page(alice: User, alice_client: Client) -> None:
    save(alice_client)
    delete = reverse("tracker:episode-delete", args=[alice.episodes.get().client_id])
    assert f'action="{delete}"' in text(alice_client.get(TODAY))
    page = alice_client.post(delete, {"back": "today"}, follow=True)
    assert page.redirect_chain == [("/", 302)]
    assert not alice.episodes.exists()
    assert 'id="saved"' not in text(page)
    assert '<input type="hidden" name="back" value="today">' in text(page)
    assert alice_client.post(reverse("tracker:undo"), {"back": "today"})["Location"] == "/"
    assert alice.episodes.count() == 1


def test_it_stays_for_an_hour_and_until_the_next_one(berliner: User, alice_client: Client, clock: Any) -> None:
    clock(AT)
    save(alice_client)
    clock("2026-11-20T13:40:00Z")
    save(alice_client, "chin:right")
    page = text(alice_client.get(TODAY))
    assert "Saved · 14:40" in page
    assert "Saved · 14:18" not in page
    clock("2026-11-20T14:40:00Z")
    assert 'id="saved"' not in text(alice_client.get(TODAY))


def test_an_episode_of_yesterday_gets_no_card(alice: User, alice_client: Client, one_of_each: Any) -> None:
    one_of_each(alice)
    assert 'id="saved"' not in text(alice_client.get(TODAY))


def test_in_calm_mode_the_card_asks_nothing(alice: User, alice_client: Client) -> None:
    alice.calm_mode = True
    alice.save()
    save(alice_client)
    page = text(alice_client.get(TODAY))
    assert 'id="saved"' in page
    assert "How strong" not in page


def test_a_strength_on_a_day_with_an_urgent_sign_shows_the_emergency_page(
    berliner: User, alice_client: Client, clock: Any
) -> None:
    clock(AT)
    save(alice_client)
    day = date(2026, 11, 20)
    diary.save_entry(berliner, Medicine(uuid4(), "Iron", day))
    signs = (Sign("fever", Onset.UNSURE), Sign("rigid_muscles", Onset.GRADUAL))
    diary.save_check_in(berliner, Day(uuid4(), day, signs=signs), {}, 1)
    page = text(alice_client.post(strength(berliner.episodes.get()), {"strength": "3"}))
    assert "Take your medicine list with you." in page
    assert berliner.episodes.get().strength == 3


def test_a_quiet_day_is_offered_until_it_is_said(alice: User, alice_client: Client) -> None:
    assert "No twitch today" in text(alice_client.get(TODAY))
    log_no_twitch(alice, today_for(alice))
    assert "No twitch today" not in text(alice_client.get(TODAY))
