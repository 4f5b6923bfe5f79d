"""A difference as a person reads it: the words of the pages for the field, the reader's words for the value."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID

import pytest

from tracker.core.merging import Difference, Filled, merge_diaries
from tracker.core.records import (
    Day,
    Diary,
    Dose,
    Episode,
    Exposure,
    Feel,
    Injection,
    MedicalTest,
    MedicalTestKind,
    Medicine,
    Onset,
    Person,
    Place,
    Reading,
    Relief,
    ScaleScore,
    Side,
    Sign,
    Summary,
    Threshold,
    Visit,
    WatchedSign,
)
from tracker.forms.difference_words import (
    KINDS,
    UNLABELLED,
    dated_entry_words,
    difference_words,
    field_words,
)

DATE = date(2026, 11, 12)
NOON = datetime(2026, 11, 12, 12, tzinfo=UTC)
RECORDS = {"person": Person} | {
    kind: get_args(hint)[0] for kind, hint in get_type_hints(Diary).items() if get_origin(hint) is tuple
}
NEVER_DIFFER = {
    "watched_signs": {field.name for field in fields(WatchedSign)} - {"answer", "answered_on", *UNLABELLED}
}
NAMES = {"caffeine_mg": "Caffeine", UUID(int=5): "Iron", ("thresholds", "run_gap_days"): "days apart"}


@pytest.mark.parametrize("kind", RECORDS)
def test_every_field_that_can_differ_has_words(kind: str) -> None:
    """What Django makes of a column's name by itself begins with a small letter."""
    names = {field.name for field in fields(RECORDS[kind])} - {"id", *UNLABELLED, *NEVER_DIFFER.get(kind, ())}
    without = [name for name in names if not field_words(kind, [name])[0].isupper()]
    assert without == []
    assert kind in KINDS


def one(kind: str, entry: Any, field: str, mine: Any, theirs: Any = None) -> tuple[str, str]:
    words = difference_words(Difference(kind, entry, entry, (field,), (mine,), (theirs,)), NAMES)
    return words.mine, words.theirs


DAY = Day(UUID(int=1), DATE)
EPISODE = Episode(UUID(int=2), NOON, "Europe/Berlin", DATE)
SAID: list[tuple[str, Any, str, Any, str]] = [
    ("days", DAY, "impact", 0, "0"),
    ("days", DAY, "worse_than_month_ago", False, "no"),
    ("days", DAY, "note", "", "not said"),
    ("days", DAY, "signs", (Sign("face_numb", Onset.GRADUAL),), "Part of the face feels numb (little by little)"),
    ("episodes", EPISODE, "onset", NOON, "12 November 2026, 13:00"),
    ("episodes", EPISODE, "feel", Feel.PULL_AND_HOLD, "Pull and hold"),
    ("episodes", EPISODE, "duration_s", 90, "1.5 minutes"),
    ("episodes", EPISODE, "places", (Place("chin", Side.LEFT), Place("chin", Side.RIGHT)), "Chin, left; Chin, right"),
    ("episodes", EPISODE, "reliefs", (Relief("Massage", True, 4), Relief("Rest")), "Massage, yes, 4; Rest"),
    ("readings", Reading(UUID(int=3), "caffeine_mg", DATE, 80), "exposure", "caffeine_mg", "Caffeine"),
    ("readings", Reading(UUID(int=3), "caffeine_mg", DATE, 80), "value", 80.0, "80"),
    ("doses", Dose(UUID(int=4), UUID(int=5), NOON, "UTC", DATE), "medicine", UUID(int=5), "Iron"),
    ("visits", Visit(UUID(int=6), DATE), "tests", (MedicalTest(MedicalTestKind.BLOOD, "Zinc", "0.8"),),
     "Blood, Zinc, 0.8"),
    ("visits", Visit(UUID(int=6), DATE), "scores", (ScaleScore("A scale", 2.0),), "A scale, 2"),
    ("person", Person(), "units", "us", "US fluid ounces"),
    ("person", Person(), "country", "DE", "Germany"),
    ("person", Person(), "palsy_began", DATE, "12 November 2026"),
    ("person", Person(), "own_number", "119", "119"),
    ("exposures", Exposure(UUID(int=7), "own_tea", "Tea", "cups", Summary.SUM), "summary", Summary.MEAN,
     "Take the average"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "entry", "field", "value", "words"), SAID, ids=[f"{s[0]}.{s[2]}" for s in SAID])
def test_a_value_in_words(kind: str, entry: Any, field: str, value: Any, words: str) -> None:
    assert one(kind, entry, field, value) == (words, "not said")


def test_thresholds_and_sections_in_words() -> None:
    moved = (Threshold("run_gap_days", 5.0), Threshold("of_another_version", 0.5))
    assert one("person", Person(), "thresholds", moved, ()) == ("days apart: 5; of_another_version: 0.5", "as usual")
    assert one("person", Person(), "doctor_sections", ("questions",), ()) == ("Questions for the visit", "as usual")


ENTRIES: list[tuple[str, Any, str]] = [
    ("days", DAY, "12 November 2026, Check-in"),
    ("medicines", Medicine(UUID(int=5), "Iron"), "Medicine: Iron"),
    ("doses", Dose(UUID(int=4), UUID(int=5), NOON, "UTC", DATE), "12 November 2026, Dose: Iron"),
    ("injections", Injection(UUID(int=8), DATE, "A product"), "12 November 2026, Injection: A product"),
    ("readings", Reading(UUID(int=3), "caffeine_mg", DATE, 80), "12 November 2026, Caffeine"),
    ("exposures", Exposure(UUID(int=7), "own_tea", "Tea", "cups", Summary.SUM), "What you track: Tea"),
    ("person", Person(), "Settings"),
]


@pytest.mark.parametrize(("kind", "entry", "words"), ENTRIES, ids=[entry[0] for entry in ENTRIES])
def test_an_entry_in_words(kind: str, entry: Any, words: str) -> None:
    assert dated_entry_words(Filled(kind, entry, ("note",)), NAMES) == words


def test_an_answer_is_described_without_its_facts() -> None:
    sign = WatchedSign("S2_persistent", 1, "soon", 336, {}, (), DATE, DATE, "booked", DATE, {"run_days": 16}, "soon")
    mine, theirs = (
        Diary(Person(), DATE, DATE, watched_signs=(one,))
        for one in (sign, replace(sign, answer="seen", answered_facts={}))
    )
    (difference,) = merge_diaries(mine, theirs).report.differences
    words = difference_words(difference, NAMES)
    assert (words.entry, words.label) == ("12 November 2026, Sign to watch", "Your answer")
    assert (words.mine, words.theirs) == ("I have booked an appointment", "I have been seen")
