"""Medicines and doses as FHIR R4 MedicationStatements, injections as Procedures.

All of it is reported by the person; the program prescribes and advises nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tracker.core.records import Dose, Injected, Injection, Medicine
from tracker.core.reference.codes import Code
from tracker.core.reference.medicine_codes import INGREDIENTS, RXNORM, SOURCE
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.fhir.elements import (
    Element,
    FhirContext,
    Resource,
    clean,
    concept,
    id_of,
    moment,
    notes,
    quantity,
    to,
)
from tracker.core.reports.fhir.episodes import site
from tracker.core.reports.sections.medicines import effect_text
from tracker.core.reports.wording import day_text


def medicine_statement(medicine: Medicine, today: date, context: FhirContext) -> Resource:
    """One course: doses in the person's words, period, and the person's opinion."""
    period = {"start": _day(medicine.started), "end": _day(medicine.stopped)}
    known = {name: day for name, day in period.items() if day}
    return _statement(
        id_of("medicine", medicine.id),
        medicine,
        context,
        status=_status(medicine, today),
        **({"effectivePeriod": known} if known else {}),
        **_reasons(medicine),
        **notes(medicine.note, *_thoughts(medicine, context)),
        **_dosage(medicine, context),
    )


def dose_statement(dose: Dose, medicine: Medicine, context: FhirContext) -> Resource:
    """One dose taken, as part of its course."""
    amount = clean(dose.amount)
    return _statement(
        id_of("dose", dose.id),
        medicine,
        context,
        status="completed",
        partOf=[to(id_of("medicine", medicine.id))],
        effectiveDateTime=moment(dose.at, dose.zone),
        **({"dosage": [{"text": amount}]} if amount else {}),
    )


def injection_procedure(injection: Injection, today: date, context: FhirContext) -> Resource:
    """The injections of one day. The note lists the units per place, in the product's own units."""
    words = context.translate(_("Injections: %(product)s")) % {"product": injection.product}
    sites = [site(spot.place, context) for spot in injection.spots]
    amounts = [_amount(spot, context) for spot in injection.spots if spot.units is not None]
    due = (
        context.translate(_("Next due: %(day)s")) % {"day": day_text(injection.next_due, context.translate)}
        if injection.next_due
        else ""
    )
    return {
        "resourceType": "Procedure",
        "id": id_of("injection", injection.id),
        "status": "completed" if injection.day <= today else "preparation",
        "code": concept(words),
        "subject": context.person,
        "performedDateTime": injection.day.isoformat(),
        "asserter": context.person,
        **({"bodySite": sites} if sites else {}),
        **notes("; ".join(amounts), effect_text(injection, context.translate), due, injection.note),
    }


def _statement(id: str, medicine: Medicine, context: FhirContext, **more: object) -> Resource:
    known = INGREDIENTS.get(medicine.name.strip().lower())
    code = Code(RXNORM, known, "", SOURCE) if known else None
    return {
        "resourceType": "MedicationStatement",
        "id": id,
        "medicationCodeableConcept": concept(medicine.name, code),
        "subject": context.person,
        "informationSource": context.person,
        **more,
    }


def _status(medicine: Medicine, today: date) -> str:
    if medicine.started and medicine.started > today:
        return "intended"
    if medicine.stopped is None or medicine.stopped > today:
        return "active"
    return "stopped" if clean(medicine.why_stopped) else "completed"


def _reasons(medicine: Medicine) -> Element:
    reasons = {"reasonCode": medicine.why, "statusReason": medicine.why_stopped}
    return {name: [concept(text)] for name, text in reasons.items() if clean(text)}


def _thoughts(medicine: Medicine, context: FhirContext) -> Iterator[str]:
    if medicine.group:
        yield context.translate(_("Kind: %(group)s")) % {"group": context.translate(medicine.group)}
    if medicine.dose_raised:
        yield context.translate(_("Dose last raised: %(day)s")) % {
            "day": day_text(medicine.dose_raised, context.translate)
        }
    if medicine.suspected:
        yield context.translate(_("The person thinks that it has to do with the twitch."))


def _dosage(medicine: Medicine, context: FhirContext) -> Element:
    """The first dose, then each change, in order."""
    changed = context.translate(_("from %(day)s: %(dose)s"))
    doses = [medicine.dose]
    doses += [changed % {"day": day_text(c.day, context.translate), "dose": c.dose} for c in medicine.changes]
    dosages: list[Element] = [{"text": words} for words in map(clean, doses) if words]
    if medicine.as_needed:
        dosages = [dose | {"asNeededBoolean": True} for dose in dosages or [{}]]
    return {"dosage": [{"sequence": at, **dose} for at, dose in enumerate(dosages, 1)]} if dosages else {}


def _amount(spot: Injected, context: FhirContext) -> str:
    units = quantity(spot.units or 0, "")["value"]
    return context.translate(_("%(place)s: %(units)s units")) % {
        "place": site(spot.place, context)["text"],
        "units": units,
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
