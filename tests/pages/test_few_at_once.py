"""Long pages leave threads free for short ones."""

from __future__ import annotations

import gc
from threading import BoundedSemaphore

import pytest
from django.test import Client
from django.urls import reverse

from tracker.models import User
from tracker.pages import few_at_once

LONG = [
    reverse(f"tracker:{name}")
    for name in ("export", "export-tables", "triggers", "doctor", "doctor-pdf", "doctor-fhir")
]


@pytest.mark.parametrize("path", LONG)
def test_the_third_long_page_asks_again_by_itself(
    path: str, alice: User, alice_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(few_at_once, "WAIT_FOR_PLACE_S", 0.01)
    monkeypatch.setattr(few_at_once, "_running", running := BoundedSemaphore(2))
    with running, running:
        page = alice_client.get(path)
        assert (page.status_code, page["Refresh"]) == (503, "3")
        assert alice_client.get(reverse("tracker:journal")).status_code == 200
    assert alice_client.get(path).status_code == 200


def test_nobody_waits_behind_one_that_waits(alice_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its place is refused at once: the time it would wait for is never used."""
    monkeypatch.setattr(few_at_once, "WAIT_FOR_PLACE_S", 3_600)
    monkeypatch.setattr(few_at_once, "_inside", inside := BoundedSemaphore(1))
    monkeypatch.setattr(few_at_once, "_running", BoundedSemaphore(1))
    with inside:
        assert alice_client.get(LONG[0]).status_code == 503


def test_a_file_keeps_its_place_until_it_is_sent(
    alice_client: Client, bob_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(few_at_once, "WAIT_FOR_PLACE_S", 0.01)
    monkeypatch.setattr(few_at_once, "_running", BoundedSemaphore(1))
    file = alice_client.get(LONG[0])
    assert bob_client.get(LONG[0]).status_code == 503
    assert file.getvalue()
    forgotten = bob_client.get(LONG[0])
    assert forgotten.status_code == 200
    del forgotten
    gc.collect()
    assert alice_client.get(LONG[0]).status_code == 200
