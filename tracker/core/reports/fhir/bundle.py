"""The summary as one FHIR R4 document for import into a records system. See docs/fhir.md.

Resources are plain dictionaries; the tests validate them with the HL7 R4 schema and the models of fhir.resources.
Nothing is a diagnosis: no Condition, and no Flag, RiskAssessment or DetectedIssue from a rule.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256

from tracker.core.records import Diary
from tracker.core.reference.codes import ASSEMBLER, PATIENT_NOTE
from tracker.core.reference.version import VERSION
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.fhir.composition import CompositionSection, sections
from tracker.core.reports.fhir.days import day_signs, exposure_observations, scores
from tracker.core.reports.fhir.elements import FhirContext, Resource, clean, coding, concept, id_of, midnight, to
from tracker.core.reports.fhir.episodes import episode_observation, no_twitch
from tracker.core.reports.fhir.medicines import dose_statement, injection_procedure, medicine_statement
from tracker.core.reports.fhir.narrative import narrative, paragraph
from tracker.core.reports.fhir.person import since_when
from tracker.core.reports.fhir.signs import absent_signs, sign_observations
from tracker.core.reports.summary import DoctorSummary


def to_fhir(
    summary: DoctorSummary, diary: Diary, translate: Translate = str, language: str | None = None, snomed: bool = False
) -> bytes:
    """A Bundle of type document in UTF-8, the Composition first. The same input gives the same bytes.

    `diary` is the period of the summary in stored units. SNOMED CT codes are written only with `snomed`.
    """
    bundle = document(summary, diary, translate, language or "en", snomed)
    return json.dumps(bundle, ensure_ascii=False, allow_nan=False).encode() + b"\n"


def document(summary: DoctorSummary, diary: Diary, translate: Translate, language: str, snomed: bool) -> Resource:
    """The Bundle as a dictionary.

    The Patient has no identifier. Its id is a hash of the content, so that documents of two people never share a
    Patient; a later export of the same person is a different Patient to the importing system.
    """
    keys = tuple(section.key for section in summary.sections)
    content = repr((summary.today, keys, language, snomed, diary))
    written = sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
    context = FhirContext(translate, id_of("patient", written), snomed, frozenset(keys))
    made_of = sections(summary, _resources(summary, diary, context), translate)
    head = _composition(summary, id_of("composition", written), made_of, context, language)
    device = _device(id_of("device", VERSION))
    entries = [
        head,
        _patient(context),
        *(resource for section in made_of for resource in section.resources),
        device,
        _provenance(id_of("provenance", written), summary, head, device),
    ]
    return {
        "resourceType": "Bundle",
        "id": id_of("bundle", written),
        "language": language,
        "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{id_of('bundle', written)}"},
        "type": "document",
        "timestamp": midnight(summary.today),
        "entry": [{"fullUrl": f"urn:uuid:{entry['id']}", "resource": entry} for entry in entries],
    }


def _resources(summary: DoctorSummary, diary: Diary, context: FhirContext) -> dict[str, list[Resource]]:
    """The coded resources, by the key of the section that references them."""
    medicines = {medicine.id: medicine for medicine in diary.medicines}
    return {
        "places": [*since_when(diary.person, summary.today, context)],
        "course": [
            *(episode_observation(episode, context) for episode in diary.episodes),
            *no_twitch(diary, context),
            *(score for day in diary.days for score in scores(day, context)),
        ],
        "signs": [
            *(sign for episode in diary.episodes for sign in sign_observations(episode, context)),
            *(sign for day in diary.days for sign in day_signs(day, context)),
            *absent_signs(diary, context),
        ],
        "exposures": [*exposure_observations(diary, context)],
        "medicines": [
            *(medicine_statement(medicine, summary.today, context) for medicine in diary.medicines),
            *(dose_statement(d, medicines[d.medicine], context) for d in diary.doses if d.medicine in medicines),
            *(injection_procedure(injection, summary.today, context) for injection in diary.injections),
        ],
    }


def _composition(
    summary: DoctorSummary, id: str, made_of: Iterable[CompositionSection], context: FhirContext, language: str
) -> Resource:
    return {
        "resourceType": "Composition",
        "id": id,
        "language": language,
        "text": narrative(*(paragraph(text) for text in (summary.title, summary.period, summary.made))),
        "status": "final",
        "type": concept(context.translate(_("Patient note")), PATIENT_NOTE),
        "category": [concept(context.translate(_("Patient diary")))],
        "subject": context.person,
        "date": summary.today.isoformat(),
        "author": [context.person],
        "title": clean(summary.title),
        "event": [{"period": {"start": summary.first_day.isoformat(), "end": summary.last_day.isoformat()}}],
        "section": [section.element() for section in made_of],
    }


def _patient(context: FhirContext) -> Resource:
    who = context.translate(_("The person who kept the diary. No name, number or birthday is in this file."))
    return {"resourceType": "Patient", "id": context.patient, "text": narrative(paragraph(who))}


def _device(id: str) -> Resource:
    return {
        "resourceType": "Device",
        "id": id,
        "deviceName": [{"name": "Levator", "type": "user-friendly-name"}],
        "version": [{"value": VERSION}],
    }


def _provenance(id: str, summary: DoctorSummary, head: Resource, device: Resource) -> Resource:
    return {
        "resourceType": "Provenance",
        "id": id,
        "target": [to(head["id"])],
        "recorded": midnight(summary.today),
        "agent": [
            {"type": {"coding": [coding(ASSEMBLER)]}, "who": to(device["id"]) | {"display": f"Levator {VERSION}"}}
        ],
    }
