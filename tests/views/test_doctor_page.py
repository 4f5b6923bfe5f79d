"""A person chooses sections and their order, and writes questions; page and files follow, for that person alone."""

from __future__ import annotations

import io
import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from tracker import diary
from tracker.core.demo import believable
from tracker.core.records import Day, Visit
from tracker.core.reference.sections import ALL_SECTIONS
from tracker.models import User

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
    sent = {"order": ",".join(keys), "show": keys, "questions": questions}
    assert client.post(PAGE, sent).status_code == 302


def ticked(client: Client) -> list[str]:
    """The sections that are ticked on the page, in their order."""
    return re.findall(r'name="show" value="(\w+)"[^>]* checked', client.get(PAGE).content.decode())


def move(client: Client, button: str) -> HttpResponse:
    """Press a button of the page as it is shown now."""
    form = client.get(PAGE).context["form"]
    sent = {name: form[name].value() for name in ("order", "show", "questions", "shown_before")}
    answer: HttpResponse = client.post(PAGE, {**sent, "move": button})
    return answer


@pytest.fixture
def unplanned(keeper: User) -> User:
    """A diary without a visit."""
    keeper.visits.all().delete()
    return keeper


def test_everything_is_shown_until_something_is_chosen(keeper: User, alice_client: Client) -> None:
    others = [key for key in ALL_SECTIONS if key not in ("person", "signs_to_watch", "since_last_visit")]
    assert headings(alice_client) == ["signs_to_watch", "since_last_visit", *others]
    page = alice_client.get(DOCTOR).content.decode()
    assert "Nothing noted on: worry and how much it gets in the way" in page


def test_page_and_pdf_follow_the_choice(keeper: User, alice_client: Client) -> None:
    choose(alice_client, "bouts", "course")
    assert headings(alice_client) == ["bouts", "course", "how_made"]
    printed = sheet(alice_client)
    assert printed.index("What an episode is like") < printed.index("How often")
    assert "Since when and where" not in printed
    assert "No clinician has reviewed this software." in printed


def test_the_choice_stays_and_can_be_taken_back(unplanned: User, alice_client: Client) -> None:
    choose(alice_client, "bouts", questions=QUESTION)
    unplanned.refresh_from_db()
    assert unplanned.doctor_sections == ("bouts", "how_made")
    assert ticked(alice_client) == ["bouts"]
    alice_client.post(PAGE, {"reset": "yes"})
    unplanned.refresh_from_db()
    assert unplanned.doctor_sections == ALL_SECTIONS
    assert unplanned.doctor_questions == (QUESTION,)


def test_a_section_moves_up_and_down_without_a_script(keeper: User, alice_client: Client) -> None:
    choose(alice_client, "course", "places", "bouts")
    assert move(alice_client, "up places")["Location"] == f"{PAGE}#sections"
    assert ticked(alice_client) == ["places", "course", "bouts"]
    move(alice_client, "down places")
    move(alice_client, "down places")
    assert ticked(alice_client) == ["course", "bouts", "places"]
    for button in ("up course", "down places", "up nonsense", "sideways course", ""):
        move(alice_client, button)
    assert ticked(alice_client) == ["course", "bouts", "places"]


def test_a_button_that_moves_a_section_keeps_what_was_typed_and_ticked(unplanned: User, alice_client: Client) -> None:
    sent = {"order": "course,places", "show": ["places"], "questions": QUESTION, "move": "up places"}
    alice_client.post(PAGE, sent)
    unplanned.refresh_from_db()
    assert unplanned.doctor_questions == (QUESTION,)
    assert ticked(alice_client) == ["places"]


def test_the_questions_of_the_next_visit_and_of_this_page_are_one_list(unplanned: User, alice_client: Client) -> None:
    visit = Visit(uuid4(), timezone.now().date() + timedelta(days=3), questions=("What is it?",))
    diary.save_entry(unplanned, visit)
    assert alice_client.get(PAGE).context["form"]["questions"].value() == "What is it?"
    choose(alice_client, "questions", questions=f"What is it?\n{QUESTION}")
    assert unplanned.visits.get().questions == ["What is it?", QUESTION]
    unplanned.refresh_from_db()
    assert unplanned.doctor_questions == ()
    printed = sheet(alice_client)
    assert printed.index("What is it?") < printed.index(QUESTION)
    assert printed.count(QUESTION) == 1


def test_questions_wait_for_a_visit_and_go_with_it_once_it_is_saved(unplanned: User, alice_client: Client) -> None:
    choose(alice_client, "questions", questions=QUESTION)
    new = reverse("tracker:visit-create")
    assert QUESTION in alice_client.get(new, follow=True).content.decode()
    day = timezone.now().date() + timedelta(days=9)
    alice_client.post(new, {"client_id": uuid4(), "version": 1, "day": day, "questions": "What is it?"})
    assert unplanned.visits.get().questions == ["What is it?", QUESTION]
    unplanned.refresh_from_db()
    assert unplanned.doctor_questions == ()


def test_a_visit_that_is_over_takes_no_questions(unplanned: User, alice_client: Client) -> None:
    choose(alice_client, "questions", questions=QUESTION)
    day = timezone.now().date() - timedelta(days=9)
    alice_client.post(reverse("tracker:visit-create"), {"client_id": uuid4(), "version": 1, "day": day})
    assert unplanned.visits.get().questions == []
    unplanned.refresh_from_db()
    assert unplanned.doctor_questions == (QUESTION,)


def test_a_question_added_in_another_tab_is_kept(unplanned: User, alice_client: Client) -> None:
    choose(alice_client, "questions", questions="One?")
    choose(alice_client, "questions", questions="One?\nTwo?")
    sent = {"order": "questions", "show": ["questions"], "questions": "Three?", "shown_before": "One?"}
    alice_client.post(PAGE, sent)
    unplanned.refresh_from_db()
    assert unplanned.doctor_questions == ("Three?", "Two?")


def test_a_question_too_long_gets_a_message_and_saves_nothing(keeper: User, alice_client: Client) -> None:
    answer = alice_client.post(PAGE, {"order": "course", "show": "course", "questions": "x" * 10_000})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Question 1 has 10000 characters; up to 1000 can be kept." in page
    assert "x" * 10_000 in page
    keeper.refresh_from_db()
    assert keeper.doctor_page == {}


def test_what_another_version_stored_is_read_as_far_as_it_is_known(keeper: User, alice_client: Client) -> None:
    keeper.doctor_page = {"sections": ["gone", "places"], "more": 1}
    keeper.save()
    assert keeper.doctor_sections == ("places", "person", "how_made")
    assert headings(alice_client)[0] == "places"


def test_the_choice_is_of_one_person_alone(keeper: User, bob: User, alice_client: Client, bob_client: Client) -> None:
    choose(alice_client, "bouts", questions=QUESTION)
    assert bob.doctor_sections == ALL_SECTIONS
    assert QUESTION not in bob_client.get(PAGE).content.decode()
    assert json.dumps(bob.doctor_page) == "{}"


def test_the_time_since_the_last_visit_is_one_tap_away(alice: User, alice_client: Client) -> None:
    diary.save_entry(alice, Day(uuid4(), timezone.now().date()))
    assert "Since last visit" not in alice_client.get(DOCTOR).content.decode()
    today = timezone.now().date()
    for days in (40, 12, -5):
        diary.save_entry(alice, Visit(uuid4(), today - timedelta(days=days)))
    page = alice_client.get(DOCTOR).content.decode()
    link = f"?first_day={today - timedelta(days=12)}&amp;last_day={today}"
    assert f'href="{link}"' in page
    assert "Since last visit" in page
    answer = alice_client.get(DOCTOR + link.replace("&amp;", "&"))
    assert "Since the visit on" in answer.content.decode()
