"""A visit to a doctor, planned or past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class MedicalTestKind(StrEnum):
    """The kind of a medical test."""

    BLOOD = "blood"
    NERVE = "nerve"
    IMAGING = "imaging"
    OTHER = "other"


@dataclass(frozen=True)
class MedicalTest:
    """A test done or ordered; `result` is empty until there is one."""

    kind: MedicalTestKind
    name: str
    result: str = ""


@dataclass(frozen=True)
class ScaleScore:
    """A doctor's rating on a named scale."""

    scale: str
    score: float


@dataclass(frozen=True)
class Visit:
    """A visit. Questions, one line each, are written before it; findings, tests, scores and the agreement after it.

    A visit counts as planned until its day is over.
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

    @property
    def has_a_result(self) -> bool:
        """Whether the visit has findings, test results, scores or an agreement."""
        return bool(self.findings or self.agreed or self.scores or any(test.result for test in self.tests))
