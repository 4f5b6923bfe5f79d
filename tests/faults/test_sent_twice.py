"""The same form sent again, once or four times at once, leaves what sending it once leaves, and shows no error.

In the long form it is ten times.
"""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from walk.rows import rows_of


def counts(user):
    """How many rows there are in each table, and how often they were changed in all."""
    return {table: (len(rows), sum(row.get("version", 0) for row in rows)) for table, rows in rows_of(user).items()}


def at_once(times, client, address, fields):
    """Send the form from several threads at the same time. Returns all status codes."""
    together = Barrier(times)

    def send(_turn):
        browser = Client()
        browser.cookies = client.cookies.copy()
        together.wait()
        try:
            return browser.post(address, fields).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(send, range(times)))


def test_sent_twice_is_sent_once(form_name, filled, state, alice, alice_client, one_of_each):
    form = filled(form_name, one_of_each(alice))
    before = state(alice)
    first = alice_client.post(form.address, form.fields)
    once = state(alice)
    second = alice_client.post(form.address, form.fields)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert state(alice) == once
    assert (once == before) == (form_name == "which time")


@pytest.mark.usefixtures("restless")
@pytest.mark.django_db(transaction=True)
def test_several_times_at_once_is_once(form_name, filled, alice, bob, alice_client, bob_client, one_of_each, times):
    once = filled(form_name, one_of_each(alice))
    alice_client.post(once.address, once.fields)
    often = filled(form_name, one_of_each(bob))
    assert at_once(times, bob_client, often.address, often.fields) == [302] * times
    assert counts(bob) == counts(alice)
    bob.refresh_from_db()
    alice.refresh_from_db()
    assert bob.person() == alice.person()


CHANGES = {
    "new episode": {"note": "after lunch, by the window", "strength": "6"},
    "first check-in": {"value_stress": "5", "note": "late"},
    "something of one's own": {"name": "Small screens"},
    "new medicine": {"name": "Zinc, half a tablet"},
    "new dose": {"amount": "half a tablet"},
    "new injections": {"product": "Another product"},
    "new visit": {"agreed": "come back in May"},
    "twitching now": {"place": "nose_side:right"},
    "it just happened": {"place": "nose_side:right"},
}


@pytest.mark.parametrize("name", CHANGES)
def test_back_change_and_send_again_changes_the_one_entry(name, filled, state, alice, alice_client, one_of_each):
    form = filled(name, one_of_each(alice))
    alice_client.post(form.address, form.fields)
    before = {table: rows for table, (rows, _versions) in counts(alice).items()}
    assert alice_client.post(form.address, form.fields | CHANGES[name]).status_code == 302
    assert {table: rows for table, (rows, _versions) in counts(alice).items()} == before
    written = str(state(alice))
    assert all(value in written for value in CHANGES[name].values())


def test_another_drink_from_the_same_page_is_added_beside_the_first(alice, alice_client):
    page = {"client_id": uuid4()}
    for item in ("espresso", "glass_of_water", "espresso"):
        alice_client.post(reverse("tracker:tap"), page | {"item": item})
    assert sorted(alice.readings.values_list("item", flat=True)) == ["espresso", "glass_of_water"]


@pytest.mark.parametrize(
    ("view", "back"),
    [
        ("episode-delete", "journal"),
        ("reading-delete", "journal"),
        ("medicine-delete", "treatments"),
        ("dose-delete", "treatments"),
        ("injection-delete", "treatments"),
        ("visit-delete", "visits"),
    ],
)
def test_deleting_twice_deletes_once_and_shows_no_error(view, back, alice, alice_client, one_of_each):
    entries = one_of_each(alice)
    kind = view.removesuffix("-delete")
    row = entries.tap if kind == "reading" else getattr(entries, kind)
    address = reverse(f"tracker:{view}", args=[row.client_id])
    answers = [alice_client.post(address) for _ in range(2)]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, reverse(f"tracker:{back}"))] * 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("view", ["episode-delete", "reading-delete", "check-in-delete"])
def test_deleting_several_times_at_once_breaks_nothing(view, alice, alice_client, one_of_each, times):
    entries = one_of_each(alice)
    values = {
        "episode-delete": entries.episode.client_id,
        "reading-delete": entries.tap.client_id,
        "check-in-delete": entries.check_in.local_date,
    }
    address = reverse(f"tracker:{view}", args=[values[view]])
    assert set(at_once(times, alice_client, address, {})) <= {302, 404}
