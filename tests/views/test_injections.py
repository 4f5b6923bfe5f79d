"""Injections: what is kept, when they are due again, and the form filled in as it was last time."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from tracker import diary
from tracker.core.records import Injected, Injection, Place, Side

NEW = reverse("tracker:injection-create")
CHIN, NOSE = Place("chin", Side.LEFT), Place("nose_side", Side.LEFT)
GIVEN = Injection(
    uuid4(), date(2026, 3, 2), "A product", (Injected(NOSE, 2.5), Injected(CHIN)), date(2026, 5, 25), "sore",
    date(2026, 3, 9), date(2026, 5, 20),
)  # fmt: skip
TYPED = {
    "client_id": GIVEN.id, "version": 1, "day": "2026-03-02", "product": "A product", "spot_0_place": "chin:left",
    "spot_2_place": "nose_side:left", "spot_2_units": "2.5", "usual_interval": "on", "note": "sore",
    "effect_from": "2026-03-09", "effect_until": "2026-05-20",
}  # fmt: skip


def test_everything_typed_is_kept_and_is_due_after_twelve_weeks(alice, alice_client):
    assert alice_client.post(NEW, TYPED)["Location"] == reverse("tracker:treatments")
    assert alice.injections.get().record() == GIVEN


@pytest.mark.parametrize(
    ("typed", "due"), [({"next_due": "2026-06-30"}, date(2026, 6, 30)), ({"usual_interval": ""}, None)]
)
def test_a_day_that_was_typed_counts_first_and_none_may_be_due(typed, due, alice, alice_client):
    alice_client.post(NEW, TYPED | typed)
    assert alice.injections.get().next_due == due


def test_an_edit_shows_what_is_stored(alice, alice_client):
    diary.save_entry(alice, GIVEN)
    form = alice_client.get(reverse("tracker:injection-edit", args=[GIVEN.id])).context["form"]
    rows = [[field.value() for field in row] for row in form.bound_rows()["spot"]]
    assert rows[:3] == [["nose_side:left", 2.5], ["chin:left", None], [None, None]]
    assert (form["next_due"].value(), form["usual_interval"].value()) == (date(2026, 5, 25), None)


def test_again_as_last_time_fills_in_the_latest_and_saves_nothing(alice, alice_client, clock):
    diary.save_entry(alice, GIVEN)
    diary.save_entry(alice, Injection(uuid4(), date(2025, 3, 2), "An older product"))
    form = alice_client.get(f"{NEW}?as-last-time", follow=True).context["form"]
    rows = [[field.value() for field in row] for row in form.bound_rows()["spot"]]
    assert (form["product"].value(), rows[0]) == ("A product", ["nose_side:left", 2.5])
    assert (form["note"].value(), form["next_due"].value()) == (None, None)
    assert form["client_id"].value() != GIVEN.id
    assert alice.injections.count() == 2


def test_the_interval_is_offered_with_its_source(alice_client):
    assert "Source: my.clevelandclinic.org" in alice_client.get(NEW, follow=True).content.decode()
