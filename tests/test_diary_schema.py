"""Schema and page in docs say what the reader does. Checked with jsonschema-rs, which shares no code with it."""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import jsonschema_rs
import pytest

from tracker.core.demo import believable
from tracker.core.formats import FileRefusedError, diary_json
from tracker.core.formats.json.schema import FORMAT, VERSION
from tracker.core.records import (
    Day,
    Diary,
    Dose,
    DoseChange,
    Episode,
    Expected,
    Experiment,
    Exposure,
    Injected,
    Injection,
    Kept,
    KeptDay,
    MedicalTest,
    MedicalTestKind,
    Medicine,
    Pause,
    Person,
    Place,
    Reading,
    Relief,
    ScaleScore,
    Side,
    Sign,
    Threshold,
    Visit,
    WatchedSign,
)
from tracker.core.reference.countries import COUNTRIES
from tracker.core.reference.exposures import BUILT_IN
from tracker.core.reference.places import PLACES
from tracker.core.reference.rules.levels import ANSWERS, Level
from tracker.core.reference.sections import SECTIONS
from tracker.core.reference.signs import SIGNS

DOCS = Path(__file__).parents[1] / "docs"
SCHEMA = json.loads((DOCS / "diary.schema.json").read_text(encoding="utf-8"))
PAGE = (DOCS / "diary_format.md").read_text(encoding="utf-8")
VALIDATOR = jsonschema_rs.Draft202012Validator(SCHEMA, validate_formats=True)
RECORDS = (
    Person, Exposure, Day, Episode, Sign, Relief, Reading, Medicine, DoseChange, Dose, Injection, Injected, Visit,
    MedicalTest, ScaleScore, Threshold, WatchedSign, Experiment, Pause, KeptDay,
)  # fmt: skip
LAST = date(2026, 5, 31)
CHIN = Place("chin", Side.LEFT)
COURSE = Medicine(
    UUID(int=1), "Iron", LAST, LAST, LAST, True, "note", "Mineral", "1", True, (DoseChange(LAST, "2", True),), "why",
    "done", True,
)  # fmt: skip
TREATED = {
    "medicines": (COURSE,),
    "doses": (Dose(UUID(int=2), COURSE.id, datetime(2026, 5, 31, 9, tzinfo=UTC), "UTC", LAST, "1"),),
    "injections": (
        Injection(
            UUID(int=3), LAST, "A product", (Injected(CHIN, 2.5),), date(2026, 8, 23), "note", date(2026, 6, 7),
            date(2026, 8, 9),
        ),
    ),
    "visits": (
        Visit(
            UUID(int=4), date(2027, 1, 4), "Dr A", ("Why?",), "findings",
            (MedicalTest(MedicalTestKind.BLOOD, "Magnesium", "0.8"),), (ScaleScore("A scale", 2),), "agreed", "note",
        ),
    ),
    "experiments": (
        Experiment(
            UUID(int=5), LAST, "no coffee", "as usual", Expected.FEWER, "5eed", 14, 2, 1, "caffeine_mg",
            (Pause(LAST, date(2026, 6, 2)),), date(2026, 6, 9), (KeptDay(LAST, Kept.PARTLY),),
        ),
    ),
    "watched_signs": (
        WatchedSign(
            "S2_persistent", 1, "soon", 336, {"run_days": 16, "places": ["chin:left"], "spread": [{"days": 2}]},
            ("places",), LAST, LAST, "booked", LAST, {"run_days": 15}, "soon", True,
        ),
    ),
}  # fmt: skip
KEEPER = Person(
    thresholds=(Threshold("run_gap_days", 5),), doctor_sections=("places", "course", "how_made"),
    doctor_questions=("By the window?",),
)  # fmt: skip


@pytest.fixture(scope="module")
def document() -> bytes:
    return diary_json.write(replace(believable(LAST, 60, 3), person=KEEPER, **TREATED))


def test_schema_is_a_good_schema() -> None:
    assert jsonschema_rs.meta.is_valid(SCHEMA)


def test_an_export_is_valid(document: bytes) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(json.loads(document))] == []


def test_the_example_on_the_page_is_valid_and_read() -> None:
    example = re.search(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert example
    assert VALIDATOR.is_valid(json.loads(example[1]))
    assert diary_json.write(diary_json.read(example[1].encode())).decode() == example[1]


NO_EXPERIMENT: list[tuple[str, Any]] = [
    ("id", "17"), ("day", "soon"), ("on", ""), ("off", "x" * 201), ("expected", "less"), ("seed", ""), ("pairs", 4),
    ("pairs", 21), ("period_days", 0), ("left_out", 8), ("exposure", 1), ("stopped", "soon"),
    ("pauses", [{"last": "2026-06-02"}]), ("pauses", [{"first": "2026-06-02"}] * 4), ("kept", [{"day": 3}]),
]  # fmt: skip
NO_INJECTION: list[tuple[Any, ...]] = [
    ("product", ""), ("spots", [{"units": 2}]), ("spots", [{"place": "nose"}]), ("spots", 0, "units", -1),
    ("next_due", "soon"), ("effect_from", "soon"), ("effect_until", 7),
]  # fmt: skip
NO_VISIT: list[tuple[Any, ...]] = [
    ("day", "2026-13-01"), ("questions", [""]), ("questions", ["one\ntwo"]), ("questions", ["x" * 1_001]),
    ("questions", ["x"] * 51), ("tests", [{"kind": "blood"}]), ("tests", 0, "kind", "guess"),
    ("scores", [{"score": 2}]), ("scores", 0, "score", 1_001),
]  # fmt: skip
WRONG: list[tuple[tuple[str | int, ...], Any]] = [
    (("format",), "diary"),
    (("version",), 3),
    (("version",), 0),
    (("mood",), 1),
    (("first_day",), "1899-12-31"),
    (("last_day",), "2026-13-01"),
    (("days",), {}),
    (("person", "country"), "XX"),
    (("person", "units"), "stone"),
    (("person", "day_starts_at"), 7),
    (("person", "name"), "Ada"),
    (("exposures", 0, "unit"), "min"),
    (("exposures", 0, "summary"), "median"),
    (("exposures", 0, "name"), ""),
    (("exposures", 0, "limit"), -1),
    (("exposures", 0, "kind"), "yes_no"),
    (("exposures", -1, "kind"), "maybe"),
    (("exposures", -1, "one_tap"), 0),
    (("days", 0, "local_date"), "2026-04-31"),
    (("days", 0, "note"), "a\0b"),
    (("days", 0, "note"), "x" * 5_001),
    (("days", 0, "no_twitch"), 1),
    (("episodes", 0, "id"), "17"),
    (("episodes", 0, "onset"), "2026-04-10T10:00:00+02:00"),
    (("episodes", 0, "onset"), "2026-04-10T24:00:00Z"),
    (("episodes", 0, "strength"), 11),
    (("episodes", 0, "strength"), True),
    (("episodes", 0, "strength"), None),
    (("episodes", 0, "strength"), 2.5),
    (("episodes", 0, "count"), 0),
    (("episodes", 0, "duration_s"), 604_801),
    (("episodes", 0, "places"), ["nose"]),
    (("episodes", 0, "places"), ["calf:left", "calf:left"]),
    (("episodes", 0, "signs"), [{"name": "bad_luck", "onset": "sudden"}]),
    (("episodes", 0, "reliefs"), [{"helped": True}]),
    (("episodes", 0, "blamed"), [""]),
    (("episodes", 0, "urge_before"), "yes"),
    (("episodes", 0, "mood"), 1),
    (("days", 0, "signs"), [{"name": "ringing"}]),
    (("days", 0, "impact"), 11),
    (("days", 0, "worry"), -1),
    (("days", 0, "worse_than_month_ago"), "worse"),
    (("person", "under_16"), 1),
    (("person", "palsy_began"), "last year"),
    (("person", "own_number"), "my doctor"),
    (("person", "twitching_since"), "2019"),
    (("person", "skipped"), ["weather"]),
    (("person", "skipped"), ["eye_closes", "eye_closes"]),
    (("person", "thresholds"), {"run_gap_days": 5}),
    (("person", "thresholds", 0, "value"), "5"),
    (("person", "thresholds", 0, "name"), ""),
    (("person", "doctor_sections"), ["weather"]),
    (("person", "doctor_sections"), ["course", "course"]),
    (("person", "doctor_questions"), ["one\ntwo"]),
    (("person", "doctor_questions"), ["x"] * 51),
    (("watched_signs", 0, "rule"), ""),
    (("watched_signs", 0, "level"), "urgent"),
    (("watched_signs", 0, "within_hours"), None),
    (("watched_signs", 0, "facts"), []),
    (("watched_signs", 0, "facts", "run_days"), "16"),
    (("watched_signs", 0, "facts", "dates"), ["soon"]),
    (("watched_signs", 0, "facts", "places"), "chin:left"),
    (("watched_signs", 0, "answer"), "maybe"),
    (("watched_signs", 0, "answered_on"), "later"),
    (("watched_signs", 0, "answered_facts", "signs"), [1]),
    (("watched_signs", 0, "is_over"), 1),
    (("medicines",), [{"name": "Iron"}]),
    (("medicines", 0, "dose"), "x" * 101),
    (("medicines", 0, "as_needed"), 1),
    (("medicines", 0, "changes"), [{"dose": "2"}]),
    (("medicines", 0, "changes"), [{"day": "2026-05-31", "raised": "up"}]),
    (("medicines", 0, "why_stopped"), "x" * 201),
    (("doses", 0, "medicine"), "Iron"),
    (("doses", 0, "at"), "2026-05-31"),
    (("doses", 0, "amount"), 2),
    *((("injections", 0, *steps), value) for *steps, value in NO_INJECTION),
    *((("visits", 0, *steps), value) for *steps, value in NO_VISIT),
    *((("experiments", 0, field), value) for field, value in NO_EXPERIMENT),
    (("readings", 0, "value"), "7"),
    (("readings", 0, "value"), 1_000_001),
    (("readings", 0, "source"), ""),
]


@pytest.mark.parametrize(
    ("path", "value"), WRONG, ids=[".".join(map(str, path)) + f"={value!s:.12}" for path, value in WRONG]
)
def test_reader_and_schema_refuse_the_same_things(document: bytes, path: tuple[Any, ...], value: Any) -> None:
    content = json.loads(document)
    container = content
    for step in path[:-1]:
        container = container[step]
    container[path[-1]] = value
    assert not VALIDATOR.is_valid(content)
    with pytest.raises(FileRefusedError) as refused:
        diary_json.read(json.dumps(content).encode())
    named = [step for step in path if isinstance(step, str)]
    assert any(named[-1] in problem.reason for problem in refused.value.problems)


@pytest.mark.parametrize("built_in", BUILT_IN, ids=lambda b: b.key)
def test_page_and_schema_know_the_range_of_every_built_in_exposure(document: bytes, built_in: Any) -> None:
    low, high = built_in.range
    assert f"| `{built_in.key}` | {built_in.unit} | {low:g} | {high:g} |" in PAGE
    content = json.loads(document)
    content["readings"][0] |= {"exposure": built_in.key, "value": high}
    assert VALIDATOR.is_valid(content)
    content["readings"][0]["value"] = high + 1
    assert not VALIDATOR.is_valid(content)


def test_still_going_with_a_duration_is_refused_by_both(document: bytes) -> None:
    content = json.loads(document)
    content["episodes"][0] |= {"duration_s": 60, "still_going": True}
    assert not VALIDATOR.is_valid(content)
    with pytest.raises(FileRefusedError):
        diary_json.read(json.dumps(content).encode())


def words(record: Any) -> list[str]:
    """The name of a record in words: DoseChange is a dose change."""
    return re.findall("[A-Z][a-z]+", record.__name__)


def table(title: str) -> set[str]:
    """The fields named in the table under a heading of the page."""
    section = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE)
    assert section, title
    return set(re.findall(r"^\| `(\w+)` \|[^|]+\|(?: yes)? \|$", section[1], re.MULTILINE))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_page_and_schema_name_every_field_of_a_record(record: Any) -> None:
    names = {field.name for field in fields(record)}
    assert table(" ".join(words(record)).capitalize()) == names
    assert set(SCHEMA["$defs"]["_".join(words(record)).lower()]["properties"]) == names


def test_page_and_schema_name_every_part_of_the_document() -> None:
    names = {field.name for field in fields(Diary)} | {"format", "version"}
    assert table("The document") == names
    assert set(SCHEMA["properties"]) == names
    versions = list(range(1, VERSION + 1))
    assert (SCHEMA["properties"]["format"]["const"], SCHEMA["properties"]["version"]["enum"]) == (FORMAT, versions)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_page_and_schema_agree_on_what_is_needed(record: Any) -> None:
    title = " ".join(words(record)).capitalize()
    section = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE)
    assert section
    needed = set(re.findall(r"^\| `(\w+)` \|[^|]+\| yes \|$", section[1], re.MULTILINE))
    assert needed == set(SCHEMA["$defs"]["_".join(words(record)).lower()]["required"])


def test_schema_lists_the_vocabulary_of_the_journal() -> None:
    definitions = SCHEMA["$defs"]
    assert definitions["place"]["enum"] == list(PLACES)
    assert definitions["sign"]["properties"]["name"]["enum"] == list(SIGNS)
    assert definitions["person"]["properties"]["country"]["enum"] == list(COUNTRIES)
    assert definitions["person"]["properties"]["doctor_sections"]["items"]["enum"] == list(SECTIONS)
    assert definitions["watched_sign"]["properties"]["level"]["enum"] == list(Level)
    assert definitions["watched_sign"]["properties"]["answer"]["enum"] == list(ANSWERS)
