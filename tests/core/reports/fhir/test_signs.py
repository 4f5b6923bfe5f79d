"""Signs become Observations, and so does each sign answered as absent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from tracker.core.records import Day, Diary, Episode, Onset, Person, Sign
from tracker.core.reference.signs import ASKED
from tracker.core.reports.fhir.elements import FhirContext
from tracker.core.reports.fhir.episodes import episode_id
from tracker.core.reports.fhir.signs import absent_signs, sign_observations

CONTEXT = FhirContext(str, "the-person")
ONSET = datetime(2026, 5, 30, 9, 30, tzinfo=UTC)
BARE = Episode(UUID(int=1), ONSET, "Europe/Berlin", ONSET.date())


def period(*episodes: Episode, days: tuple[Day, ...] = ()) -> Diary:
    return Diary(Person(), date(2026, 5, 1), date(2026, 5, 31), episodes=episodes, days=days)


def test_a_sign_points_to_its_episode_and_says_how_it_began() -> None:
    episode = replace(BARE, signs=(Sign("ringing", Onset.GRADUAL),))
    (sign,) = sign_observations(episode, CONTEXT)
    assert sign["extension"][0]["valueReference"]["reference"] == f"urn:uuid:{episode_id(BARE)}"
    assert sign["valueCodeableConcept"]["coding"][0]["code"] == "HP:0000360"
    (begun,) = sign["component"]
    assert begun["code"]["coding"][0]["code"] == "99495-4"
    assert begun["valueCodeableConcept"]["text"] == "gradual, over days or more"


def test_hearing_less_is_of_one_side_which_was_not_asked() -> None:
    (sign,) = sign_observations(replace(BARE, signs=(Sign("hearing_loss", Onset.GRADUAL),)), CONTEXT)
    assert sign["component"][1]["code"]["text"] == "Side"
    assert sign["component"][1]["valueCodeableConcept"] == {"text": "one side; which one was not asked"}


def test_duplicate_signs_are_merged() -> None:
    ringing = Sign("ringing", Onset.UNSURE)
    assert len(list(sign_observations(replace(BARE, signs=(ringing, ringing)), CONTEXT))) == 1


def test_a_sign_is_absent_only_if_answered_so() -> None:
    assert list(absent_signs(period(BARE), CONTEXT)) == []
    said = replace(BARE, no_other_signs=True)
    absent = list(absent_signs(period(said, replace(BARE, id=UUID(int=2))), CONTEXT))
    assert len(absent) == len(ASKED)
    assert {one["code"]["coding"][0]["code"] for one in absent} == {"111551-8"}
    assert absent[0]["effectiveDateTime"] == "2026-05-30"
    (asked,) = absent[0]["component"]
    assert asked["valueRatio"] == {"numerator": {"value": 1}, "denominator": {"value": 2}}


def test_absence_holds_from_the_first_answer_to_the_last() -> None:
    day = Day(UUID(int=7), date(2026, 5, 12), no_other_signs=True)
    (absent, *_others) = absent_signs(period(replace(BARE, no_other_signs=True), days=(day,)), CONTEXT)
    assert absent["effectivePeriod"] == {"start": "2026-05-12", "end": "2026-05-30"}
    assert absent["component"][0]["valueRatio"]["numerator"] == {"value": 2}


def test_a_sign_that_was_noted_once_is_never_absent() -> None:
    noted = replace(BARE, id=UUID(int=2), signs=(Sign("ringing", Onset.UNSURE),))
    absent = absent_signs(period(replace(BARE, no_other_signs=True), noted), CONTEXT)
    assert "Ringing in one ear" not in {one["valueCodeableConcept"]["text"] for one in absent}
