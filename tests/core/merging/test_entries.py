"""Two versions of one entry: what only one says is kept, notes are joined, signs united, everything else is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from tracker.core.merging import take_theirs
from tracker.core.merging.entries import SEPARATOR, merge_entries
from tracker.core.records import (
    Day,
    DoseChange,
    Episode,
    Exposure,
    Injection,
    MedicalTest,
    MedicalTestKind,
    Medicine,
    Onset,
    Person,
    Place,
    Reading,
    Side,
    Sign,
    Summary,
    Threshold,
    Visit,
)
from tracker.core.reference.limits import NOTE_CHARS, QUESTIONS_PER_VISIT

DATE = date(2026, 11, 12)
ID, OTHER = UUID(int=1), UUID(int=2)
NOON = datetime(2026, 11, 12, 12, tzinfo=UTC)
DAY = Day(ID, DATE)
EPISODE = Episode(ID, NOON, "UTC", DATE)
CHIN, NOSE = Place("chin", Side.LEFT), Place("nose_side", Side.LEFT)
NUMB, NUMB_SLOWLY = Sign("face_numb", Onset.SUDDEN), Sign("face_numb", Onset.GRADUAL)
RINGING = Sign("ringing", Onset.UNSURE)


def merged(mine: Any, theirs: Any, kind: str = "days") -> tuple[Any, list[tuple[str, ...]]]:
    found = merge_entries(kind, mine, theirs)
    return found.value, [difference.fields for difference in found.differences]


def test_what_only_the_other_says_is_taken_and_the_id_stays() -> None:
    theirs = Day(OTHER, DATE, no_twitch=True, impact=4, worry=0, worse_than_month_ago=False, note="later")
    assert merged(DAY, theirs) == (replace(theirs, id=ID), [])
    assert merge_entries("days", DAY, theirs).filled == (
        "no_twitch", "impact", "worry", "worse_than_month_ago", "note",
    )  # fmt: skip


def test_what_only_mine_says_stays() -> None:
    mine = Day(ID, DATE, impact=0, note="mine")
    assert merged(mine, Day(OTHER, DATE)) == (mine, [])


def test_another_value_stays_mine_and_both_are_named() -> None:
    found = merge_entries("days", replace(DAY, impact=3), replace(DAY, id=OTHER, impact=4))
    assert found.value.impact == 3
    (difference,) = found.differences
    assert (difference.day, difference.mine, difference.theirs, difference.is_settled) == (DATE, (3,), (4,), False)


def test_a_zero_and_a_no_are_answers() -> None:
    mine = replace(DAY, impact=0, worse_than_month_ago=False)
    value, fields = merged(mine, replace(DAY, impact=4, worse_than_month_ago=True))
    assert (value, fields) == (mine, [("impact",), ("worse_than_month_ago",)])


def test_the_other_value_can_be_chosen() -> None:
    found = merge_entries("days", replace(DAY, impact=3, worry=1), replace(DAY, impact=4), take_theirs)
    assert found.value == replace(DAY, impact=4, worry=1)
    assert ([one.mine for one in found.taken], found.differences) == ([(3,)], ())


def test_notes_are_joined_once() -> None:
    value, fields = merged(replace(DAY, note="evening, at the desk"), replace(DAY, note="morning"))
    assert (value.note, fields) == (f"evening, at the desk{SEPARATOR}morning", [])
    assert merged(value, replace(DAY, note="morning")) == (value, [])
    assert merged(replace(DAY, note="morning"), value) == (value, [])


def test_the_same_note_with_other_line_ends_is_the_same() -> None:
    mine = replace(DAY, note="one\r\ntwo")
    assert merged(mine, replace(DAY, note="one\ntwo")) == (mine, [])


def test_notes_that_are_too_long_for_one_are_asked_about() -> None:
    mine = replace(DAY, note="a" * NOTE_CHARS)
    assert merged(mine, replace(DAY, note="b")) == (mine, [("note",)])
    assert merge_entries("days", mine, replace(DAY, note="b"), take_theirs).value.note == "b"


def test_signs_are_united() -> None:
    value, fields = merged(replace(DAY, signs=(RINGING,)), replace(DAY, signs=(NUMB, RINGING)))
    assert (value.signs, fields) == ((RINGING, NUMB), [])


@pytest.mark.parametrize(("mine", "theirs"), [(NUMB, NUMB_SLOWLY), (NUMB_SLOWLY, NUMB)])
def test_of_two_onsets_the_more_urgent_counts_and_both_are_named(mine: Sign, theirs: Sign) -> None:
    for choice in ({}, {"choose": take_theirs}):
        found = merge_entries("days", replace(DAY, signs=(mine,)), replace(DAY, signs=(theirs,)), **choice)
        assert found.value.signs == (NUMB,)
        assert [(one.mine, one.theirs, one.is_settled) for one in found.differences] == [
            (((mine,),), ((theirs,),), True)
        ]


@pytest.mark.parametrize("turned", [False, True])
def test_a_sign_counts_more_than_that_there_was_none(turned: bool) -> None:
    two = [replace(DAY, no_other_signs=True), replace(DAY, signs=(NUMB,))]
    value, fields = merged(*(two[::-1] if turned else two))
    assert (value.signs, value.no_other_signs) == ((NUMB,), False)
    assert fields == [("no_other_signs",)]


def test_a_list_that_says_more_is_taken_and_other_lists_are_asked_about() -> None:
    mine = replace(EPISODE, places=(CHIN,))
    assert merged(mine, replace(EPISODE, places=(CHIN, NOSE)), "episodes") == (
        replace(EPISODE, places=(CHIN, NOSE)), [],
    )  # fmt: skip
    assert merged(mine, replace(EPISODE, places=(NOSE,)), "episodes") == (mine, [("places",)])


def test_what_is_blamed_and_questions_are_united_up_to_what_an_entry_holds() -> None:
    value, fields = merged(replace(EPISODE, blamed=("wind", "wind")), replace(EPISODE, blamed=("coffee", "wind")))
    assert (value.blamed, fields) == (("wind", "wind", "coffee"), [])
    full = Visit(ID, DATE, questions=tuple(map(str, range(QUESTIONS_PER_VISIT))))
    assert merged(full, replace(full, questions=("one more",)), "visits") == (full, [("questions",)])


def test_a_duration_and_still_going_are_one_answer() -> None:
    going, ended = replace(EPISODE, still_going=True), replace(EPISODE, duration_s=60)
    assert merged(going, ended, "episodes") == (going, [("duration_s", "still_going")])
    assert merge_entries("episodes", going, ended, take_theirs).value == ended
    assert merged(EPISODE, ended, "episodes") == (ended, [])


def test_when_it_began_comes_from_one_version() -> None:
    moved = replace(EPISODE, onset=NOON.replace(day=20), zone="Asia/Tokyo", local_date=date(2026, 11, 20))
    assert merged(EPISODE, moved, "episodes") == (EPISODE, [("onset", "zone", "local_date")])
    assert merge_entries("episodes", EPISODE, moved, take_theirs).value == moved


def test_the_dates_of_a_course_are_never_mixed() -> None:
    mine = Medicine(ID, "Iron", started=date(2026, 5, 1))
    theirs = Medicine(ID, "Iron", stopped=date(2026, 4, 1), changes=(DoseChange(date(2026, 3, 1), "2"),))
    assert merged(mine, theirs, "medicines") == (mine, [("started", "stopped", "changes")])
    ended = replace(mine, stopped=date(2026, 6, 1))
    assert merged(mine, ended, "medicines") == (ended, [])


def test_when_the_next_injection_is_due_comes_with_its_day() -> None:
    mine = Injection(ID, date(2026, 5, 1), "A product")
    theirs = Injection(ID, date(2026, 1, 1), "A product", next_due=date(2026, 4, 1))
    assert merged(mine, theirs, "injections") == (mine, [("day", "next_due")])


def test_a_value_is_one_answer_with_its_time_and_what_was_taken() -> None:
    mine = Reading(ID, "caffeine_mg", DATE, 80, NOON, "UTC", "espresso", "tap")
    theirs = replace(mine, value=60, item="tea")
    assert merged(mine, theirs, "readings") == (mine, [("value", "item")])
    assert merge_entries("readings", mine, theirs, take_theirs).value == theirs


def test_where_a_value_came_from_is_named_and_never_chosen() -> None:
    mine = Reading(ID, "caffeine_mg", DATE, 80, source="tap")
    found = merge_entries("readings", mine, replace(mine, source="watch"), take_theirs)
    assert (found.value, [one.fields for one in found.differences]) == (mine, [("source",)])


def test_tests_with_and_without_a_result_are_asked_about() -> None:
    done = MedicalTest(MedicalTestKind.BLOOD, "Magnesium", "0.8")
    mine, theirs = Visit(ID, DATE, tests=(replace(done, result=""),)), Visit(ID, DATE, tests=(done,))
    assert merged(mine, theirs, "visits") == (mine, [("tests",)])


def test_settings_that_are_off_count_as_answered() -> None:
    mine = Person(thresholds=(Threshold("worry", 5),), doctor_sections=("places", "course"))
    theirs = Person(
        pregnant=True, theme="dark", thresholds=(Threshold("pain", 5), Threshold("worry", 5)),
        doctor_sections=("course", "places"),
    )  # fmt: skip
    value, fields = merged(mine, theirs, "person")
    assert value == mine
    assert fields == [("theme",), ("pregnant",), ("thresholds",), ("doctor_sections",)]


def test_settings_that_only_the_file_has_are_asked_about_and_those_only_mine_has_stay() -> None:
    mine, theirs = Person(own_number="119"), Person(country="DE", palsy_began=DATE)
    assert merged(mine, theirs, "person") == (mine, [("country",), ("palsy_began",)])


def test_questions_for_the_doctor_are_united() -> None:
    mine, theirs = Person(doctor_questions=("Mine?",)), Person(doctor_questions=("Theirs?", "Mine?"))
    assert merged(mine, theirs, "person") == (Person(doctor_questions=("Mine?", "Theirs?")), [])


def test_what_is_tracked_differs_like_a_setting() -> None:
    tea = Exposure(ID, "own_tea", "Tea", "cups", Summary.SUM)
    other = Exposure(ID, "own_tea", "Green tea", "cups", Summary.MEAN, 4, tracked=False)
    value, fields = merged(tea, other, "exposures")
    assert (value, fields) == (replace(tea, limit=4), [("summary",), ("name",), ("tracked",)])


def test_a_difference_has_another_key_once_either_value_changed() -> None:
    def key(mine: int, theirs: int) -> str:
        return merge_entries("days", replace(DAY, impact=mine), replace(DAY, impact=theirs)).differences[0].key

    assert key(3, 4) == key(3, 4)
    assert len({key(3, 4), key(4, 3), key(3, 5), key(2, 4)}) == 4
