"""What a day held becomes one Observation for each exposure, in the unit that the file says."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tracker.core.records import Day, Diary, Exposure, ExposureKind, Person, Reading, Summary
from tracker.core.reports.fhir.days import exposure_observations, scores
from tracker.core.reports.fhir.elements import FhirContext

CONTEXT = FhirContext(str, "the-person")
DAY = date(2026, 5, 30)


def key(number: int) -> UUID:
    return UUID(int=number)


def diary(*exposures: Exposure, **values: float) -> Diary:
    readings = (Reading(key(50 + at), name, DAY, value) for at, (name, value) in enumerate(values.items()))
    return Diary(Person(), DAY, DAY, exposures=exposures, readings=tuple(readings))


def test_a_days_amount_is_coded_and_filed_as_a_habit() -> None:
    caffeine = Exposure(key(1), "caffeine_mg", "Caffeine", "mg", Summary.SUM)
    two = diary(caffeine, caffeine_mg=80)
    two = Diary(two.person, DAY, DAY, exposures=two.exposures,
                readings=(*two.readings, Reading(key(9), "caffeine_mg", DAY, 90)))  # fmt: skip
    (one,) = exposure_observations(two, CONTEXT)
    assert one["code"]["coding"] == [{"system": "http://loinc.org", "code": "80489-8"}]
    assert one["category"][0]["coding"][0]["code"] == "social-history"
    assert one["effectiveDateTime"] == "2026-05-30"
    assert one["valueQuantity"] == {
        "value": 170, "unit": "mg", "system": "http://unitsofmeasure.org", "code": "mg/d",
    }  # fmt: skip


def test_a_score_is_a_survey_and_stress_has_no_code() -> None:
    stress = Exposure(key(1), "stress", "Stress", "0–10", Summary.MEAN)
    (one,) = exposure_observations(diary(stress, stress=7), CONTEXT)
    assert one["code"] == {"text": "Stress"}
    assert one["category"][0]["coding"][0]["code"] == "survey"
    assert one["valueQuantity"]["code"] == "{score}"


def test_a_yes_or_a_no_is_a_boolean() -> None:
    yoga = Exposure(key(1), "own_yoga", "Yoga", "", Summary.SUM, kind=ExposureKind.YES_NO)
    found = [next(exposure_observations(diary(yoga, own_yoga=value), CONTEXT)) for value in (0, 1)]
    assert [one["valueBoolean"] for one in found] == [False, True]
    assert not any("valueQuantity" in one for one in found)


def test_a_custom_exposure_has_its_own_words_and_no_unit_code() -> None:
    own = Exposure(key(1), "own_tea", "Herbal tea", "cups", Summary.SUM)
    (one,) = exposure_observations(diary(own, own_tea=1 / 3), CONTEXT)
    assert (one["code"], one["valueQuantity"]) == ({"text": "Herbal tea"}, {"value": 0.333333, "unit": "cups"})


def test_what_was_not_recorded_is_not_there() -> None:
    assert list(exposure_observations(diary(Exposure(key(1), "a", "A", "", Summary.SUM)), CONTEXT)) == []


def test_scores_of_a_check_in() -> None:
    (one,) = scores(Day(key(1), DAY, worry=0), CONTEXT)
    assert (one["code"]["text"], one["valueQuantity"]["value"]) == ("Worry about it, 0 to 10", 0)
