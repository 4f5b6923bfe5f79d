"""Visits in the diary's file: round trips, and refusals with their line."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.formats import FileProblem, FileRefusedError, diary_json
from tracker.core.records import Diary, MedicalTest, MedicalTestKind, Person, ScaleScore, Visit
from tracker.core.reference import limits

DAY = date(2026, 1, 31)
LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")

texts, names = st.text(LETTERS, max_size=20), st.text(LETTERS, min_size=1, max_size=20)
questions = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r\n"), min_size=1, max_size=20)
tests = st.builds(MedicalTest, st.sampled_from(MedicalTestKind), names, texts)
scores = st.builds(ScaleScore, names, st.floats(*limits.SCALE_SCORE))
visits = st.builds(
    Visit,
    st.uuids(),
    st.dates(date(1900, 1, 1)),
    texts,
    st.lists(questions, max_size=3).map(tuple),
    texts,
    st.lists(tests, max_size=3).map(tuple),
    st.lists(scores, max_size=3).map(tuple),
    texts,
    texts,
)


def in_order(found: list[Visit]) -> tuple[Visit, ...]:
    return tuple(sorted(found, key=lambda visit: (visit.day, visit.id)))


@given(st.lists(visits, max_size=3, unique_by=lambda visit: visit.id).map(in_order))
def test_write_and_read_round_trip(found: tuple[Visit, ...]) -> None:
    data = diary_json.write(Diary(Person(), DAY, DAY, visits=found))
    assert diary_json.read(data).visits == found
    assert diary_json.write(diary_json.read(data)) == data


WRONG: list[tuple[str, Any, str]] = [
    ("day", "next week", "visits.day: must be a date written like 2026-01-31"),
    ("who", "x" * 201, "visits.who: is longer than 200 characters"),
    ("questions", "Why?", "visits.questions: must be a list"),
    ("questions", ["one\ntwo"], "visits.questions: must be one line"),
    ("questions", ["x" * 10_000], "visits.questions: is longer than 1000 characters"),
    ("questions", ["x"] * 51, "visits.questions: has more than 50 items"),
    ("tests", [{"kind": "guess", "name": "MRI"}],
     "visits.tests.kind: must be one of: blood, nerve, imaging, other"),
    ("tests", [{"kind": "imaging"}], "visits.tests: “name” is missing"),
    ("scores", [{"score": 2}], "visits.scores: “scale” is missing"),
    ("scores", [{"scale": "SMC grade", "score": "II"}],
     "visits.scores.score: must be a number from -1000 to 1000"),
    ("mood", 1, "visits.mood: is not a field of this format"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value", "reason"), WRONG, ids=[invalid[2][:60] for invalid in WRONG])
def test_invalid_fields_are_reported_with_their_line(field: str, value: Any, reason: str) -> None:
    visit = {"id": "1f0c3a52-7c1e-4b6b-9a57-0d2f4f6a8b11", "day": "2026-01-31", field: value}
    empty = diary_json.write(Diary(Person(), DAY, DAY)).decode()
    data = empty.replace('"readings": []', f'"readings": [],\n"visits": [\n{json.dumps(visit)}\n]')
    with pytest.raises(FileRefusedError) as refused:
        diary_json.read(data.encode())
    assert refused.value.problems == (FileProblem(12, reason),)


def test_a_visit_may_be_in_the_future() -> None:
    planned = Visit(UUID(int=1), date(2027, 1, 1))
    data = diary_json.write(Diary(Person(), DAY, DAY, visits=(planned,)))
    assert diary_json.read(data, latest=datetime(2026, 2, 1, tzinfo=UTC)).visits == (planned,)
