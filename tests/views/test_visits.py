"""Visits: what is kept, what is to come and what is over, and the quiet line on the day before."""

from datetime import date, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from tracker import diary
from tracker.core.records import MedicalTest, MedicalTestKind, ScaleScore, Visit

LIST, NEW = reverse("tracker:visits"), reverse("tracker:visit-create")
SEEN = Visit(
    uuid4(), date(2026, 3, 2), "Dr A", ("Why?", "How long?"), "nothing",
    (MedicalTest(MedicalTestKind.NERVE, "EMG", "well"), MedicalTest(MedicalTestKind.OTHER, "Weight")),
    (ScaleScore("SMC grade", 2.0), ScaleScore("The clinic’s own", -3.5)), "come back", "kind",
)  # fmt: skip
TYPED = {
    "client_id": SEEN.id, "version": 1, "day": "2026-03-02", "who": "Dr A", "questions": "Why?\r\n\r\n  How long? ",
    "findings": "nothing", "test_0_kind": "nerve", "test_0_name": "EMG", "test_0_result": "well",
    "test_3_name": "Weight", "score_0_scale": "SMC grade", "score_0_score": "2",
    "score_1_scale": "The clinic’s own", "score_1_score": "-3.5", "agreed": "come back", "note": "kind",
}  # fmt: skip


def page(client, address=LIST):
    return unescape(client.get(address).content.decode())


def test_everything_typed_is_kept_and_shown_again(alice, alice_client):
    assert alice_client.post(NEW, TYPED)["Location"] == LIST
    assert alice.visits.get().record() == SEEN
    form = alice_client.get(reverse("tracker:visit-edit", args=[SEEN.id])).context["form"]
    assert form["questions"].value() == "Why?\nHow long?"
    rows = form.bound_rows()
    tests = [[field.value() for field in row] for row in rows["test"]]
    assert tests == [["nerve", "EMG", "well"], ["other", "Weight", ""], [None, None, None]]
    assert [row[1].value() for row in rows["score"]] == [2, -3.5, None]


def test_planned_visits_are_listed_before_past_ones(alice, alice_client):
    assert "None yet." in page(alice_client)
    today = timezone.now().date()
    for days, who in ((30, "Dr C"), (0, "Dr B"), (-1, "Dr A"), (-30, "Dr D")):
        diary.save_entry(alice, Visit(uuid4(), today + timedelta(days=days), who, ("Why?",)))
    text = page(alice_client)
    order = [text.index(part) for part in ("To come", "Dr B", "Dr C", "Past", "Dr A", "Dr D")]
    assert order == sorted(order)
    assert "1 question<" in text


def test_deleting_and_taking_that_back_returns_to_the_visits(alice, alice_client):
    diary.save_entry(alice, SEEN)
    assert alice_client.post(reverse("tracker:visit-delete", args=[SEEN.id]))["Location"] == LIST
    assert not alice.visits.exists()
    assert alice_client.post(reverse("tracker:undo"))["Location"] == LIST
    assert alice.visits.get().record() == SEEN


@pytest.mark.parametrize(
    ("days", "questions", "line"),
    [
        (0, ("Why?",), "Visit today: 1 question"),
        (1, (), "Visit on Sunday: your questions"),
        (5, ("Why?", "How long?"), "Visit on Thursday: 2 questions"),
        (7, ("Why?",), "Visit in a week: 1 question"),
        (8, ("Why?",), None),
        (-1, ("Why?",), None),
    ],
)
def test_today_says_so_from_a_week_on(days, questions, line, alice, alice_client):
    # Today is Saturday 21 November 2026.
    diary.save_entry(alice, Visit(uuid4(), timezone.now().date() + timedelta(days=days), "Dr A", questions))
    text = page(alice_client, reverse("tracker:today"))
    assert ("Visit " in text) is (line is not None)
    assert line is None or line in text
    assert "Dr A" not in text


def test_calm_mode_is_not_reminded(alice, alice_client):
    alice.calm_mode = True
    alice.save()
    diary.save_entry(alice, Visit(uuid4(), timezone.now().date() + timedelta(days=1)))
    assert "Visit " not in page(alice_client, reverse("tracker:today"))


def test_the_doctors_page_leads_to_the_next_visit(alice, alice_client):
    diary.save_entry(alice, SEEN)
    doctor = reverse("tracker:doctor")
    assert "Visit on" not in page(alice_client, doctor)
    for days in (40, 9):
        diary.save_entry(alice, Visit(uuid4(), timezone.now().date() + timedelta(days=days)))
    soonest = alice.visits.all()[1]
    assert f'href="{reverse("tracker:visit-edit", args=[soonest.client_id])}"' in page(alice_client, doctor)
