"""Medicines, doses and injections in the diary's file: round trips, and refusals with their line."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.formats import FileProblem, FileRefusedError, diary_json
from tracker.core.records import Diary, Dose, DoseChange, Injected, Injection, Medicine, Person
from tracker.core.reference import limits
from tracker.core.reference.places import PLACES

FIRST, LAST = date(2025, 3, 1), date(2025, 4, 30)
LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")

dates, flags = st.dates(FIRST, LAST), st.booleans()
texts, names = st.text(LETTERS, max_size=20), st.text(LETTERS, min_size=1, max_size=20)
changes = st.lists(
    st.builds(DoseChange, dates, texts, st.none() | flags), max_size=3, unique_by=lambda change: change.day
).map(lambda found: tuple(sorted(found, key=lambda change: change.day)))
injected = st.builds(Injected, st.sampled_from(sorted(PLACES.values())), st.none() | st.floats(*limits.INJECTED_UNITS))
injections = st.builds(
    Injection,
    st.uuids(),
    st.dates(FIRST, date(2026, 12, 31)),
    names,
    st.lists(injected, max_size=4, unique_by=lambda spot: spot.place).map(tuple),
    st.none() | st.dates(date(2027, 1, 1)),
    texts,
    st.none() | st.dates(date(2027, 1, 1), date(2027, 6, 1)),
    st.none() | st.dates(date(2027, 6, 1)),
)


@st.composite
def medicines(draw: st.DrawFn) -> Medicine:
    """A medicine with dose changes while it is taken."""
    steps = draw(changes)
    days = [change.day for change in steps] or [draw(dates)]
    return Medicine(
        draw(st.uuids()), draw(names), draw(st.none() | st.dates(FIRST, min(days))), draw(st.none() | dates),
        draw(st.none() | st.dates(max(days))), draw(flags), draw(texts), draw(texts), draw(texts), draw(flags),
        steps, draw(texts), draw(texts),
    )  # fmt: skip


@st.composite
def doses(draw: st.DrawFn, courses: list[Medicine]) -> Dose:
    """A dose of one of these courses."""
    day = draw(dates)
    at = datetime.combine(day, time(), UTC) + timedelta(seconds=draw(st.integers(-86_400, 2 * 86_400 - 1)))
    return Dose(draw(st.uuids()), draw(st.sampled_from(courses)).id, at, "Europe/Berlin", day, draw(texts))


@st.composite
def diaries(draw: st.DrawFn) -> Diary:
    """Diaries with treatments only."""
    courses = draw(st.lists(medicines(), max_size=2, unique_by=lambda course: course.id))
    taken = draw(st.lists(doses(courses), max_size=3, unique_by=lambda dose: dose.id)) if courses else []
    given = draw(st.lists(injections, max_size=2, unique_by=lambda injection: injection.id))
    return Diary(
        Person(), FIRST, LAST, medicines=tuple(courses),
        doses=tuple(sorted(taken, key=lambda dose: (dose.at, dose.id))),
        injections=tuple(sorted(given, key=lambda injection: (injection.day, injection.id))),
    )  # fmt: skip


@given(diaries())
def test_write_and_read_round_trip(diary: Diary) -> None:
    data = diary_json.write(diary)
    again = diary_json.read(data)
    assert again == diary
    assert diary_json.write(again) == data


ONE, TWO = "1f0c3a52-7c1e-4b6b-9a57-0d2f4f6a8b11", "2f0c3a52-7c1e-4b6b-9a57-0d2f4f6a8b12"
LINES = [
    '{"format": "levator-diary", "version": 1,',
    '"person": {"time_zone": "UTC", "units": "metric", "day_starts_at": 0, "theme": "auto"},',
    '"first_day": "2026-01-30", "last_day": "2026-01-31", "exposures": [],',
    '"days": [], "episodes": [], "readings": [], "medicines": [',
    f'{{"id": "{ONE}", "name": "Iron", "started": "2025-12-01", "stopped": "2026-02-01"}}',
    '],"doses": [',
    f'{{"id": "{ONE}", "medicine": "{ONE}", "at": "2026-01-30T09:00:00Z", "zone": "UTC", "local_date": "2026-01-30"}}',
    '],"injections": [',
    f'{{"id": "{ONE}", "day": "2025-11-03", "product": "A product"}}',
    "]}",
]
MEDICINE, DOSE, INJECTION = 5, 7, 9

WRONG: list[tuple[int, str, Any, str]] = [
    (MEDICINE, "stopped", "2025-11-01", "medicines.stopped: is before started"),
    (MEDICINE, "dose", "x" * 101, "medicines.dose: is longer than 100 characters"),
    (MEDICINE, "as_needed", "yes", "medicines.as_needed: must be true or false"),
    (MEDICINE, "changes", [{"day": "2025-11-30"}], "medicines.changes: one is before started"),
    (MEDICINE, "changes", [{"day": "2026-02-02"}], "medicines.changes: one is after stopped"),
    (MEDICINE, "changes", [{"dose": "2"}], "medicines.changes: “day” is missing"),
    (MEDICINE, "changes", [{"day": "2026-01-01"}] * 2, "medicines.changes.day: is there twice"),
    (DOSE, "medicine", TWO, f"doses.medicine: “{TWO}” is not among the medicines of this file"),
    (DOSE, "medicine", "Iron", f"doses.medicine: must be an id (UUID) such as {ONE}"),
    (DOSE, "local_date", "2026-02-01", "doses.local_date: lies outside first_day to last_day"),
    (DOSE, "at", "2026-01-27T09:00:00Z", "doses.local_date: is more than a day away from the clock time in “at”"),
    (DOSE, "amount", 2, "doses.amount: must be text"),
    (INJECTION, "product", "", "injections.product: must not be empty"),
    (INJECTION, "next_due", "2025-11-02", "injections.next_due: is before the day of the injection"),
    (INJECTION, "effect_from", "2025-11-02", "injections.effect_from: is before the day of the injection"),
    (INJECTION, "effect_until", "2025-11-02", "injections.effect_until: is before the day of the injection"),
    (INJECTION, "spots", [{"place": "nose"}], "injections.spots.place: “nose” is not a place on the map"),
    (INJECTION, "spots", [{"place": "chin:left", "units": -1}],
     "injections.spots.units: must be a number from 0 to 50000"),
    (INJECTION, "spots", [{"place": "chin:left"}] * 2, "injections.spots.place: is there twice"),
]  # fmt: skip


def problems(line: int, field: str, value: Any) -> tuple[FileProblem, ...]:
    """The problems of the document with one field on that line replaced."""
    entry = json.loads(LINES[line - 1]) | {field: value}
    with pytest.raises(FileRefusedError) as refused:
        diary_json.read("\n".join([*LINES[: line - 1], json.dumps(entry), *LINES[line:]]).encode())
    return refused.value.problems


def test_the_undamaged_document_is_valid() -> None:
    diary = diary_json.read("\n".join(LINES).encode())
    assert (len(diary.medicines), len(diary.doses), len(diary.injections)) == (1, 1, 1)


@pytest.mark.parametrize(("line", "field", "value", "reason"), WRONG, ids=[invalid[3][:60] for invalid in WRONG])
def test_invalid_fields_are_reported_with_their_line(line: int, field: str, value: Any, reason: str) -> None:
    assert problems(line, field, value) == (FileProblem(line, reason),)


def test_a_dose_without_medicines_is_refused_with_its_line() -> None:
    text = "\n".join(LINES).replace('"medicines": [\n' + LINES[MEDICINE - 1] + "\n],", "")
    with pytest.raises(FileRefusedError) as refused:
        diary_json.read(text.encode())
    reason = f"doses.medicine: “{ONE}” is not among the medicines of this file"
    assert refused.value.problems == (FileProblem(DOSE - 2, reason),)


def test_changes_are_sorted() -> None:
    steps = [{"day": "2026-01-05", "dose": "3"}, {"day": "2026-01-02", "dose": "2"}]
    entry = json.loads(LINES[MEDICINE - 1]) | {"changes": steps}
    diary = diary_json.read("\n".join([*LINES[:4], json.dumps(entry), *LINES[5:]]).encode())
    assert [change.dose for change in diary.medicines[0].changes] == ["2", "3"]


def test_future_doses_and_injections_are_refused() -> None:
    with pytest.raises(FileRefusedError) as refused:
        diary_json.read("\n".join(LINES).encode(), latest=datetime(2025, 11, 2, tzinfo=UTC))
    assert refused.value.problems == (
        FileProblem(DOSE, "doses.local_date: lies in the future"),
        FileProblem(INJECTION, "injections.day: lies in the future"),
    )
