"""What a diary document may not hold: each problem is refused with its line and field."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from tracker.core.formats import FileProblem, FileRefusedError, diary_json

ONE = "1f0c3a52-7c1e-4b6b-9a57-0d2f4f6a8b11"
TWO = "2f0c3a52-7c1e-4b6b-9a57-0d2f4f6a8b12"

LINES = [
    "{",
    '"format": "levator-diary",',
    '"version": 1,',
    '"person": {"time_zone": "Europe/Berlin", "units": "metric", "day_starts_at": 0, "theme": "auto"},',
    '"first_day": "2026-01-30",',
    '"last_day": "2026-01-31",',
    '"exposures": [',
    f'{{"id": "{ONE}", "key": "sleep_h", "name": "Sleep", "unit": "h", "summary": "last"}},',
    f'{{"id": "{TWO}", "key": "pollen", "name": "Pollen", "unit": "", "summary": "mean"}}',
    '],"days": [',
    f'{{"id": "{ONE}", "local_date": "2026-01-30"}},',
    f'{{"id": "{TWO}", "local_date": "2026-01-31"}}',
    '],"episodes": [',
    f'{{"id": "{ONE}", "onset": "2026-01-30T09:30:00Z", "zone": "UTC", "local_date": "2026-01-30"}},',
    f'{{"id": "{TWO}", "onset": "2026-01-31T09:30:00Z", "zone": "UTC", "local_date": "2026-01-31"}}',
    '],"readings": [',
    f'{{"id": "{ONE}", "exposure": "sleep_h", "local_date": "2026-01-30", "value": 7}},',
    f'{{"id": "{TWO}", "exposure": "pollen", "local_date": "2026-01-31", "value": 3}}',
    "]}",
]
PERSON, EXPOSURE, DAY, EPISODE, READING = 4, 9, 12, 15, 18


def with_field(line: int, field: str, value: str) -> bytes:
    """The document with one field on that line replaced by a JSON text, or added."""
    before, brace, entry = LINES[line - 1].partition("{")
    parts = {name: json.dumps(part) for name, part in json.loads(brace + entry.rstrip(",")).items()}
    written = ", ".join(f'"{name}": {part}' for name, part in {**parts, field: value}.items())
    comma = "," if entry.endswith(",") else ""
    return "\n".join([*LINES[: line - 1], before + "{" + written + "}" + comma, *LINES[line:]]).encode()


def without_field(line: int, field: str) -> bytes:
    marked = with_field(line, field, '"@"').decode()
    return marked.replace(f', "{field}": "@"', "").replace(f'"{field}": "@", ', "").encode()


def problems(data: bytes) -> tuple[FileProblem, ...]:
    with pytest.raises(FileRefusedError) as refused:
        diary_json.read(data)
    return refused.value.problems


def changed(old: str, new: str) -> bytes:
    text = "\n".join(LINES)
    assert old in text
    return text.replace(old, new, 1).encode()


def test_the_undamaged_document_is_valid() -> None:
    diary = diary_json.read("\n".join(LINES).encode())
    assert (len(diary.days), len(diary.episodes), len(diary.exposures), len(diary.readings)) == (2, 2, 2, 2)


WRONG: list[tuple[int, str, str, str]] = [
    (PERSON, "time_zone", '"Europe/Atlantis"', "person.time_zone: “Europe/Atlantis” is not a time zone"),
    (PERSON, "country", '"XX"', "person.country: “XX” is not a country of the list"),
    (PERSON, "day_starts_at", "7", "person.day_starts_at: must be a whole number from 0 to 6"),
    (PERSON, "units", '"stone"', "person.units: “stone” is not one of: metric, us"),
    (PERSON, "theme", "null", "person.theme: must be text"),
    (PERSON, "birthday", '"1990-01-01"', "person.birthday: is not a field of this format"),
    (EXPOSURE, "summary", '"median"', "exposures.summary: must be one of: sum, mean, last"),
    (EXPOSURE, "limit", "NaN", "exposures.limit: must be a number from 0 to 1000000"),
    (EXPOSURE, "name", '""', "exposures.name: must not be empty"),
    (EXPOSURE, "tracked", "1", "exposures.tracked: must be true or false"),
    (DAY, "local_date", '"31.01.2026"', "days.local_date: must be a date written like 2026-01-31"),
    (DAY, "local_date", '"2026-02-30"', "days.local_date: must be a date written like 2026-01-31"),
    (DAY, "local_date", '"1899-12-31"', "days.local_date: must not be before 1900-01-01"),
    (DAY, "local_date", '"2026-02-01"', "days.local_date: lies outside first_day to last_day"),
    (DAY, "local_date", '"2026-01-30"', "days.local_date: is there twice"),
    (DAY, "id", f'"{ONE}"', "days.id: is there twice"),
    (DAY, "note", '"' + "x" * 5_001 + '"', "days.note: is longer than 5000 characters"),
    (DAY, "note", '"a\\u0000b"', "days.note: holds a character that cannot be kept"),
    (DAY, "note", '"a\\ud800b"', "days.note: holds a character that cannot be kept"),
    (DAY, "no_twitch", '"yes"', "days.no_twitch: must be true or false"),
    (EPISODE, "id", '"17"', f"episodes.id: must be an id (UUID) such as {ONE}"),
    (EPISODE, "onset", '"2026-01-31 09:30"',
     "episodes.onset: must be a time in UTC written like 2026-01-31T09:30:00Z"),
    (EPISODE, "onset", '"2026-01-31T09:30:00+01:00"',
     "episodes.onset: must be a time in UTC written like 2026-01-31T09:30:00Z"),
    (EPISODE, "onset", '"0001-01-01T00:00:00Z"', "episodes.onset: must not be before 1900-01-01"),
    (EPISODE, "onset", '"2026-01-28T09:30:00Z"', "episodes.local_date: is more than a day away from the onset"),
    (EPISODE, "zone", '"../../etc/passwd"', "episodes.zone: “../../etc/passwd” is not a time zone"),
    (EPISODE, "duration_s", "604801", "episodes.duration_s: must be a whole number from 0 to 604800"),
    (EPISODE, "duration_s", "1e999", "episodes.duration_s: must be a whole number from 0 to 604800"),
    (EPISODE, "duration_s", "1" * 5_000, "episodes.duration_s: must be a whole number from 0 to 604800"),
    (EPISODE, "strength", "11", "episodes.strength: must be a whole number from 0 to 10"),
    (EPISODE, "strength", "-1", "episodes.strength: must be a whole number from 0 to 10"),
    (EPISODE, "strength", "2.5", "episodes.strength: must be a whole number from 0 to 10"),
    (EPISODE, "strength", "true", "episodes.strength: must be a whole number from 0 to 10"),
    (EPISODE, "strength", "null", "episodes.strength: must be a whole number from 0 to 10"),
    (EPISODE, "feel", '"buzz"', "episodes.feel: must be one of: flutter, jerk, pull_and_hold"),
    (EPISODE, "count", "0", "episodes.count: must be a whole number from 1 to 10000"),
    (EPISODE, "places", '"nose_side:left"', "episodes.places: must be a list"),
    (EPISODE, "places", '["nose"]', "episodes.places: “nose” is not a place on the map"),
    (EPISODE, "places", '["glabella:left"]', "episodes.places: “glabella:left” is not a place on the map"),
    (EPISODE, "places", '["calf:left", "calf:left"]', "episodes.places: is there twice"),
    (EPISODE, "places", json.dumps(["calf:left"] * 101), "episodes.places: has more than 100 items"),
    (EPISODE, "signs", '[{"name": "bad_luck", "onset": "sudden"}]',
     "episodes.signs.name: “bad_luck” is not a sign of the list"),
    (EPISODE, "signs", '[{"name": "ringing", "onset": "soon"}]',
     "episodes.signs.onset: must be one of: sudden, gradual, unsure"),
    (EPISODE, "signs", '[{"name": "ringing", "onset": "sudden"}, {"name": "ringing", "onset": "unsure"}]',
     "episodes.signs.name: is there twice"),
    (EPISODE, "reliefs", '[{"helped": true}]', "episodes.reliefs: “what” is missing"),
    (EPISODE, "reliefs", '[{"what": "rest", "after_min": 1441}]',
     "episodes.reliefs.after_min: must be a whole number from 0 to 1440"),
    (EPISODE, "blamed", '["' + "x" * 61 + '"]', "episodes.blamed: is longer than 60 characters"),
    (EPISODE, "mood", "3", "episodes.mood: is not a field of this format"),
    (READING, "value", "1000001", "readings.value: must be a number from 0 to 1000000"),
    (READING, "value", "false", "readings.value: must be a number from 0 to 1000000"),
    (READING, "value", "-Infinity", "readings.value: must be a number from 0 to 1000000"),
    (READING, "exposure", '"luck"', "readings.exposure: “luck” is not among the exposures of this file"),
    (READING, "source", '""', "readings.source: must not be empty"),
    (READING, "at", '"2026-01-15T09:30:00Z"',
     "readings.local_date: is more than a day away from the clock time in “at”"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "field", "value", "reason"), WRONG, ids=[invalid[3][:50] for invalid in WRONG])
def test_invalid_fields_are_reported_with_their_line(line: int, field: str, value: str, reason: str) -> None:
    assert problems(with_field(line, field, value)) == (FileProblem(line, reason),)


@pytest.mark.parametrize(
    ("line", "field", "section"),
    [(PERSON, "theme", "person"), (EXPOSURE, "key", "exposures"), (DAY, "local_date", "days"),
     (EPISODE, "onset", "episodes"), (READING, "value", "readings")],
)  # fmt: skip
def test_missing_fields_are_reported_on_the_line_of_their_entry(line: int, field: str, section: str) -> None:
    assert FileProblem(line, f"{section}: “{field}” is missing") in problems(without_field(line, field))


def test_thirty_hours_of_sleep_are_refused() -> None:
    assert problems(with_field(17, "value", "30")) == (
        FileProblem(17, "readings.value: must be a number from 0 to 24"),
    )


def test_a_built_in_exposure_keeps_its_unit() -> None:
    assert problems(with_field(8, "unit", '"min"')) == (FileProblem(8, "exposures.unit: must be “h” for sleep_h"),)


def test_two_exposures_cannot_share_a_key() -> None:
    third = LINES[8].replace(TWO, "3f0c3a52-7c1e-4b6b-9a57-0d2f4f6a8b13")
    assert problems(changed(LINES[8], f"{LINES[8]},\n{third}")) == (FileProblem(10, "exposures.key: is there twice"),)


def test_a_check_in_has_one_value_of_an_exposure_per_day() -> None:
    twice = (
        with_field(READING, "exposure", '"sleep_h"')
        .decode()
        .replace('"local_date": "2026-01-31", "value": 3', '"local_date": "2026-01-30", "value": 3')
    )
    assert problems(twice.encode()) == (FileProblem(READING, "readings.exposure: is there twice"),)
    assert diary_json.read(twice.replace('"value": 3', '"value": 3, "source": "tap"').encode()).readings[1].value == 3


def test_an_external_id_is_unique() -> None:
    name = '"source": "csv", "external_id": "row 7"'
    lines = [
        line.replace('"value": 7', f'"value": 7, {name}').replace('"value": 3', f'"value": 3, {name}')
        for line in LINES
    ]
    assert problems("\n".join(lines).encode()) == (FileProblem(READING, "readings.external_id: is there twice"),)


def test_still_going_has_no_duration() -> None:
    data = with_field(EPISODE, "duration_s", "60").replace(
        b'"duration_s": 60', b'"duration_s": 60, "still_going": true'
    )
    assert problems(data) == (FileProblem(EPISODE, "episodes.duration_s: must be left out while still_going is true"),)


def test_a_field_written_twice_is_refused() -> None:
    data = changed(f'"id": "{TWO}", "onset"', f'"id": "{TWO}", "strength": 1, "strength": 9, "onset"')
    assert problems(data) == (FileProblem(EPISODE, "episodes.strength: is there twice"),)


def test_another_format_is_named() -> None:
    (problem,) = problems(b'{"format": "levator-dairy", "version": 1}')
    assert problem == FileProblem(1, "This is not a Levator diary: “format” is not “levator-diary”.")


def test_a_newer_version_is_refused_before_anything_else() -> None:
    data = changed('"version": 1', '"version": 3, "moods": []')
    assert problems(data) == (FileProblem(3, "version: 3 was made by a newer Levator"),)


@pytest.mark.parametrize(
    ("head", "line", "reason"),
    [
        (b'{"format": "levator-diary",\n"version": 3, ', 2, "version: 3 was made by a newer Levator"),
        (
            b'{"version": 1, "format": "another-diary", ',
            1,
            "This is not a Levator diary: \u201cformat\u201d is not \u201clevator-diary\u201d.",
        ),
        (b'{"resourceType": "Bundle", ', 0, "This is a FHIR file, made for the doctor's programs."),
    ],
)
def test_the_head_is_looked_at_before_the_rest(head: bytes, line: int, reason: str) -> None:
    """The rest is no JSON, and would take too much memory."""
    (problem,) = problems(head + b'"days": [' + b"{},," * 1_000_001)
    assert problem.line == line
    assert problem.reason.startswith(reason)


@pytest.mark.parametrize("version", ["0", "true", '"1"', "null", "1e999"])
def test_invalid_versions_are_refused(version: str) -> None:
    data = changed('"version": 1', f'"version": {version}')
    assert problems(data) == (FileProblem(3, "version: must be a whole number from 1 to 2"),)


def test_a_missing_list_is_refused_on_the_first_line() -> None:
    data = changed('"days": [', '"nights": [')
    assert problems(data) == (
        FileProblem(1, "“days” is missing"),
        FileProblem(10, "nights: is not a field of this format"),
    )


def test_a_period_that_ends_before_it_begins_is_refused_once() -> None:
    data = changed('"last_day": "2026-01-31"', '"last_day": "2026-01-29"')
    assert problems(data) == (FileProblem(6, "last_day: is before first_day"),)


def test_all_problems_are_reported_sorted_by_line() -> None:
    text = with_field(EPISODE, "strength", "11").decode()
    text = text.replace('"exposure": "pollen"', '"exposure": "luck"').replace('"theme": "auto"', '"theme": "pink"')
    found = problems(text.encode())
    assert [problem.line for problem in found] == [PERSON, EPISODE, READING]


def test_equal_problems_are_reported_once() -> None:
    bad = ",\n".join([f'{{"id": "{ONE}"}}'] * 1_000)
    found = problems(changed(LINES[10] + "\n" + LINES[11], bad))
    assert found == (FileProblem(11, "days: “local_date” is missing … and at least 19 more like it"),)


def test_at_most_twenty_kinds_of_problems_are_reported() -> None:
    fields = ", ".join(f'"field_{n}": 1' for n in range(1_000))
    found = problems(changed('"version": 1', f'"version": 1, {fields}'))
    assert len(found) == 20
    assert found[0] == FileProblem(3, "field_0: is not a field of this format")


def test_quoted_text_is_short_and_printable() -> None:
    (problem,) = problems(with_field(EPISODE, "places", '["' + "\\u001b\\u202e" + "x" * 500 + '"]'))
    assert problem.reason == "episodes.places: “??" + "x" * 38 + "…” is not a place on the map"


@pytest.mark.parametrize("value", [5.0, 5])
def test_integers_may_have_a_decimal_point(value: Any) -> None:
    strength = diary_json.read(with_field(EPISODE, "strength", json.dumps(value))).episodes[1].strength
    assert strength == 5
    assert isinstance(strength, int)


def test_the_last_possible_date_is_read() -> None:
    data = changed('"last_day": "2026-01-31"', '"last_day": "9999-12-31"')
    assert diary_json.read(data).last_day == date(9999, 12, 31)
