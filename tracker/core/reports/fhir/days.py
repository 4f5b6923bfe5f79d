"""Days as FHIR R4 Observations: exposures, and the scores and signs of the check-in.

Habits have the category social history, as in HL7's Personal Health Record guide; scores have survey. The value of a
day is the same daily summary of readings that charts and tables use.
"""

from __future__ import annotations

from collections.abc import Iterator

from tracker.core.analysis import daily
from tracker.core.records import Day, Diary, Exposure
from tracker.core.reference.codes import EXPOSURE_CODES, EXPOSURE_UNITS, SCORE_UNIT, SOCIAL_HISTORY, SURVEY
from tracker.core.reference.exposures import BY_KEY
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.fhir.elements import FhirContext, Resource, concept, id_of, observation, quantity, rounded
from tracker.core.reports.fhir.episodes import SCALE
from tracker.core.reports.fhir.signs import sign_observation

SCORES = {"impact": _("How much it got in the way, 0 to 10"), "worry": _("Worry about it, 0 to 10")}


def exposure_observations(diary: Diary, context: FhirContext) -> Iterator[Resource]:
    """One Observation for each exposure and date with a value, in stored units."""
    # There may be tens of thousands: build the common part once per exposure.
    same = {exposure.key: _observed(exposure, context) for exposure in diary.exposures}
    yes_no = {exposure.key for exposure in diary.exposures if exposure.is_yes_no}
    units = {exposure.key: quantity(0, _unit(exposure, context), _ucum(exposure)) for exposure in diary.exposures}
    ids = {exposure.key: str(exposure.id) for exposure in diary.exposures}
    for day in daily(diary):
        date = day.date.isoformat()
        for key, value in day.values.items():
            yield same[key] | {
                "id": id_of("exposure", ids[key], date),
                "effectiveDateTime": date,
                **(
                    {"valueBoolean": value > 0}
                    if key in yes_no
                    else {"valueQuantity": units[key] | {"value": rounded(value)}}
                ),
            }


def _observed(exposure: Exposure, context: FhirContext) -> Resource:
    """The common part of an exposure's Observations, without date and value."""
    category = SURVEY if _ucum(exposure) == SCORE_UNIT else SOCIAL_HISTORY
    name = context.translate(exposure.name) if exposure.key in BY_KEY else exposure.name
    return observation("", context, concept(name, EXPOSURE_CODES.get(exposure.key)), (category,))


def scores(day: Day, context: FhirContext) -> Iterator[Resource]:
    """The scores of one check-in."""
    for name, label in SCORES.items():
        if (value := getattr(day, name)) is not None:
            yield observation(
                id_of(name, day.id),
                context,
                concept(context.translate(label)),
                (SURVEY,),
                effectiveDateTime=day.local_date.isoformat(),
                valueQuantity=quantity(value, SCALE, SCORE_UNIT),
            )


def day_signs(day: Day, context: FhirContext) -> Iterator[Resource]:
    """The signs of one check-in."""
    for sign in dict.fromkeys(day.signs):
        at = day.local_date.isoformat()
        yield sign_observation(id_of("day-sign", day.id, sign.name, sign.onset), sign, context, effectiveDateTime=at)


def _ucum(exposure: Exposure) -> str:
    return EXPOSURE_UNITS.get(exposure.key, "")


def _unit(exposure: Exposure, context: FhirContext) -> str:
    return context.translate(exposure.unit) if exposure.key in BY_KEY else exposure.unit
