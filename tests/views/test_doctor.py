"""The doctor's page: a period, the summary in sections, and the same from a summary that was frozen."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext

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
    for section in answer.context["summary"].sections:
        assert f'<h2 id="summary-{section.key}">{section.title}</h2>' in page
