"""Signs of episodes and check-ins, and signs answered as absent, as FHIR R4 Observations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tracker.core.records import Day, Diary, Episode, Onset, Sign
from tracker.core.reference.codes import SIGN_CODES, SPEED_OF_ONSET, SYMPTOM, SYMPTOM_ABSENT
from tracker.core.reference.signs import ASKED, SIGNS
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.fhir.elements import (
    Element,
    FhirContext,
    Resource,
    component,
    concept,
    id_of,
    moment,
    observation,
    to,
)
from tracker.core.reports.fhir.episodes import CATEGORIES, episode_id

GOES_WITH = "http://hl7.org/fhir/StructureDefinition/workflow-supportingInfo"

ON_ONE_SIDE = ("hearing_loss",)
"""One-sided signs; the diary does not ask which side."""

ONSETS = {
    Onset.SUDDEN: _("sudden, within seconds to hours"),
    Onset.GRADUAL: _("gradual, over days or more"),
    Onset.UNSURE: _("not sure"),
}


def sign_observations(episode: Episode, context: FhirContext) -> Iterator[Resource]:
    """The signs of one episode, each with a reference to it if the document includes episodes."""
    pointing = [{"url": GOES_WITH, "valueReference": to(episode_id(episode))}]
    there = {"extension": pointing} if "course" in context.sections else {}
    for sign in dict.fromkeys(episode.signs):
        at = moment(episode.onset, episode.zone)
        id = id_of("sign", episode.id, sign.name, sign.onset)
        yield sign_observation(id, sign, context, **there, effectiveDateTime=at)


def sign_observation(id: str, sign: Sign, context: FhirContext, **more: object) -> Resource:
    """One sign, with the speed of its onset."""
    begun = concept(context.translate(ONSETS[sign.onset]))
    components = [component(context, _("How it began"), SPEED_OF_ONSET, valueCodeableConcept=begun)]
    if sign.name in ON_ONE_SIDE:
        side = concept(context.translate(_("one side; which one was not asked")))
        components.append(component(context, _("Side"), valueCodeableConcept=side))
    return observation(
        id,
        context,
        concept(context.translate(_("Symptom")), SYMPTOM),
        CATEGORIES,
        **more,
        valueCodeableConcept=sign_concept(sign.name, context),
        component=components,
    )


def absent_signs(diary: Diary, context: FhirContext) -> Iterator[Resource]:
    """The signs never noted in the period, if *none of these* was answered at least once.

    The Observation covers the first to the last of these answers, with their share of all entries.
    """
    entries: tuple[Episode | Day, ...] = (*diary.episodes, *diary.days)
    noticed = {sign.name for entry in entries for sign in entry.signs}
    answered = sorted(entry.local_date for entry in entries if entry.no_other_signs and not entry.signs)
    if not answered:
        return
    asked = {"numerator": {"value": len(answered)}, "denominator": {"value": len(entries)}}
    for name in ASKED:
        if name not in noticed:
            yield observation(
                id_of("absent", context.patient, name, diary.first_day, diary.last_day),
                context,
                concept(context.translate(_("Symptom absent")), SYMPTOM_ABSENT),
                CATEGORIES,
                **_from_to(answered[0], answered[-1]),
                valueCodeableConcept=sign_concept(name, context),
                component=[component(context, _("Asked and said to be absent, of all entries"), valueRatio=asked)],
            )


def _from_to(first: date, last: date) -> Element:
    if first == last:
        return {"effectiveDateTime": first.isoformat()}
    return {"effectivePeriod": {"start": first.isoformat(), "end": last.isoformat()}}


def sign_concept(name: str, context: FhirContext) -> Element:
    """A sign in the words of the form, with a code if one means the same."""
    return concept(context.translate(SIGNS[name].says) if name in SIGNS else name, SIGN_CODES.get(name))
