"""Settings in the diary's file: round trips in both formats, and refusals."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.formats import FileRefusedError, diary_json, diary_tables
from tracker.core.formats.csv.archive import pack, unpack
from tracker.core.formats.csv.tables import FILES
from tracker.core.records import Diary, Person, Threshold
from tracker.core.reference.sections import SECTIONS

DAY = date(2026, 1, 31)
LINE = st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r\n")
QUESTIONS = st.lists(st.text(LINE, min_size=1, max_size=20), max_size=3).map(tuple)
SHOWN = st.lists(st.sampled_from(list(SECTIONS)), unique=True).map(tuple)
NAMES = st.text(LINE, min_size=1, max_size=20)
MOVED = st.dictionaries(NAMES, st.floats(-1_000, 1_000), max_size=4).map(
    lambda moved: tuple(Threshold(name, value) for name, value in sorted(moved.items()))
)
PEOPLE = st.builds(Person, thresholds=MOVED, doctor_sections=SHOWN, doctor_questions=QUESTIONS)

both = pytest.mark.parametrize("format", [diary_json, diary_tables], ids=["json", "tables"])


@both
@given(PEOPLE)
def test_write_and_read_round_trip(format: Any, person: Person) -> None:
    data = format.write(Diary(person, DAY, DAY))
    again = format.read(data)
    assert again.person == person
    assert format.write(again) == data


def test_thresholds_are_sorted() -> None:
    turned = Person(thresholds=(Threshold("worry", 6.0), Threshold("impact", 4.0)))
    read = diary_json.read(diary_json.write(Diary(turned, DAY, DAY)))
    assert read.person.thresholds == turned.thresholds[::-1]


def test_unknown_thresholds_are_kept() -> None:
    moved = Person(thresholds=(Threshold("of_another_version", 7.0),))
    assert diary_json.read(diary_json.write(Diary(moved, DAY, DAY))).person == moved


def json_of_version_1() -> bytes:
    document = json.loads(diary_json.write(Diary(Person(under_16=True), DAY, DAY)))
    return json.dumps(document | {"version": 1}).encode()


def tables_of_version_1() -> bytes:
    files = unpack(diary_tables.write(Diary(Person(under_16=True), DAY, DAY)), FILES)
    del files["watched_signs.csv"]
    added = b",thresholds,doctor_sections,doctor_questions"
    head, row = files["diary.csv"].split(b"\r\n")[:2]
    assert head.endswith(added)
    assert row.endswith(b",,,")
    row = row.replace(b"levator-diary,2", b"levator-diary,1").removesuffix(b",,,")
    return pack(files | {"diary.csv": b"\r\n".join([head.removesuffix(added), row, b""])})


@pytest.mark.parametrize(
    ("format", "old"), [(diary_json, json_of_version_1), (diary_tables, tables_of_version_1)], ids=["json", "tables"]
)
def test_version_1_is_read(format: Any, old: Callable[[], bytes]) -> None:
    assert format.read(old()) == Diary(Person(under_16=True), DAY, DAY)


def test_an_unknown_section_is_refused() -> None:
    data = diary_json.write(Diary(Person(doctor_sections=("places",)), DAY, DAY)).replace(b"places", b"weather")
    with pytest.raises(FileRefusedError, match="“weather” is not a section of the summary"):
        diary_json.read(data)
