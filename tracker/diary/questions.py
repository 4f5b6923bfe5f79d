"""What a person wants to ask the doctor: one list, kept with the next visit, or on its own until there is one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction

from tracker.core.reference.limits import QUESTIONS_PER_VISIT
from tracker.core.reference.sections import left_out
from tracker.diary.entries import save_entry
from tracker.models import User, Visit


def questions_to_ask(user: User, today: date) -> tuple[str, ...]:
    """Those of the next visit, then those that wait for one; each once."""
    visit = next_visit_row(user, today)
    return tuple(dict.fromkeys((*(visit.questions if visit else ()), *user.doctor_questions)))


def next_visit_row(user: User, today: date) -> Visit | None:
    """The visit to come first; one of today is still to come."""
    return user.visits.filter(day__gte=today).first()


@transaction.atomic
def save_doctor_page(
    user: User, today: date, sections: Sequence[str], questions: Sequence[str], shown_before: Iterable[str]
) -> None:
    """Keep the sections in this order and the questions.

    `shown_before` are the questions that the form showed. One that came meanwhile, from another tab, stays.
    """
    user.lock_and_bump_revision()
    user.refresh_from_db(fields=["doctor_page"])
    new = set(questions_to_ask(user, today)) - set(shown_before)
    asked = dict.fromkeys((*questions, *(one for one in questions_to_ask(user, today) if one in new)))
    user.doctor_page = {"sections": list(sections), "left_out": left_out(sections)}
    _keep_questions(user, today, tuple(asked))


@transaction.atomic
def show_all_sections(user: User) -> None:
    """All sections in the usual order; the questions stay."""
    user.lock_and_bump_revision()
    user.refresh_from_db(fields=["doctor_page"])
    user.doctor_page = {"questions": list(user.doctor_questions)} if user.doctor_questions else {}
    user.save(update_fields=["doctor_page"])


@transaction.atomic
def move_questions_to_next_visit(user: User, today: date) -> None:
    """Move the questions that wait to the next visit, where there is one."""
    if user.doctor_questions and next_visit_row(user, today):
        user.lock_and_bump_revision()
        user.refresh_from_db(fields=["doctor_page"])
        _keep_questions(user, today, questions_to_ask(user, today))


def _keep_questions(user: User, today: date, asked: tuple[str, ...]) -> None:
    """With the next visit as many as it can hold; the others wait."""
    visit = next_visit_row(user, today)
    of_visit = asked[:QUESTIONS_PER_VISIT] if visit else ()
    if visit:
        save_entry(user, replace(visit.record(), questions=of_visit), visit.version)
    waiting = list(asked[len(of_visit) :])
    others = {key: value for key, value in user.doctor_page.items() if key != "questions"}
    user.doctor_page = {**others, "questions": waiting} if waiting else others
    user.save(update_fields=["doctor_page"])
