"""The sections of the FHIR document are those of the summary, and any diary at all makes a valid document."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.core import records
from tracker.core.demo import believable
from tracker.core.records import Diary, Dose, Episode, Injected, Injection, Medicine, Person, Reading, Sign, Visit
from tracker.core.reference.places import PLACES
from tracker.core.reference.sections import ALL_SECTIONS
from tracker.core.reference.signs import SIGNS
from tracker.core.reports import build_summary, with_sections
from tracker.core.reports.fhir.bundle import to_fhir

LAST = date(2026, 5, 31)
TODAY = date(2026, 6, 1)
Faults = Callable[[dict[str, Any]], list[str]]


def bundle(diary: Diary, **said: Any) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(to_fhir(build_summary(diary, TODAY), diary, **said))
    return made


def resources(document: dict[str, Any], kind: str = "") -> list[dict[str, Any]]:
    found = [entry["resource"] for entry in document["entry"]]
    return [one for one in found if kind in ("", one["resourceType"])]


def walk(value: Any) -> Iterator[tuple[str, Any]]:
    """Every named value in a document, however deep."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield name, part
            yield from walk(part)
    elif isinstance(value, list):
        for part in value:
            yield from walk(part)


def test_the_narrative_says_what_the_summary_says() -> None:
    diary = believable(LAST, 180, 1)
    summary = build_summary(diary, TODAY)
    first, *sections = bundle(diary)["entry"][0]["resource"]["section"]
    assert (first["title"], sections[-1]["title"]) == ("Reason for the summary", "How this was made")
    assert f"Days logged: {summary.coverage.text}" in first["text"]["div"]
    texts = {section["title"]: section["text"]["div"] for section in sections}
    noted = [section for section in summary.sections if section.noted]
    assert list(texts) == [section.title for section in noted]
    for section in noted:
        words = "".join(ElementTree.fromstring(texts[section.title]).itertext())  # noqa: S314 - we wrote it
        for fact in (*section.headline, *section.facts):
            assert (f"{fact.label}: {fact.text}" in words) == fact.shown
        for table in section.tables:
            assert all(cell.text in words for line in table.lines for _column, cell in line)
    assert "Nothing noted on: worry and how much it gets in the way" in first["text"]["div"]


def test_what_was_left_out_of_the_summary_is_left_out_here() -> None:
    diary = believable(LAST, 60, 1)
    only = with_sections(build_summary(diary, TODAY), ["places", "exposures"])
    made = json.loads(to_fhir(only, diary))
    observed = {one["code"]["text"] for one in resources(made, "Observation")}
    assert "Sleep" in observed
    assert not observed & {"Symptom", "Symptom absent"}


def test_medicines_and_questions_go_with_their_sections() -> None:
    course = Medicine(UUID(int=1), "Iron", as_needed=True)
    asked = Visit(UUID(int=2), TODAY, questions=("Is the iron needed?",))
    diary = replace(believable(LAST, 30, 1), medicines=(course,), visits=(asked,))
    whole = build_summary(diary, TODAY)
    assert "Is the iron needed?" in to_fhir(whole, diary).decode()
    assert b"MedicationStatement" in to_fhir(whole, diary)
    without = with_sections(whole, [key for key in ALL_SECTIONS if key not in ("medicines", "questions")])
    left = to_fhir(without, diary)
    assert b"MedicationStatement" not in left
    assert b"iron" not in left.lower()


@pytest.mark.parametrize("keys", [["signs"], ["course"], ["signs", "course"], []])
def test_whatever_is_left_out_nothing_points_to_it(keys: list[str]) -> None:
    diary = believable(LAST, 60, 1)
    diary = replace(diary, episodes=tuple(replace(e, signs=(Sign("ringing", records.Onset.UNSURE),))
                                          for e in diary.episodes))  # fmt: skip
    made = json.loads(to_fhir(with_sections(build_summary(diary, TODAY), keys), diary))
    asked = {value for name, value in walk(made) if name == "reference"}
    assert asked <= {entry["fullUrl"] for entry in made["entry"]}
    rings = [one for one in resources(made, "Observation") if "Ringing" in str(one) and "extension" in one]
    assert len(rings) == (len(diary.episodes) if set(keys) == {"signs", "course"} else 0)


BELONGS = {
    "Place": "places", "Side": "places", "Strength, 0 to 10, the person’s own scale": "bouts", "Feel": "bouts",
    "Duration": "bouts", "Other signs": "signs", "What they think sets it off": "beliefs",
    "Tried against it": "reliefs",
}  # fmt: skip


@pytest.mark.parametrize("left_out", sorted(set(BELONGS.values())))
def test_what_belongs_to_a_section_goes_with_it(left_out: str) -> None:
    """A person who does not tell the doctor what they blame does not tell it in the file either."""
    diary = replace(believable(LAST, 180, 1), injections=())  # They name places that are not those of episodes.
    sections = with_sections(build_summary(diary, TODAY), [key for key in ALL_SECTIONS if key != left_out])

    def labels(made: dict[str, Any]) -> set[str]:
        parts = [part for name, value in walk(made) if name == "component" for part in value]
        sites = {"Place"} if any(name == "bodySite" for name, _value in walk(made)) else set()
        return {part["code"]["text"] for part in parts} & BELONGS.keys() | sites

    assert labels(bundle(diary)) == BELONGS.keys()
    kept = {label for label, key in BELONGS.items() if key != left_out}
    assert labels(json.loads(to_fhir(sections, diary))) == kept


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
when = st.dates(date(2026, 1, 1), LAST)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 5, 31), timezones=st.just(UTC))  # noqa: DTZ001
zones = st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Kiritimati"])
place = st.sampled_from(sorted(PLACES.values()))
sign = st.builds(Sign, st.sampled_from(sorted(SIGNS)), st.sampled_from(records.Onset))
scores = st.none() | st.integers(0, 10)
maybe = st.none() | st.booleans()
amounts = st.floats(0, 1_000_000)
relief = st.builds(records.Relief, words, maybe, st.none() | st.integers(0, 1_440))


def several(of: st.SearchStrategy[Any], **said: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=3, **said).map(tuple)


def entries(kind: type, **fields: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return several(st.builds(kind, id=st.uuids(), **fields), unique_by=lambda entry: entry.id)


episodes = entries(
    Episode, onset=moments, zone=zones, local_date=when, duration_s=st.none() | st.integers(0, 604_800),
    still_going=st.booleans(), places=several(place, unique=True), strength=scores, pain=scores, feel=...,
    count=st.none() | st.integers(1, 10_000), can_hold_back=maybe, urge_before=maybe, eye_closes=maybe, in_sleep=maybe,
    signs=several(sign), no_other_signs=st.booleans(), blamed=several(words), reliefs=several(relief), note=words,
)  # fmt: skip
days = entries(
    records.Day, local_date=when, no_twitch=st.booleans(), signs=several(sign), no_other_signs=st.booleans(),
    impact=scores, worry=scores, note=words,
)  # fmt: skip
exposures = st.builds(
    records.Exposure, st.uuids(), st.sampled_from(["sleep_h", "own_a", "stress", "water_ml"]), words, words
)
medicines = entries(
    Medicine, name=words, started=st.none() | st.just(date(2026, 1, 1)), dose_raised=st.none() | when,
    stopped=st.none() | when, suspected=st.booleans(), note=words, group=words, dose=words, as_needed=st.booleans(),
    changes=several(st.builds(records.DoseChange, when, words, maybe)), why=words, why_stopped=words,
)  # fmt: skip
injections = entries(
    Injection, day=when, product=words, spots=several(st.builds(Injected, place, st.none() | amounts)),
    next_due=st.none() | when, note=words,
)  # fmt: skip


@st.composite
def diaries(draw: st.DrawFn) -> Diary:
    tracked = draw(st.lists(exposures, max_size=3, unique_by=(lambda e: e.key, lambda e: e.id)))
    keys = st.sampled_from([one.key for one in tracked] or [""])
    taken = draw(medicines)
    courses = st.sampled_from([one.id for one in taken] or [UUID(int=0)])
    return Diary(
        Person(),
        date(2026, 1, 1),
        LAST,
        days=draw(days),
        episodes=draw(episodes),
        exposures=tuple(tracked),
        readings=draw(entries(Reading, exposure=keys, local_date=when, value=amounts)) if tracked else (),
        medicines=taken,
        doses=draw(entries(Dose, medicine=courses, at=moments, zone=zones, local_date=when, amount=words)),
        injections=draw(injections),
        visits=draw(entries(Visit, day=st.just(TODAY), questions=several(words))),
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(diaries(), st.booleans())
def test_any_diary_gives_a_valid_document(fhir_faults: Faults, diary: Diary, snomed: bool) -> None:
    made = bundle(diary, snomed=snomed)
    assert fhir_faults(made) == []
    assert not [value for _name, value in walk(made) if isinstance(value, str) and re.search("[\x00-\x08]", value)]
