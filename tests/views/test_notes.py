"""Notes of a phone, through the page: proposed first, then added as one import."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from walk.rows import rows_of

from tracker.models import Reading, User

NOTES = reverse("tracker:notes")
TEXT = "12 Nov left lid 10 min, bad sleep\nmilk, eggs\n13 Nov slept 5.5 h"


@pytest.fixture(autouse=True)
def _in_berlin(berliner: User) -> None:
    """Everybody lives in Berlin."""


def test_each_line_is_proposed_and_nothing_is_written(alice: User, alice_client: Client) -> None:
    before = rows_of(alice)
    page = " ".join(unescape(alice_client.post(NOTES, {"text": TEXT}).content.decode()).split())
    assert "Thu 12 Nov 2026: episode, Upper eyelid, left, 10 min" in page
    assert "Fri 13 Nov 2026: Sleep 5.5 h" in page
    assert "Not understood: milk, eggs" in page
    assert rows_of(alice) == before


def test_ticked_lines_are_added_once_and_undone(alice: User, alice_client: Client) -> None:
    for _time in range(2):
        alice_client.post(NOTES, {"text": TEXT, "add": "yes", "lines": ["1", "3"]})
    episode = alice.episodes.get()
    assert (episode.duration_s, episode.places, episode.note) == (
        600,
        ["upper_eyelid:left"],
        "left lid 10 min, bad sleep",
    )
    assert [row.value for row in alice.readings.all()] == [5.5]
    assert "Notes, 1 value" in " ".join(alice_client.get(reverse("tracker:data")).content.decode().split())
    alice_client.post(reverse("tracker:import-undo", args=[alice.imports.get().client_id]))
    assert not alice.episodes.exists()
    assert not alice.readings.exists()


def test_unticked_lines_are_left_out(alice: User, alice_client: Client) -> None:
    alice_client.post(NOTES, {"text": TEXT, "add": "yes", "lines": ["3", "99", "x"]})
    assert not alice.episodes.exists()
    assert alice.readings.count() == 1


def test_own_value_of_the_day_stays(alice: User, alice_client: Client) -> None:
    sleep = alice.exposures.get(key="sleep_h")
    Reading.objects.create(user=alice, exposure=sleep, local_date="2026-11-13", value=7)
    page = alice_client.post(NOTES, {"text": TEXT, "add": "yes", "lines": ["3"]}, follow=True)
    assert "Nothing was added" in page.content.decode()
    assert alice.readings.get().value == 7
