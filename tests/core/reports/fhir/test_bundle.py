"""The FHIR document: valid to two judges, whole in itself, the same each time, and never a diagnosis."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from xml.etree import ElementTree

import pytest

from tracker.core import records
from tracker.core.demo import believable
from tracker.core.records import Diary, Dose, Episode, Injected, Injection, Medicine, Person, Reading, Visit
from tracker.core.red_flags import Settings
from tracker.core.reference.places import PLACES
from tracker.core.reference.version import VERSION
from tracker.core.reports import SummaryContext, build_summary
from tracker.core.reports.fhir.bundle import to_fhir
from tracker.core.reports.sections.signs_to_watch import signs_to_watch

LAST = date(2026, 5, 31)
TODAY = date(2026, 6, 1)
ODD = [
    "Ελληνικά",
    "بالعربية",
    "# $ * [ <b> & \" '",
    "\x01\x1f\x0b\x85\u2028\u2003\ufeff\uffff",
    "  \t ",
    "a" * 5_000,
    "\ud7ff\U0001f600",
    "]]>",
]
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


def odd_diary() -> Diary:
    """One entry of each kind for every odd text, in every field that a person writes."""
    at = datetime(2026, 5, 30, 9, tzinfo=UTC)
    ids = (UUID(int=number) for number in range(1_000))
    nose = PLACES["nose_side:left"]
    episodes = [
        Episode(next(ids), at, "Asia/Kolkata", at.date(), places=(nose,), blamed=(text,), note=text,
                reliefs=(records.Relief(text, True, 3), records.Relief(text, False)))
        for text in ODD
    ]  # fmt: skip
    exposures = [
        records.Exposure(next(ids), f"own_{n}", text, text[:20], records.Summary.MEAN) for n, text in enumerate(ODD)
    ]
    change = (records.DoseChange(LAST, ODD[0], True),)
    medicines = [
        Medicine(next(ids), text, note=text, group=text, dose=text, changes=change, why=text, why_stopped=text,
                 stopped=LAST, as_needed=True)
        for text in ODD
    ]  # fmt: skip
    return Diary(
        Person(),
        LAST - timedelta(days=9),
        LAST,
        episodes=tuple(episodes),
        exposures=tuple(exposures),
        readings=tuple(Reading(next(ids), one.key, LAST, 1 / 3) for one in exposures),
        medicines=tuple(medicines),
        doses=tuple(Dose(next(ids), one.id, at, "UTC", at.date(), one.dose) for one in medicines),
        injections=tuple(Injection(next(ids), LAST, text, (Injected(nose, 2.5),), TODAY, text) for text in ODD),
        visits=(Visit(next(ids), TODAY, questions=tuple(ODD)),),
    )


def forty_medicines() -> Diary:
    medicines = tuple(Medicine(UUID(int=n), f"medicine {n}", LAST - timedelta(days=n)) for n in range(40))
    return Diary(Person(), LAST - timedelta(days=179), LAST, medicines=medicines)


def one_episode() -> Diary:
    return replace(believable(LAST, 180, 1), days=(), readings=(), episodes=believable(LAST, 180, 1).episodes[:1])


DIARIES: dict[str, Callable[[], Diary]] = {
    "half a year": lambda: believable(LAST, 180, 1),
    "nothing": lambda: Diary(Person(), LAST - timedelta(days=179), LAST),
    "one episode": one_episode,
    "forty medicines": forty_medicines,
    "odd texts": odd_diary,
}


@pytest.fixture(params=DIARIES.values(), ids=DIARIES.keys(), scope="module")
def diary(request: pytest.FixtureRequest) -> Diary:
    made: Diary = request.param()
    return made


@pytest.fixture(scope="module")
def document(diary: Diary) -> dict[str, Any]:
    return bundle(diary)


def test_both_judges_take_it(document: dict[str, Any], fhir_faults: Faults) -> None:
    assert fhir_faults(document) == []


def test_it_is_whole_in_itself(document: dict[str, Any]) -> None:
    ids = [one["id"] for one in resources(document)]
    assert max(Counter(ids).values()) == 1
    assert [entry["fullUrl"] for entry in document["entry"]] == [f"urn:uuid:{id}" for id in ids]
    asked = {value for name, value in walk(document["entry"]) if name == "reference"}
    assert asked <= {f"urn:uuid:{id}" for id in ids}


def test_every_entry_is_reached_from_the_composition(document: dict[str, Any]) -> None:
    head, *others = resources(document)
    sections = [ref["reference"] for section in head["section"] for ref in section.get("entry", ())]
    coded = [one for one in others if one["resourceType"] not in ("Patient", "Device", "Provenance")]
    assert sections == [f"urn:uuid:{one['id']}" for one in coded]


def test_the_head_is_a_patient_note_by_the_person(document: dict[str, Any]) -> None:
    head = resources(document)[0]
    assert (document["type"], head["resourceType"]) == ("document", "Composition")
    assert head["type"]["coding"][0]["code"] == "51855-5"
    (patient,) = resources(document, "Patient")
    assert patient.keys() == {"resourceType", "id", "text"}
    assert head["author"] == [head["subject"]] == [{"reference": f"urn:uuid:{patient['id']}"}]
    assert (head["date"], document["timestamp"]) == ("2026-06-01", "2026-06-01T00:00:00Z")


def test_every_narrative_is_xhtml_with_words_in_it(document: dict[str, Any]) -> None:
    narratives = [value for name, value in walk(document) if name == "div"]
    assert len(narratives) == len(resources(document)[0]["section"]) + 2
    for div in narratives:
        assert "".join(ElementTree.fromstring(div).itertext()).strip()  # noqa: S314 - we wrote it


def test_it_says_what_made_it(document: dict[str, Any]) -> None:
    (made,), (device,) = resources(document, "Provenance"), resources(document, "Device")
    assert made["agent"][0]["who"]["reference"] == f"urn:uuid:{device['id']}"
    assert (device["deviceName"][0]["name"], device["version"]) == ("Levator", [{"value": VERSION}])
    assert made["target"] == [{"reference": document["entry"][0]["fullUrl"]}]


def test_the_same_diary_gives_the_same_bytes_and_another_another_patient(diary: Diary) -> None:
    again = to_fhir(build_summary(diary, TODAY), diary)
    assert to_fhir(build_summary(diary, TODAY), diary) == again
    other = replace(diary, person=replace(diary.person, day_starts_at=diary.person.day_starts_at + 1))
    assert not {one["id"] for one in resources(bundle(other), "Patient")} & {
        one["id"] for one in resources(json.loads(again), "Patient")
    }


def test_a_rule_never_becomes_a_finding() -> None:
    diary = believable(LAST, 400, 3)
    flags = signs_to_watch(diary, LAST, Settings())
    assert flags
    made = json.loads(to_fhir(build_summary(diary, LAST, str, SummaryContext(flags)), diary))
    kinds = {one["resourceType"] for one in resources(made)}
    assert kinds <= {
        "Composition", "Patient", "Observation", "MedicationStatement", "Procedure", "Device", "Provenance",
    }  # fmt: skip
    codings = [code["code"] for name, value in walk(made) if name == "coding" for code in value]
    assert not [code for code in codings if any(flag.rule in code for flag in flags)]


def test_codes_are_free_ones_unless_snomed_is_turned_on() -> None:
    diary = believable(LAST, 30, 1)

    def systems(**said: Any) -> set[str]:
        return {code["system"] for name, value in walk(bundle(diary, **said)) if name == "coding" for code in value}

    assert "http://snomed.info/sct" not in systems()
    assert systems(snomed=True) - systems() == {"http://snomed.info/sct"}


def test_with_snomed_it_is_valid_too(fhir_faults: Faults) -> None:
    assert fhir_faults(bundle(believable(LAST, 30, 1), snomed=True)) == []


def test_every_code_has_words(document: dict[str, Any]) -> None:
    concepts = [value for _name, value in walk(document) if isinstance(value, dict) and "coding" in value]
    bare = [one for one in concepts if not one.get("text")]
    assert [one["coding"][0]["system"] for one in bare if not one["coding"][0].get("display")] == []


GOOD: dict[str, Any] = {
    "resourceType": "Observation",
    "id": "a1",
    "status": "final",
    "code": {"text": "Symptom"},
    "subject": {"reference": "urn:uuid:5e826e3c-2198-5849-a5b5-25e248a46af6"},
    "effectiveDateTime": "2026-05-31",
    "valueString": "twitch",
}
WRONG: dict[str, dict[str, Any]] = {
    "status missing": {"status": None},
    "status of no value set": {"status": "finished"},
    "unknown element": {"mood": "calm"},
    "two values": {"valueInteger": 3},
    "bad date": {"effectiveDateTime": "31.5.2026"},
    "reference is a number": {"subject": {"reference": 7}},
    "code is a list": {"code": [{"text": "Symptom"}]},
    "empty string": {"valueString": ""},
    "bad id": {"id": "a_1 !"},
}


def test_the_judges_take_a_good_observation(fhir_faults: Faults) -> None:
    assert fhir_faults(GOOD) == []


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG.keys())
def test_the_judges_refuse_a_wrong_one(change: dict[str, Any], fhir_faults: Faults) -> None:
    wrong = {name: value for name, value in (GOOD | change).items() if value is not None}
    assert fhir_faults(wrong)


def test_an_invariant_is_beyond_both_judges(fhir_faults: Faults) -> None:
    """Said in docs/fhir.md: what this test finds is the limit of the other tests."""
    assert fhir_faults(GOOD | {"referenceRange": [{"appliesTo": [{"text": "adults"}]}]}) == []
