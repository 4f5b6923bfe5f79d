"""An address that only takes forms shows a page instead of nothing when it is opened."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse


@pytest.mark.parametrize("name", ["undo", "zone", "tap"])
def test_an_address_of_a_button_says_so(name: str, alice_client: Client) -> None:
    answer = alice_client.get(reverse(f"tracker:{name}"))
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "Only a button leads to this address. Nothing was changed." in answer.content.decode()


def test_a_visitor_of_the_demo_address_sees_it_too(client: Client, db: None) -> None:
    assert "Only a button" in client.get(reverse("tracker:demo")).content.decode()


def test_a_shared_link_stays_bare(client: Client, db: None) -> None:
    answer = client.put(reverse("tracker:shared", args=["x"]))
    assert (answer.status_code, answer.content) == (405, b"")
