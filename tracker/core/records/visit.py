"""A visit to a doctor, planned or past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class MedicalTestKind(StrEnum):
    """What a test looked at."""

    BLOOD = "blood"
    NERVE = "nerve"
    IMAGING = "imaging"
    OTHER = "other"


@dataclass(frozen=True)
class MedicalTest:
    """A test that was done or ordered; `result` is empty until there is one."""

    kind: MedicalTestKind
    name: str
    result: str = ""


@dataclass(frozen=True)
class ScaleScore:
    """A doctor's rating: a number that means nothing without the name of its scale."""

    scale: str
    score: float


@dataclass(frozen=True)
class Visit:
    """Questions, each of them one line, are written down before; findings, tests, scores and what was agreed after it.

    A visit is to come until its day is over; no more is recorded about that.
    """

    id: UUID
    day: date
    who: str = ""
    questions: tuple[str, ...] = ()
    findings: str = ""
    tests: tuple[MedicalTest, ...] = ()
    scores: tuple[ScaleScore, ...] = ()
    agreed: str = ""
    note: str = ""
