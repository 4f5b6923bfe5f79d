"""Episodes, and days without one, as FHIR R4 Observations.

They follow the HL7 FHIR Symptoms guide 1.0.0: the code is *Symptom* or *Symptom absent*, the value names the symptom,
components hold strength, quality and circumstances. No profile is claimed, because the guide requires SNOMED CT
findings as values. One episode is one Observation, however many places it has, so that counting Observations counts
episodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from tracker.core.records import Diary, Episode, Feel, Place, Relief, Side
from tracker.core.reference.codes import (
    A_SYMPTOM,
    BLAMED,
    KIND_OF_REGION,
    MINUTES_UNIT,
    PAIN,
    QUALITY,
    RELIEVED,
    SCORE_UNIT,
    SIDE_CODES,
    SNOMED,
    SPASM,
    SURVEY,
    SYMPTOM,
    SYMPTOM_ABSENT,
    TWITCH,
    TWITCH_OF,
    TWITCH_SNOMED,
    Code,
)
from tracker.core.reference.places import REGIONS, SIDE_NAMES, place_name
from tracker.core.reference.reliefs import BLAMED as BLAMED_NAMES
from tracker.core.reference.reliefs import RELIEFS
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.fhir.elements import (
    Element,
    FhirContext,
    Resource,
    component,
    concept,
    id_of,
    moment,
    notes,
    observation,
    quantity,
)
from tracker.core.reports.sections.episodes import FEELS

CATEGORIES = (A_SYMPTOM, SURVEY)
SCALE = "0–10"

MOVEMENTS = {
    None: _("Muscle twitch"),
    Feel.FLUTTER: _("Muscle twitch"),
    Feel.JERK: _("Muscle jerk"),
    Feel.PULL_AND_HOLD: _("Muscle pull that holds"),
}
YES_OR_NO = {
    "can_hold_back": _("Can be held back"),
    "urge_before": _("Urge before it"),
    "eye_closes": _("Eye closes"),
    "in_sleep": _("Seen in sleep"),
    "falling_asleep": _("While falling asleep or waking"),
}


def episode_id(episode: Episode) -> str:
    """The id of the Observation of an episode."""
    return id_of("episode", episode.id)


def episode_observation(episode: Episode, context: FhirContext) -> Resource:
    """One episode with everything answered; unanswered fields are omitted."""
    places = episode.places if "places" in context.sections else ()
    feel = episode.feel if "bouts" in context.sections else None
    components = [*_where(places, context), *_components(episode, context)]
    return observation(
        episode_id(episode),
        context,
        concept(context.translate(_("Symptom")), SYMPTOM),
        CATEGORIES,
        **_when(episode),
        valueCodeableConcept=_movement(feel, places, context),
        **_body_site(places, context),
        **notes(episode.note),
        **({"component": components} if components else {}),
    )


def no_twitch(diary: Diary, context: FhirContext) -> Iterator[Resource]:
    """Days logged as *no twitch*."""
    for day in diary.days:
        if day.no_twitch:
            yield observation(
                id_of("no-twitch", day.id),
                context,
                concept(context.translate(_("Symptom absent")), SYMPTOM_ABSENT),
                CATEGORIES,
                effectiveDateTime=day.local_date.isoformat(),
                valueCodeableConcept=concept(context.translate(MOVEMENTS[None])),
            )


def site(place: Place, context: FhirContext) -> Element:
    """A place (region and side) as a CodeableConcept."""
    region = REGIONS.get(place.region)
    code = Code(SNOMED, region.snomed, "", "tracker.core.reference.places") if region and region.snomed else None
    return concept(place_name(place, context.translate) if region else str(place), code, snomed=context.snomed)


def _when(episode: Episode) -> Element:
    """A Period if the end is known or the episode was still going, otherwise the onset."""
    start = moment(episode.onset, episode.zone)
    if episode.duration_s is not None:
        end = episode.onset + timedelta(seconds=episode.duration_s)
        return {"effectivePeriod": {"start": start, "end": moment(end, episode.zone)}}
    return {"effectivePeriod": {"start": start}} if episode.still_going else {"effectiveDateTime": start}


def _movement(feel: Feel | None, places: Iterable[Place], context: FhirContext) -> Element:
    """The movement, coded only if a term means the same."""
    words = context.translate(MOVEMENTS[feel])
    if feel is Feel.FLUTTER:
        return concept(words, _flutter_code(places), TWITCH_SNOMED, snomed=context.snomed)
    return concept(words, SPASM if feel is Feel.PULL_AND_HOLD else None)


def _flutter_code(places: Iterable[Place]) -> Code:
    """The code for the kind of region if all places share one, otherwise the general one."""
    kinds = {KIND_OF_REGION.get(place.region, "") for place in places}
    return TWITCH_OF.get(kinds.pop(), TWITCH) if len(kinds) == 1 else TWITCH


def _body_site(places: tuple[Place, ...], context: FhirContext) -> Element:
    """R4 allows one site: a single place is coded, several are text, with one component each."""
    if len(places) > 1:
        return {"bodySite": concept("; ".join(site(place, context)["text"] for place in places))}
    return {"bodySite": site(places[0], context)} if places else {}


def _where(places: tuple[Place, ...], context: FhirContext) -> Iterator[Element]:
    if len(places) > 1:
        for place in places:
            yield component(context, _("Place"), valueCodeableConcept=site(place, context))
    if places:
        yield component(context, _("Side"), valueCodeableConcept=_side({place.side for place in places}, context))


def _components(episode: Episode, context: FhirContext) -> Iterator[Element]:
    if "bouts" in context.sections:
        yield from _measured(episode, context)
        yield from _answers(episode, context)
    if "signs" in context.sections and episode.no_other_signs and not episode.signs:
        none = concept(context.translate(_("none of those that were asked about")))
        yield component(context, _("Other signs"), valueCodeableConcept=none)
    if "beliefs" in context.sections:
        yield from _blamed(episode, context)
    if "reliefs" in context.sections:
        yield from _tried(episode, context)


def _measured(episode: Episode, context: FhirContext) -> Iterator[Element]:
    translate = context.translate
    if episode.strength is not None:
        label = _("Strength, 0 to 10, the person’s own scale")
        yield component(context, label, valueQuantity=_score(episode.strength))
    if episode.pain is not None:
        yield component(context, _("Pain, 0 to 10"), PAIN, valueQuantity=_score(episode.pain))
    if episode.feel is not None:
        yield component(context, _("Feel"), QUALITY, valueCodeableConcept=concept(translate(FEELS[episode.feel])))
    if episode.duration_s is not None:
        minutes = quantity(episode.duration_s / 60, MINUTES_UNIT, MINUTES_UNIT)
        yield component(context, _("Duration"), valueQuantity=minutes)
    if episode.count is not None:
        yield component(context, _("Twitches in the cluster"), valueInteger=episode.count)


def _answers(episode: Episode, context: FhirContext) -> Iterator[Element]:
    if episode.still_going:
        yield component(context, _("Had not stopped when it was logged"), valueBoolean=True)
    for name, label in YES_OR_NO.items():
        if (answer := getattr(episode, name)) is not None:
            yield component(context, label, valueBoolean=answer)


def _blamed(episode: Episode, context: FhirContext) -> Iterator[Element]:
    for what in episode.blamed:
        words = concept(context.translate(BLAMED_NAMES[what]) if what in BLAMED_NAMES else what)
        yield component(context, _("What they think sets it off"), BLAMED, valueCodeableConcept=words)


def _tried(episode: Episode, context: FhirContext) -> Iterator[Element]:
    """Remedies tried; only one that helped gets the code *relieved by*."""
    for relief in episode.reliefs:
        words = concept(_relief(relief, context))
        code = RELIEVED if relief.helped else None
        yield component(context, _("Tried against it"), code, valueCodeableConcept=words)


def _relief(relief: Relief, context: FhirContext) -> str:
    what = context.translate(RELIEFS[relief.what]) if relief.what in RELIEFS else relief.what
    if relief.helped is None:
        return what
    if not relief.helped:
        return context.translate(_("%(what)s: did not help")) % {"what": what}
    if relief.after_min is None:
        return context.translate(_("%(what)s: helped")) % {"what": what}
    return context.translate(_("%(what)s: helped after %(min)d min")) % {"what": what, "min": relief.after_min}


def _side(sides: set[Side], context: FhirContext) -> Element:
    if sides == {Side.LEFT, Side.RIGHT}:
        return concept(context.translate(_("both")), SIDE_CODES["both"], snomed=context.snomed)
    if len(sides) == 1:
        (side,) = sides
        return concept(context.translate(SIDE_NAMES[side]), SIDE_CODES.get(side), snomed=context.snomed)
    return concept(", ".join(context.translate(SIDE_NAMES[side]) for side in Side if side in sides))


def _score(value: int) -> Element:
    return quantity(value, SCALE, SCORE_UNIT)
