"""Checks for visits in a diary document."""

from __future__ import annotations

from tracker.core.formats.validation.checks import choice, day, number, text, uid
from tracker.core.formats.validation.containers import ObjectCheck, list_of
from tracker.core.formats.validation.violations import invalid
from tracker.core.formats.validation.vocabulary import name, note
from tracker.core.records import MedicalTest, MedicalTestKind, ScaleScore, Visit
from tracker.core.reference import limits
from tracker.core.reference.words import gettext_noop as _

_question = text(limits.QUESTION_CHARS, min_chars=1)


def question(value: object) -> str:
    """Check that a question is one line: the form has one question per line."""
    found: str = _question(value)
    if "\n" in found or "\r" in found:
        raise invalid(_("must be one line"))
    return found


MEDICAL_TEST = ObjectCheck(
    MedicalTest,
    required={"kind": choice(MedicalTestKind), "name": name},
    optional={"result": text(limits.RESULT_CHARS)},
)

SCALE_SCORE = ObjectCheck(ScaleScore, required={"scale": name, "score": number(limits.SCALE_SCORE)})

VISIT = ObjectCheck(
    Visit,
    required={"id": uid, "day": day},
    optional={
        "who": text(limits.LINE_CHARS),
        "questions": list_of(question, limits.QUESTIONS_PER_VISIT),
        "findings": note,
        "tests": list_of(MEDICAL_TEST, limits.TESTS_PER_VISIT),
        "scores": list_of(SCALE_SCORE, limits.SCORES_PER_VISIT),
        "agreed": note,
        "note": note,
    },
)
