"""The changes of courses, with the dose before and after each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from tracker.core.analysis.changes.effects import Counted, EventKind, treatment_events
from tracker.core.records import Diary, DoseChange, Medicine, Person

ZINC = Medicine(
    UUID(int=1), "Zinc", started=date(2026, 1, 5), dose="100 mg", dose_raised=date(2026, 1, 9),
    stopped=date(2026, 6, 1),
    changes=(
        DoseChange(date(2026, 2, 1), "300 mg", True), DoseChange(date(2026, 3, 1)),
        DoseChange(date(2026, 4, 1), "150 mg", False),
    ),
)  # fmt: skip


def test_each_change_knows_the_dose_before_it() -> None:
    diary = Diary(Person(), date(2026, 1, 1), date(2026, 12, 1), medicines=(ZINC,))
    assert [(one.kind, one.dose_before, one.dose) for one in treatment_events(diary)] == [
        (EventKind.BEGUN, "", "100 mg"),
        (EventKind.RAISED, "", ""),
        (EventKind.RAISED, "100 mg", "300 mg"),
        (EventKind.CHANGED, "300 mg", ""),
        (EventKind.LOWERED, "300 mg", "150 mg"),
        (EventKind.STOPPED, "150 mg", ""),
    ]


def test_changes_after_the_last_day_are_left_out_and_the_others_are_in_order() -> None:
    iron = replace(ZINC, id=UUID(int=2), name="Iron", started=date(2025, 1, 5), changes=(), dose_raised=None)
    diary = Diary(Person(), date(2026, 1, 1), date(2026, 1, 31), medicines=(ZINC, iron))
    assert [(one.name, one.day.month) for one in treatment_events(diary)] == [("Iron", 1), ("Zinc", 1), ("Zinc", 1)]


def test_no_logged_day_has_no_rate() -> None:
    assert Counted(0, 0).rate is None
    assert Counted(4, 2).rate == 0.5
