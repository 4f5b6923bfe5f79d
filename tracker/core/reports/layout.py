"""The order of the summary on paper and on a page: figures, signs in full, then what changed."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.core.reference.sections import ALWAYS
from tracker.core.reports.facts import Fact, Section
from tracker.core.reports.summary import DoctorSummary

SIGNS, CHANGED = "signs_to_watch", "since_last_visit"


@dataclass(frozen=True)
class Sign:
    """A sign in full: how urgent, its sentence, and when it was first shown, if known."""

    level: str
    says: str
    since: str


@dataclass(frozen=True)
class Signs:
    """The signs to watch with their title; `note` gives the date of the check."""

    title: str
    signs: tuple[Sign, ...]
    note: str


def figures(summary: DoctorSummary) -> tuple[Fact, ...]:
    """The headline facts, after the number of days they rest on."""
    return summary.coverage, *summary.headline


def signs_box(summary: DoctorSummary) -> Signs | None:
    """The signs to watch; None where the person left them out."""
    section = summary.section(SIGNS)
    if section is None:
        return None
    table = section.table(SIGNS)
    label = next(column.label for column in table.columns if column.key == "first_shown")
    signs = tuple(
        Sign(
            level=row["level"].text,
            says=row["says"].text,
            since=f"{label}: {row['first_shown'].text}" if row["first_shown"].value else "",
        )
        for row in table.records
    )
    return Signs(section.title, signs, table.note)


def in_order(summary: DoctorSummary) -> list[Section]:
    """The other sections that hold anything: what changed first, the rest in the person's order."""
    others = [section for section in summary.sections if section.key not in (ALWAYS, SIGNS) and section.noted]
    return sorted(others, key=lambda section: section.key != CHANGED)
