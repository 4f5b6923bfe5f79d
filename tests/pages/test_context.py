"""A running episode is one line on every page, and a second start at its place is asked about."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tracker.models import User


@pytest.mark.parametrize(
    ("now", "typed", "seconds"),
    [
        ("2026-11-21T14:00:00Z", "14:45", 45 * 60 - 20),
        ("2026-11-21T14:00:00Z", "14:00", 0),
        ("2026-11-21T14:00:00Z", "13:59", None),
        ("2026-11-21T14:00:00Z", "15:30", None),
        ("2026-11-22T00:30:00Z", "23:10", 9 * 3_600 + 10 * 60 - 20),
        ("2026-11-21T14:00:00Z", "soon", None),
    ],
)
def test_it_stopped_at_a_clock_time_that_has_passed(
    now: str, typed: str, seconds: int | None, berliner: User, alice_client: Client, clock: Any
) -> None:
    clock("2026-11-21T13:00:20Z")
    alice_client.post(reverse("tracker:episode-now"), {"client_id": uuid4(), "place": "nose_side:left"})
    episode = berliner.episodes.get()
    clock(now)
    sent = {"version": 1, "stopped_at": typed}
    answer = alice_client.post(reverse("tracker:episode-stopped", args=[episode.client_id]), sent, follow=True)
    episode.refresh_from_db()
    assert (episode.duration_s, episode.still_going) == (seconds, seconds is None)
    assert ("once more" in answer.content.decode()) == (seconds is None)


def test_a_running_episode_is_one_line_with_the_times_that_it_may_have_stopped(
    berliner: User, alice_client: Client, clock: Any
) -> None:
    clock("2026-11-21T13:06:00Z")
    alice_client.post(reverse("tracker:episode-now"), {"client_id": uuid4(), "place": "nose_side:left"})
    clock("2026-11-21T13:18:00Z")
    page = " ".join(alice_client.get(reverse("tracker:journal")).content.decode().split())
    assert "Side of nose, left</strong>" in page
    assert 'data-running-s="720"' in page
    assert "since 14:06" in page
    offered = [minutes for minutes in (5, 10, 30) if f'name="minutes_ago" value="{minutes}"' in page]
    assert offered == [5, 10]
    assert page.index('class="running') < page.index("<h1")


def test_calm_mode_does_not_count_the_minutes(alice: User, alice_client: Client, one_of_each: Any) -> None:
    one_of_each(alice)
    User.objects.update(calm_mode=True)
    page = alice_client.get(reverse("tracker:journal")).content.decode()
    assert "since" in page
    assert "data-running-s" not in page


def test_a_second_start_at_the_same_place_is_asked_about(berliner: User, alice_client: Client, clock: Any) -> None:
    def start(**more: str) -> Any:
        sent = {"client_id": str(second), "place": "nose_side:left", **more}
        return alice_client.post(reverse("tracker:episode-now"), sent)

    second, first = uuid4(), uuid4()
    clock("2026-11-21T13:06:00Z")
    alice_client.post(reverse("tracker:episode-now"), {"client_id": first, "place": "nose_side:left"})
    clock("2026-11-21T13:18:30Z")
    asked = start()
    assert "Already noted since 14:06. Is this another one?" in " ".join(asked.content.decode().split())
    assert berliner.episodes.count() == 1
    clock("2026-11-21T13:30:00Z")
    assert start(another="yes", tapped_at=asked.context["episode"].onset.isoformat()).status_code == 302
    assert start().status_code == 302, "the same tap, sent again, is no question"
    assert list(berliner.episodes.order_by("onset").values_list("onset__minute", flat=True)) == [6, 18]


def test_a_start_at_another_place_or_after_the_end_is_not_asked_about(alice: User, alice_client: Client) -> None:
    for place in ("nose_side:left", "chin:left"):
        alice_client.post(reverse("tracker:episode-now"), {"client_id": uuid4(), "place": place})
    alice.episodes.update(still_going=False)
    alice_client.post(reverse("tracker:episode-now"), {"client_id": uuid4(), "place": "chin:left"})
    assert alice.episodes.count() == 3


@pytest.mark.parametrize(
    ("theme", "colours"), [("auto", ["#f6f8f7", "#111a1a"]), ("light", ["#f6f8f7"]), ("dark", ["#111a1a"])]
)
def test_the_browsers_frame_has_the_colour_of_the_page(
    theme: str, colours: list[str], alice: User, alice_client: Client
) -> None:
    User.objects.update(theme=theme)
    page = alice_client.get(reverse("tracker:today")).content.decode()
    assert [colour for colour in ("#f6f8f7", "#111a1a") if f'name="theme-color" content="{colour}"' in page] == colours
    assert ("prefers-color-scheme" in page) == (theme == "auto")
    assert 'rel="apple-touch-icon"' in page
    assert 'rel="manifest"' in page
