"""What medicines, doses and injections become, in the person's words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from tracker.core.records import Dose, DoseChange, Injected, Injection, Medicine
from tracker.core.reference.places import PLACES
from tracker.core.reports.fhir.elements import FhirContext
from tracker.core.reports.fhir.medicines import dose_statement, injection_procedure, medicine_statement

CONTEXT = FhirContext(str, "the-person")
TODAY = date(2026, 6, 1)
ID = UUID(int=1)


def statement(name: str = "Iron", **said: Any) -> dict[str, Any]:
    return medicine_statement(Medicine(ID, name, **said), TODAY, CONTEXT)


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({}, "active"),
        ({"started": date(2026, 6, 2)}, "intended"),
        ({"stopped": date(2026, 5, 1)}, "completed"),
        ({"stopped": date(2026, 5, 1), "why_stopped": "tired"}, "stopped"),
        ({"stopped": date(2026, 6, 9)}, "active"),
    ],
)
def test_status(said: dict[str, Any], status: str) -> None:
    assert statement(**said)["status"] == status


def test_the_ingredient_is_named_only_for_a_name_that_is_known() -> None:
    (code,) = statement(" Omeprazole ")["medicationCodeableConcept"]["coding"]
    assert (code["system"], code["code"]) == ("http://www.nlm.nih.gov/research/umls/rxnorm", "7646")
    assert statement("Omeprazole 20")["medicationCodeableConcept"] == {"text": "Omeprazole 20"}


def test_doses_are_in_order_and_in_the_persons_words() -> None:
    changes = (DoseChange(date(2026, 5, 2), "20 mg", True),)
    assert statement(dose="10 mg", changes=changes)["dosage"] == [
        {"sequence": 1, "text": "10 mg"}, {"sequence": 2, "text": "from 2 May 2026: 20 mg"},
    ]  # fmt: skip
    assert statement(as_needed=True)["dosage"] == [{"sequence": 1, "asNeededBoolean": True}]
    assert "dosage" not in statement()


def test_a_thought_of_the_person_is_called_one() -> None:
    said = statement(suspected=True, note="with food", why="cramps")
    assert [note["text"] for note in said["note"]] == [
        "with food", "The person thinks that it has to do with the twitch.",
    ]  # fmt: skip
    assert said["reasonCode"] == [{"text": "cramps"}]
    assert said["informationSource"] == {"reference": "urn:uuid:the-person"}


def test_a_dose_is_a_part_of_its_course() -> None:
    course = Medicine(ID, "Ibuprofen", as_needed=True)
    at = datetime(2026, 5, 30, 9, tzinfo=UTC)
    dose = dose_statement(Dose(UUID(int=2), ID, at, "Europe/Berlin", at.date(), "400 mg"), course, CONTEXT)
    assert dose["partOf"] == [{"reference": f"urn:uuid:{medicine_statement(course, TODAY, CONTEXT)['id']}"}]
    assert (dose["effectiveDateTime"], dose["dosage"]) == ("2026-05-30T11:00:00+02:00", [{"text": "400 mg"}])


def test_injections_say_how_much_went_where_in_the_products_units() -> None:
    spots = (Injected(PLACES["nose_side:left"], 2.5), Injected(PLACES["chin:right"]))
    done = injection_procedure(Injection(ID, date(2026, 5, 1), "Botox", spots, date(2026, 7, 24)), TODAY, CONTEXT)
    assert (done["status"], done["performedDateTime"]) == ("completed", "2026-05-01")
    assert [site["text"] for site in done["bodySite"]] == ["Side of nose, left", "Chin, right"]
    assert [note["text"] for note in done["note"]] == ["Side of nose, left: 2.5 units", "Next due: 24 Jul 2026"]
    assert injection_procedure(Injection(ID, date(2026, 6, 2), "Botox"), TODAY, CONTEXT)["status"] == "preparation"
    helped = Injection(ID, date(2026, 5, 1), "Botox", effect_from=date(2026, 5, 9))
    assert injection_procedure(helped, TODAY, CONTEXT)["note"] == [{"text": "helped from 9 May 2026 on"}]
