"""A new entry has its id in its address: whatever a browser does with Back and Reload, it stays one entry."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from walk.addresses import every_address

from tracker.models import User

DRAFTS = {
    "new episode": ("episode-create", "episodes", {"note": "corrected", "strength": "9"}),
    "new medicine": ("medicine-create", "medicines", {"name": "Corrected"}),
    "new dose": ("medicine-dose", "doses", {"amount": "corrected"}),
    "new injections": ("injection-create", "injections", {"product": "Corrected"}),
    "new visit": ("visit-create", "visits", {"agreed": "corrected"}),
    "something of one's own": ("exposure-create", "exposures", {"name": "Corrected"}),
    "twitching now": ("episode-now", "episodes", {"place": "nose_side:right"}),
    "it just happened": ("episode-just-now", "episodes", {"place": "nose_side:right"}),
}
ALREADY = "This one is in your diary already."
CORRECTED = "no second one was made"
TAPS = ("twitching now", "it just happened")


def test_every_address_that_makes_an_entry_is_in_here() -> None:
    drafts = {address.name.removeprefix("tracker:") for address in every_address() if address.name.endswith("-draft")}
    # A self-experiment that has been started is not corrected: tests/views/test_experiments.py.
    assert len(drafts - {"experiment-draft"}) == len(DRAFTS)


@pytest.fixture(params=DRAFTS)
def draft(request: Any, filled: Any, alice: User, alice_client: Client, one_of_each: Any) -> dict[str, Any]:
    """An opened form for a new entry; `count` is the number of entries before."""
    post = filled(request.param, one_of_each(alice))
    view, rows, correction = DRAFTS[request.param]
    address = alice_client.get(post.address)["Location"]
    fields = {name: value for name, value in post.fields.items() if name != "client_id"}
    table = getattr(alice, rows)
    return {
        "name": request.param, "address": address, "fields": fields, "correction": correction, "table": table,
        "count": table.count(), "view": view,
    }  # fmt: skip


def test_each_opening_of_the_form_is_about_another_entry(draft: dict[str, Any], alice_client: Client) -> None:
    bare = draft["address"].rstrip("/").rpartition("/")[0] + "/"
    assert alice_client.get(bare)["Location"] != draft["address"]
    assert alice_client.get(draft["address"]).status_code == 200


def test_back_correct_and_save_is_one_entry(draft: dict[str, Any], alice_client: Client, state: Any) -> None:
    first = alice_client.post(draft["address"], draft["fields"])
    assert first.status_code == 302
    page = alice_client.get(draft["address"], follow=True)
    assert ALREADY in page.content.decode()
    again = alice_client.post(draft["address"], draft["fields"] | draft["correction"], follow=True)
    assert CORRECTED in again.content.decode()
    assert draft["table"].count() == draft["count"] + 1
    written = str(list(draft["table"].values()))
    assert all(value in written for value in draft["correction"].values())


def test_the_id_is_that_of_the_address_whatever_was_posted(draft: dict[str, Any], alice_client: Client) -> None:
    for wrong in ("", "x", str(uuid4())):
        assert alice_client.post(draft["address"], draft["fields"] | {"client_id": wrong}).status_code == 302
    assert draft["table"].count() == draft["count"] + 1


def test_a_page_that_a_browser_kept_in_memory_asks_before_it_overwrites(
    draft: dict[str, Any], alice_client: Client
) -> None:
    """Such a page still names the first version, and the entry has been changed twice since."""
    if draft["name"] in TAPS:
        pytest.skip("a tap has nothing to overwrite but its place")
    alice_client.post(draft["address"], draft["fields"])
    alice_client.post(draft["address"], draft["fields"] | draft["correction"])
    name = next(iter(draft["correction"]))
    third = alice_client.post(draft["address"], draft["fields"] | {name: "7" if name == "strength" else "third"})
    assert "in the meantime" in third.content.decode()
    assert "third" not in str(list(draft["table"].values()))


def test_the_query_of_an_address_is_kept(alice_client: Client) -> None:
    answer = alice_client.get(reverse("tracker:injection-create") + "?as-last-time")
    assert answer["Location"].endswith("/?as-last-time")
