"""The doctor's page: a period, the summary in sections, and the same from a summary that was frozen."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import gettext
from walk.forms import forms_in
from walk.paper import pages_of

from tracker import diary
from tracker.demo import believable
from tracker.models import User
from tracker.reference.sections import EVERYTHING
from tracker.reports import DoctorSummary, build, frozen, restricted, thawed
from tracker.views.pictures import drawn_sections

LAST = date(2026, 5, 31)
DIARY = believable(LAST, 180, 1)


def as_page(summary: DoctorSummary) -> str:
    context = {"summary": summary, "drawn": drawn_sections(summary, gettext)}
    return render_to_string("tracker/_doctor_summary.html", context)


@pytest.mark.parametrize("keys", [EVERYTHING, ("reliefs", "course"), ()], ids=["everything", "two", "nothing"])
def test_a_thawed_summary_makes_the_same_page(keys: tuple[str, ...]) -> None:
    summary = build(DIARY, LAST, gettext)
    kept = json.loads(json.dumps(frozen(summary, keys), sort_keys=True))
    assert as_page(thawed(kept)) == as_page(restricted(summary, keys))


def test_the_page_shows_every_section_under_its_heading(alice: User, alice_client: Client) -> None:
    diary.save(alice, believable(timezone.now().date() - timedelta(days=1), 90, 1), timezone.now())
    answer = alice_client.get("/doctor/")
    page = answer.content.decode()
    for section in (one for one in answer.context["summary"].sections if one.noted):
        assert f'<h2 id="summary-{section.key}">{section.title}</h2>' in page


def pages(client: Client, **asked: str) -> list[str]:
    answer = client.get("/doctor/summary.pdf", asked)
    assert answer["Content-Type"] == "application/pdf"
    return [page.partition(" Page ")[0] for page in pages_of(answer.content)]


def test_the_annex_comes_only_where_it_was_asked_for(alice: User, alice_client: Client, bob_client: Client) -> None:
    kept = believable(timezone.now().date() - timedelta(days=1), 90, 1)
    diary.save(alice, kept, timezone.now())
    pages(alice_client)
    with CaptureQueriesContext(connection) as alone:
        first = pages(alice_client)
    with CaptureQueriesContext(connection) as with_annex:
        every = pages(alice_client, annex="on")
    assert every[: len(first)] == first
    assert "Annex" not in " ".join(first)
    assert "Annex" in every[len(first)]
    text = " ".join(every[len(first) :])
    notes = [episode.note for episode in kept.episodes if episode.note]
    assert notes
    assert all(note in text for note in notes)
    assert len(with_annex) == len(alone) <= 18
    assert "No episode was logged in this period." in " ".join(pages(bob_client, annex="on"))


def test_the_box_stands_beside_the_button_with_the_period(alice_client: Client) -> None:
    period = {"first_day": "2026-03-01", "last_day": "2026-05-31"}
    (form,) = (form for form in forms_in("/doctor/", alice_client.get("/doctor/", period).content.decode())
               if form.action == "/doctor/summary.pdf")  # fmt: skip
    assert form.method == "get"
    assert form.as_it_stands() == {name: [day] for name, day in period.items()}
    assert form.fields["annex"].kind == "checkbox"
