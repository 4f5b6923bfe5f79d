"""Answers from Settings as FHIR R4 Observations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tracker.core.records import Person
from tracker.core.reference.codes import SURVEY
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.fhir.elements import FhirContext, Resource, concept, id_of, observation


def since_when(person: Person, today: date, context: FhirContext) -> Iterator[Resource]:
    """The month of onset, if answered; there is no code for it."""
    if person.twitching_since:
        yield observation(
            id_of("twitching-since", context.patient),
            context,
            concept(context.translate(_("Twitching since"))),
            (SURVEY,),
            effectiveDateTime=today.isoformat(),
            valueDateTime=f"{person.twitching_since:%Y-%m}",
        )
