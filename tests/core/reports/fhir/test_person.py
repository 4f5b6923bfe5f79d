"""Since when it twitches: one Observation with a month, where the person said so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tracker.core.records import Person
from tracker.core.reports.fhir.elements import FhirContext
from tracker.core.reports.fhir.person import since_when

CONTEXT, TODAY = FhirContext(str, "the-person"), date(2026, 7, 1)


def test_it_is_there_where_it_was_answered(fhir_faults: Callable[[dict[str, Any]], list[str]]) -> None:
    (since,) = since_when(Person(twitching_since=date(2025, 3, 1)), TODAY, CONTEXT)
    assert (since["code"], since["valueDateTime"]) == ({"text": "Twitching since"}, "2025-03")
    assert since["effectiveDateTime"] == "2026-07-01"
    assert fhir_faults(since) == []


def test_what_was_not_answered_is_not_there() -> None:
    assert list(since_when(Person(), TODAY, CONTEXT)) == []
