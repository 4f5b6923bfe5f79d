"""Questions for the doctor: one list, stored with the next visit, or with the user until there is one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction

from tracker.core.reference.limits import QUESTIONS_PER_VISIT
from tracker.core.reference.sections import hidden_sections
from tracker.diary.entries import save_entry
from tracker.models import User, Visit


def questions_to_ask(user: User, today: date) -> tuple[str, ...]:
    """The questions of the next visit, then those without a visit; each once."""
    visit = next_visit_row(user, today)
    return tuple(dict.fromkeys((*(visit.questions if visit else ()), *user.doctor_questions)))


def next_visit_row(user: User, today: date) -> Visit | None:
    """The next visit, which may be today."""
    return user.visits.filter(day__gte=today).first()


@transaction.atomic
def save_doctor_page(
    user: User, today: date, sections: Sequence[str], questions: Sequence[str], shown_before: Iterable[str]
) -> None:
    """Save the sections in this order, and the questions.

    `shown_before` are the questions that the form showed. One that another tab added since is preserved.
    """
    user.lock_and_bump_revision()
    user.refresh_from_db(fields=["doctor_page"])
    new = set(questions_to_ask(user, today)) - set(shown_before)
    asked = dict.fromkeys((*questions, *(one for one in questions_to_ask(user, today) if one in new)))
    user.doctor_page = {"sections": list(sections), "left_out": hidden_sections(sections)}
    _save_questions(user, today, tuple(asked))


@transaction.atomic
def show_all_sections(user: User) -> None:
    """Reset to all sections in the usual order. The questions stay."""
    user.lock_and_bump_revision()
    user.refresh_from_db(fields=["doctor_page"])
    user.doctor_page = {"questions": list(user.doctor_questions)} if user.doctor_questions else {}
    user.save(update_fields=["doctor_page"])


@transaction.atomic
def move_questions_to_next_visit(user: User, today: date) -> None:
    """Move the questions without a visit to the next visit, if there is one."""
    if user.doctor_questions and next_visit_row(user, today):
        user.lock_and_bump_revision()
        user.refresh_from_db(fields=["doctor_page"])
        _save_questions(user, today, questions_to_ask(user, today))


def _save_questions(user: User, today: date, asked: tuple[str, ...]) -> None:
    """Store with the next visit as many as it can hold, and the others with the user."""
    visit = next_visit_row(user, today)
    of_visit = asked[:QUESTIONS_PER_VISIT] if visit else ()
    if visit:
        save_entry(user, replace(visit.record(), questions=of_visit), visit.version)
    waiting = list(asked[len(of_visit) :])
    others = {key: value for key, value in user.doctor_page.items() if key != "questions"}
    user.doctor_page = {**others, "questions": waiting} if waiting else others
    user.save(update_fields=["doctor_page"])
