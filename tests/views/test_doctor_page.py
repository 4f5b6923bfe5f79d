"""A person chooses sections and their order, and writes questions; page and files follow, for that person alone."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from tracker import diary
from tracker.demo import believable
from tracker.models import User
from tracker.records import Visit
from tracker.reference.sections import EVERYTHING

PAGE, DOCTOR, PDF = "/doctor/page/", "/doctor/", "/doctor/summary.pdf"
QUESTION = "Is it safe to drive?"


@pytest.fixture
def keeper(alice: User) -> User:
    diary.save(alice, believable(timezone.now().date() - timedelta(days=1), 120, 1), timezone.now())
    return alice


def headings(client: Client) -> list[str]:
    page = client.get(DOCTOR).content.decode()
    return [part.split('"')[0] for part in page.split('<h2 id="summary-')[1:]]


def sheet(client: Client) -> str:
    return " ".join(PdfReader(io.BytesIO(client.get(PDF).content)).pages[0].extract_text().split())


def choose(client: Client, *keys: str, questions: str = "") -> None:
    numbers = {f"place_{key}": str(at) for at, key in enumerate(keys, start=1)}
    assert client.post(PAGE, {**numbers, "questions": questions}).status_code == 302


def test_everything_is_shown_until_something_is_chosen(keeper: User, alice_client: Client) -> None:
    assert headings(alice_client) == list(EVERYTHING)


def test_page_and_pdf_follow_the_choice(keeper: User, alice_client: Client) -> None:
    choose(alice_client, "reliefs", "course")
    assert headings(alice_client) == ["reliefs", "course", "how_made"]
    printed = sheet(alice_client)
    assert printed.index("What was tried") < printed.index("How often")
    assert "What a bout is like" not in printed
    assert "No clinician has reviewed this software." in printed


def test_the_choice_stays_and_can_be_taken_back(keeper: User, alice_client: Client) -> None:
    choose(alice_client, "bouts", questions=QUESTION)
    keeper.refresh_from_db()
    assert keeper.doctor_sections == ("bouts", "how_made")
    assert 'name="place_bouts" value="1"' in alice_client.get(PAGE).content.decode()
    alice_client.post(PAGE, {"reset": "yes"})
    keeper.refresh_from_db()
    assert keeper.doctor_sections == EVERYTHING
    assert keeper.doctor_questions == (QUESTION,)


def test_questions_come_after_those_of_the_next_visit(keeper: User, alice_client: Client) -> None:
    visit = Visit(uuid4(), timezone.now().date() + timedelta(days=3), questions=("What is it?",))
    diary.put(keeper, visit)
    choose(alice_client, "questions", questions=QUESTION)
    printed = sheet(alice_client)
    assert printed.index("What is it?") < printed.index(QUESTION)


def test_a_question_too_long_is_told_and_nothing_is_lost_or_saved(keeper: User, alice_client: Client) -> None:
    answer = alice_client.post(PAGE, {"place_course": "1", "questions": "x" * 10_000})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Please keep each question to 1000 characters." in page
    assert "x" * 10_000 in page
    keeper.refresh_from_db()
    assert keeper.doctor_page == {}


def test_what_another_version_stored_is_read_as_far_as_it_is_known(keeper: User, alice_client: Client) -> None:
    keeper.doctor_page = {"sections": ["gone", "places"], "more": 1}
    keeper.save()
    assert headings(alice_client) == ["places", "how_made"]


def test_the_choice_is_of_one_person_alone(keeper: User, bob: User, alice_client: Client, bob_client: Client) -> None:
    choose(alice_client, "bouts", questions=QUESTION)
    assert headings(bob_client) == list(EVERYTHING)
    assert QUESTION not in bob_client.get(PAGE).content.decode()
    assert json.dumps(bob.doctor_page) == "{}"


def test_the_time_since_the_last_visit_is_one_tap_away(alice: User, alice_client: Client) -> None:
    assert "Since my last visit" not in alice_client.get(DOCTOR).content.decode()
    today = timezone.now().date()
    for days in (40, 12, -5):
        diary.put(alice, Visit(uuid4(), today - timedelta(days=days)))
    page = alice_client.get(DOCTOR).content.decode()
    link = f"?first_day={today - timedelta(days=12)}&amp;last_day={today}"
    assert f'href="{link}">Since my last visit</a>' in page
    answer = alice_client.get(DOCTOR + link.replace("&amp;", "&"))
    assert "Since the visit on" in answer.content.decode()
