"""Courses, their changes with before and after, and injections."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from tracker.core.analysis.changes.comparisons import MAX_COMPARED
from tracker.core.analysis.changes.treatments import treatment_effects
from tracker.core.demo import believable
from tracker.core.records import (
    Day,
    Diary,
    Dose,
    DoseChange,
    Episode,
    Injected,
    Injection,
    Medicine,
    Person,
)
from tracker.core.reference.places import PLACES
from tracker.core.reports.facts import Section, SummaryTable
from tracker.core.reports.sections.medicines import effect_text, medicines_section

FIRST = date(2026, 1, 1)
BEGAN = FIRST + timedelta(days=60)


def section_of(diary: Diary) -> Section:
    return medicines_section(diary, treatment_effects(diary), str)


def texts(table: SummaryTable) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def quieter() -> Diary:
    """Sixty days with five to seven episodes, then sixty with none or one; every day logged."""
    dates = [FIRST + timedelta(days=at) for at in range(120)]
    counts = [5 + at % 3 if at < 60 else at % 2 for at in range(120)]
    starts = [datetime(d.year, d.month, d.day, 6 + n, tzinfo=UTC) for d, many in zip(dates, counts, strict=True)
              for n in range(many)]  # fmt: skip
    return Diary(
        Person(), FIRST, dates[-1],
        days=tuple(Day(UUID(int=at), day) for at, day in enumerate(dates)),
        episodes=tuple(Episode(UUID(int=at), start, "UTC", start.date()) for at, start in enumerate(starts)),
    )  # fmt: skip


def course(number: int, name: str, **said: object) -> Medicine:
    return Medicine(UUID(int=number), name, **said)  # type: ignore[arg-type]


def test_what_is_taken_comes_first_with_dose_reason_and_doses(three_weeks: Diary) -> None:
    now = course(
        1, "Magnesium", started=date(2026, 5, 1), dose="200 mg", why="cramps", as_needed=True, suspected=True,
        changes=(DoseChange(date(2026, 5, 6), "400 mg", True), DoseChange(date(2026, 6, 6), "later")),
    )  # fmt: skip
    past = course(2, "Old one", stopped=date(2026, 5, 3), why_stopped="tired")
    later = course(3, "Not yet", started=date(2026, 6, 1))
    at = datetime(2026, 5, 6, 8, tzinfo=UTC)
    diary = replace(
        three_weeks, medicines=(past, later, now), doses=(Dose(UUID(int=9), now.id, at, "UTC", at.date()),)
    )
    assert texts(section_of(diary).table("medicines")) == [
        [
            "Magnesium", "1 May 2026", "still taken", "1",
            "400 mg; as needed; for: cramps; the person thinks it may have to do with the twitch",
        ],
        ["Old one", "not said", "3 May 2026", "–", "stopped: tired"],
    ]  # fmt: skip


def test_a_change_tells_the_rate_after_against_before() -> None:
    diary = replace(quieter(), medicines=(course(1, "Magnesium", started=BEGAN, dose="200 mg"),))
    ((what, day, before, after, ratio, low, high, says),) = section_of(diary).table("changes").rows
    assert (what.text, day.value, says.value) == ("Magnesium begun", "2026-03-02", "fewer")
    assert (before.value, after.value) == (6, 0.5)
    assert isinstance(ratio.value, float)
    assert isinstance(high.value, float)
    assert ratio.value < high.value < 1
    assert isinstance(low.value, float)
    assert says.text.startswith("fewer: about a")
    assert " as many; could be anything from a" in says.text


def test_an_interval_from_a_tenth_to_a_hundred_is_no_answer() -> None:
    diary = believable(date(2026, 11, 24), 180, 1)
    diary = replace(diary, medicines=(course(1, "Iron", started=date(2026, 9, 15)),), injections=())
    rows = section_of(diary).table("changes").rows
    unsure = [row for row in rows if row[-1].value == "uncertain"]
    assert unsure
    for _what, _day, _before, _after, *numbers, says in unsure:
        assert [cell.value for cell in numbers] == [None] * 3
        assert says.text == "cannot tell"


def test_what_cannot_be_compared_says_so(three_weeks: Diary) -> None:
    diary = replace(three_weeks, medicines=(course(1, "Magnesium", started=date(2026, 5, 10)),))
    (row,) = section_of(diary).table("changes").rows
    assert [cell.value for cell in row[4:]] == [None] * 4
    assert row[-1].text == "cannot tell: fewer than 28 days noted before it"


def test_one_sentence_replaces_a_table_of_unclear_changes(three_weeks: Diary) -> None:
    diary = replace(three_weeks, medicines=(course(1, "Magnesium", started=date(2026, 5, 10)),))
    section = section_of(diary)
    assert section.table("changes").secondary
    assert [fact.text for fact in section.facts] == ["cannot tell for the one change"]
    clear = replace(quieter(), medicines=(course(1, "X", started=BEGAN),))
    assert not section_of(clear).table("changes").secondary
    assert not section_of(clear).facts


def test_changes_close_together_share_a_row_each_with_its_doses(three_weeks: Diary) -> None:
    medicine = course(
        1, "X", started=date(2026, 5, 1), stopped=date(2026, 5, 20), dose_raised=date(2026, 5, 2),
        changes=(
            DoseChange(date(2026, 5, 3), "2", True), DoseChange(date(2026, 5, 4), "1", False),
            DoseChange(date(2026, 5, 5)), DoseChange(date(2026, 6, 5), "after the period", True),
        ),
    )  # fmt: skip
    diary = replace(three_weeks, medicines=(medicine,))
    ((what, day, *_numbers, says),) = section_of(diary).table("changes").rows
    assert what.text == "X begun; X raised; X raised: 2; X lowered: 2 → 1; X changed; X stopped"
    assert (day.text, day.value) == ("1 May to 20 May 2026", "2026-05-01")
    assert says.text.startswith("cannot tell")


def test_only_the_latest_changes_are_compared() -> None:
    """Fifteen medicines, one every thirty days, with a episode every other day."""
    dates = [FIRST + timedelta(days=at) for at in range(30 * (MAX_COMPARED + 4))]
    starts = [datetime(day.year, day.month, day.day, 6, tzinfo=UTC) for day in dates[::2]]
    many = tuple(course(at, f"M{at}", started=dates[30 * at]) for at in range(1, MAX_COMPARED + 4))
    diary = Diary(
        Person(), FIRST, dates[-1], medicines=many,
        days=tuple(Day(UUID(int=at), day) for at, day in enumerate(dates)),
        episodes=tuple(Episode(UUID(int=at), start, "UTC", start.date()) for at, start in enumerate(starts)),
    )  # fmt: skip
    rows = section_of(diary).table("changes").rows
    assert [row[-1].value is not None for row in rows] == [True] * MAX_COMPARED + [False] * 3


def test_injections_say_where_and_how_much_and_when_the_next_is_due(three_weeks: Diary) -> None:
    lid, nose = PLACES["lower_eyelid:right"], PLACES["nose_side:left"]
    diary = replace(three_weeks, injections=(
        Injection(UUID(int=1), date(2026, 2, 1), "Earlier"),
        Injection(UUID(int=2), date(2026, 5, 1), "A toxin", (Injected(lid, 2.5), Injected(nose, 5.0), Injected(nose)),
                  date(2026, 8, 1), "", date(2026, 5, 12), date(2026, 7, 20)),
        Injection(UUID(int=3), date(2026, 9, 1), "Later"),
    ))  # fmt: skip
    table = section_of(diary).table("injections")
    assert texts(table) == [
        ["A toxin", "1 May 2026", "7.5", "Lower eyelid, right 2.5; Side of nose, left 5; Side of nose, left",
         "helped from 12 May to 20 Jul 2026"],
        ["Earlier", "1 Feb 2026", "–", "", ""],
    ]  # fmt: skip
    assert table.note == "Next due on 1 Aug 2026."
    (last,) = section_of(diary).facts
    assert (last.text, last.detail) == (
        "1 May 2026", "helped from 12 May to 20 Jul 2026, next due on 1 Aug 2026",
    )  # fmt: skip
    assert last.values == {
        "day": "2026-05-01", "next_due": "2026-08-01", "effect_from": "2026-05-12", "effect_until": "2026-07-20",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("begins", "ends", "words"),
    [
        (None, None, ""),
        (date(2026, 5, 12), None, "helped from 12 May 2026 on"),
        (None, date(2026, 7, 20), "wore off on 20 Jul 2026"),
    ],
)
def test_the_effect_of_an_injection_is_shown_as_far_as_noted(
    begins: date | None, ends: date | None, words: str
) -> None:
    given = Injection(UUID(int=1), date(2026, 5, 1), "A toxin", effect_from=begins, effect_until=ends)
    assert effect_text(given, str) == words


def test_without_any_it_says_so(three_weeks: Diary) -> None:
    section = section_of(three_weeks)
    assert [table.key for table in section.tables] == ["medicines"]
    assert section.tables[0].note == "None was written down."
