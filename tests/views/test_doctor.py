"""The doctor's page: a period, the summary in sections, and the same from a summary that was frozen."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.translation import gettext
from walk.paper import pages_of

from tracker import diary
from tracker.core.demo import believable
from tracker.core.records import Episode, Onset, Place, Side, Sign
from tracker.core.reference.sections import ALL_SECTIONS
from tracker.core.reports import DoctorSummary, build_summary, from_snapshot, to_snapshot, with_sections
from tracker.insights import summary_context
from tracker.models import SharedLink, User

LAST = date(2026, 5, 31)
DIARY = believable(LAST, 180, 1)


def as_page(summary: DoctorSummary) -> str:
    return render_to_string("tracker/_doctor_summary.html", summary_context(summary))


@pytest.mark.parametrize("keys", [ALL_SECTIONS, ("reliefs", "course"), ()], ids=["everything", "two", "nothing"])
def test_a_thawed_summary_makes_the_same_page(keys: tuple[str, ...]) -> None:
    summary = build_summary(DIARY, LAST, gettext)
    kept = json.loads(json.dumps(to_snapshot(summary, keys), sort_keys=True))
    assert as_page(from_snapshot(kept)) == as_page(with_sections(summary, keys))


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
    # The same file of the same diary is not typeset again; three write down that a file was made.
    assert len(alone) <= 10
    assert len(with_annex) <= 30
    assert "No episode was logged in this period." in " ".join(pages(bob_client, annex="on"))


def test_an_answer_to_a_sign_is_in_the_summary_at_once(alice: User, alice_client: Client) -> None:
    today = timezone.now().date()
    for ago in range(20):
        day = today - timedelta(days=ago)
        at = timezone.now() - timedelta(days=ago)
        diary.log_episode(alice, Episode(uuid4(), at, "UTC", day, places=(Place("chin", Side.LEFT),)))
    before = page_of(alice_client)
    assert page_of(alice_client) == before
    rows = alice.cached_results.filter(name__contains="summary").count()
    diary.answer_watched_sign(alice, "S2_persistent", "booked", today)
    page_of(alice_client)
    assert alice.cached_results.filter(name__contains="summary").count() == rows + 1


PERIOD = {"first_day": "2026-03-01", "last_day": "2026-05-31"}


def page_of(client: Client, **asked: str) -> str:
    answer = client.get("/doctor/", asked)
    assert answer.status_code == 200
    return answer.content.decode()


def logged(user: User, days: int) -> None:
    diary.save(user, believable(timezone.now().date() - timedelta(days=1), days, 1), timezone.now())


def episode_of(at: datetime, sign: Sign) -> Episode:
    return Episode(uuid4(), at, "UTC", at.date(), places=(Place("nose_side", Side.LEFT),), signs=(sign,))


def in_order(page: str, *parts: str) -> bool:
    places = [page.index(part) for part in parts]
    return places == sorted(places)


def test_the_summary_comes_before_the_tools(alice: User, alice_client: Client) -> None:
    logged(alice, 90)
    page = page_of(alice_client)
    assert in_order(
        re.sub(r"\s*([<>])\s*", r"\1", page),
        "<h1>For your doctor</h1>",
        ">PDF</a>",
        ">30 days<",
        ">90 days<",
        ">180 days<",
        ">Since last visit<",
        "Other…",
        'class="summary-figures"',
        'id="summary-signs_to_watch"',
        'id="summary-since_last_visit"',
        'id="summary-course"',
        ">Save as PDF</a>",
        ">Share a link</a>",
        ">Visits</a>",
        "Next visit: ",
        "Choose and order the sections",
        "Other files: CSV, JSON, FHIR",
        "Links you have shared",
    )
    assert page.count("btn-primary") == 1


def test_links_to_files_carry_the_period(alice: User, alice_client: Client) -> None:
    logged(alice, 90)
    page = page_of(alice_client, **PERIOD)
    asked = conditional_escape(urlencode(PERIOD))
    for name in ("pdf", "fhir", "csv", "json", "tables"):
        assert f"{reverse(f'tracker:doctor-{name}')}?{asked}" in page
    assert f"{reverse('tracker:doctor-pdf')}?{asked}&amp;annex=on" in page
    assert f"{reverse('tracker:links')}?{asked}" in page


@pytest.mark.parametrize(("days", "name"), [(30, "30 days"), (90, "90 days"), (180, "180 days")])
def test_the_period_that_is_shown_is_marked(alice: User, alice_client: Client, days: int, name: str) -> None:
    logged(alice, 40)
    today = timezone.now().date()
    page = page_of(alice_client, first_day=str(today - timedelta(days=days - 1)), last_day=str(today))
    marked = re.findall(r'aria-current="true">\s*([^<]+?)\s*</a>', page)
    assert marked == [name]
    assert '<details class="chip-more">' in page


def test_another_period_opens_the_dates(alice: User, alice_client: Client) -> None:
    logged(alice, 40)
    page = page_of(alice_client, **PERIOD)
    assert 'aria-current="true"' not in page
    assert '<details class="chip-more" open>' in page
    wrong = page_of(alice_client, first_day="2026-05-31", last_day="2026-03-01")
    assert '<details class="chip-more" open>' in wrong
    assert "summary-figures" not in wrong


def test_an_empty_diary_is_asked_to_log_first(alice_client: Client) -> None:
    page = page_of(alice_client)
    assert "Log a few days first." in page
    assert "summary-figures" not in page
    assert reverse("tracker:doctor-pdf") not in page
    assert reverse("tracker:visits") in page


def test_the_first_days_have_figures_and_no_rate(alice: User, alice_client: Client) -> None:
    logged(alice, 5)
    page = page_of(alice_client)
    assert "summary-figures" in page
    assert "too early to say" in page
    figures = page.partition('class="summary-figures"')[2].partition("</dl>")[0]
    assert "per 7 logged days" not in figures


def test_a_period_without_entries_of_a_kept_diary_is_shown(alice: User, alice_client: Client) -> None:
    logged(alice, 5)
    page = page_of(alice_client, first_day="2025-03-01", last_day="2025-05-31")
    assert "0 of 92" in page


def test_open_links_are_counted(alice: User, alice_client: Client) -> None:
    logged(alice, 5)
    assert "fold-count" not in page_of(alice_client)
    ends = timezone.now() + timedelta(days=3)
    for digest in ("a" * 64, "b" * 64):
        SharedLink.objects.create(
            user=alice, digest=digest, first_day=LAST, last_day=LAST, sections=[], made_at=timezone.now(),
            made_on=LAST, ends_on=ends.date(), ends_at=ends,
        )  # fmt: skip
    assert re.search(r'"fold-count">2 open</small>', page_of(alice_client))


def test_the_signs_are_whole_and_are_no_table(alice: User, alice_client: Client) -> None:
    logged(alice, 90)
    sign = Sign("ear_click", Onset.GRADUAL)
    diary.save_entry(alice, episode_of(timezone.now(), sign))
    answer = alice_client.get("/doctor/")
    page, box = answer.content.decode(), answer.context["box"]
    card = page.partition('id="summary-signs_to_watch"')[2].partition("</section>")[0]
    assert box.signs
    assert "<table" not in card
    for sign in box.signs:
        assert conditional_escape(sign.says) in card
        assert sign.level in card


def test_a_table_with_many_columns_names_them_in_each_cell(alice: User, alice_client: Client) -> None:
    """On a phone its rows become lines."""
    logged(alice, 90)
    page = page_of(alice_client)
    wide = re.findall(r'<div class="summary-table is-wide">.*?</table>', page, re.DOTALL)
    assert wide
    for table in wide:
        cells = re.findall(r"<td(?! colspan)[^>]*>", table)
        assert cells
        assert all('data-column="' in cell for cell in cells)


def test_the_summary_as_json_has_its_numbers(alice: User, alice_client: Client) -> None:
    logged(alice, 90)
    answer = alice_client.get(reverse("tracker:doctor-json"))
    assert answer["Content-Type"] == "application/json"
    assert json.loads(answer.content)["format"] == "levator-doctor-summary"
    assert alice_client.get(reverse("tracker:doctor-json"), {"first_day": "x"}).status_code == 400
