"""What a diary document may hold of visits to a doctor."""

from __future__ import annotations

from tracker.core.formats.validation.checks import choice, day, number, text, uid
from tracker.core.formats.validation.problems import wrong
from tracker.core.formats.validation.shapes import Shape, each
from tracker.core.formats.validation.vocabulary import name, note
from tracker.core.records import MedicalTest, MedicalTestKind, ScaleScore, Visit
from tracker.core.reference import limits
from tracker.core.reference.words import gettext_noop as _

_question = text(limits.QUESTION_CHARS, least=1)


def question(value: object) -> str:
    """One line: the form has one question per line."""
    asked: str = _question(value)
    if "\n" in asked or "\r" in asked:
        raise wrong(_("must be one line"))
    return asked


MEDICAL_TEST = Shape(
    MedicalTest, needs={"kind": choice(MedicalTestKind), "name": name}, may={"result": text(limits.RESULT_CHARS)}
)

SCALE_SCORE = Shape(ScaleScore, needs={"scale": name, "score": number(limits.SCALE_SCORE)})

VISIT = Shape(
    Visit,
    needs={"id": uid, "day": day},
    may={
        "who": text(limits.LINE_CHARS),
        "questions": each(question, limits.QUESTIONS_PER_VISIT),
        "findings": note,
        "tests": each(MEDICAL_TEST, limits.TESTS_PER_VISIT),
        "scores": each(SCALE_SCORE, limits.SCORES_PER_VISIT),
        "agreed": note,
        "note": note,
    },
)
