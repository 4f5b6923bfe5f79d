"""What an episode becomes: one Observation, every statement in its place, and nothing that was not said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from tracker.core.records import Day, Diary, Episode, Feel, Person, Place, Relief
from tracker.core.reference.places import PLACES
from tracker.core.reports.fhir.elements import FhirContext
from tracker.core.reports.fhir.episodes import episode_observation, no_twitch

CONTEXT = FhirContext(str, "the-person")
ONSET = datetime(2026, 5, 30, 9, 30, tzinfo=UTC)
BARE = Episode(UUID(int=1), ONSET, "Europe/Berlin", ONSET.date())
NOSE, LID, CHIN, CALF = (PLACES[name] for name in ("nose_side:left", "lower_eyelid:left", "chin:right", "calf:left"))


def observed(**said: Any) -> dict[str, Any]:
    return episode_observation(replace(BARE, **said), CONTEXT)


def components(**said: Any) -> dict[str, Any]:
    """Label to value, whatever the type of the value is."""
    parts = observed(**said).get("component", [])
    return {
        part["code"]["text"]: next(value for name, value in part.items() if name.startswith("value")) for part in parts
    }


def test_unanswered_fields_are_omitted() -> None:
    assert observed().keys() == {
        "resourceType", "id", "status", "category", "code", "subject", "performer", "effectiveDateTime",
        "valueCodeableConcept",
    }  # fmt: skip


def test_it_is_a_symptom_and_the_value_says_which() -> None:
    one = observed()
    assert one["code"]["coding"] == [{"system": "http://loinc.org", "code": "75325-1", "display": "Symptom"}]
    assert [category["coding"][0]["code"] for category in one["category"]] == ["symptom", "survey"]


@pytest.mark.parametrize(
    ("feel", "words", "codes"),
    [
        (Feel.FLUTTER, "Muscle twitch", ["HP:0002380"]),
        (Feel.PULL_AND_HOLD, "Muscle pull that holds", ["HP:0003394"]),
        (Feel.JERK, "Muscle jerk", []),
        (None, "Muscle twitch", []),
    ],
)
def test_only_what_was_felt_is_coded(feel: Feel | None, words: str, codes: list[str]) -> None:
    for places in ((), (LID,), (CALF,)):
        value = observed(feel=feel, places=places)["valueCodeableConcept"]
        assert value["text"] == words
        assert bool(value.get("coding")) == bool(codes)
    assert [code["code"] for code in observed(feel=feel)["valueCodeableConcept"].get("coding", [])] == codes


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ({}, {"effectiveDateTime": "2026-05-30T11:30:00+02:00"}),
        ({"still_going": True}, {"effectivePeriod": {"start": "2026-05-30T11:30:00+02:00"}}),
        (
            {"duration_s": 90},
            {"effectivePeriod": {"start": "2026-05-30T11:30:00+02:00", "end": "2026-05-30T11:31:30+02:00"}},
        ),
        ({"zone": "Asia/Kathmandu"}, {"effectiveDateTime": "2026-05-30T15:15:00+05:45"}),
        # Amsterdam was 19 minutes and 32 seconds ahead, which FHIR cannot write.
        (
            {"zone": "Europe/Amsterdam", "onset": datetime(1930, 1, 1, tzinfo=UTC)},
            {"effectiveDateTime": "1930-01-01T00:00:00+00:00"},
        ),
    ],
)
def test_when(said: dict[str, Any], when: dict[str, Any]) -> None:
    one = observed(**said)
    assert {name: value for name, value in one.items() if name.startswith("effective")} == when


def test_one_place_is_the_site_and_several_are_named_each() -> None:
    assert observed(places=(NOSE,))["bodySite"] == {"text": "Side of nose, left"}
    assert observed(places=(NOSE, CHIN))["bodySite"] == {"text": "Side of nose, left; Chin, right"}
    parts = [part for part in observed(places=(NOSE, CHIN))["component"] if part["code"]["text"] == "Place"]
    assert [part["valueCodeableConcept"]["text"] for part in parts] == ["Side of nose, left", "Chin, right"]


def test_the_code_does_not_reveal_the_feel_if_its_section_is_left_out() -> None:
    context = replace(CONTEXT, sections=frozenset({"course", "places"}))
    value = episode_observation(replace(BARE, feel=Feel.PULL_AND_HOLD), context)["valueCodeableConcept"]
    assert value == {"text": "Muscle twitch"}


@pytest.mark.parametrize(
    ("places", "code"),
    [((LID,), "HP:0030826"), ((CALF,), "HP:0007289"), ((PLACES["tongue:midline"],), "HP:0001308"),
     ((LID, NOSE), "HP:0002380"), ((LID, CALF), "HP:0002380")],
)  # fmt: skip
def test_a_narrower_code_only_where_all_places_agree(places: tuple[Place, ...], code: str) -> None:
    assert observed(places=places, feel=Feel.FLUTTER)["valueCodeableConcept"]["coding"][0]["code"] == code


@pytest.mark.parametrize(
    ("places", "side"), [((NOSE, LID), "left"), ((NOSE, CHIN), "both"),
                         ((NOSE, PLACES["glabella:midline"]), "left, middle")],
)  # fmt: skip
def test_side(places: tuple[Place, ...], side: str) -> None:
    assert components(places=places)["Side"]["text"] == side


def test_strength_is_never_coded_as_pain() -> None:
    parts = observed(strength=6, pain=2)["component"]
    codes = {part["code"]["text"]: [code["code"] for code in part["code"].get("coding", [])] for part in parts}
    strength = "Strength, 0 to 10, the person’s own scale"
    assert codes == {strength: [], "Pain, 0 to 10": ["72514-3"]}
    said = components(strength=6, pain=2)
    assert (said[strength]["value"], said[strength]["code"]) == (6, "{score}")


def test_what_can_be_counted_and_answered() -> None:
    said = components(duration_s=90, count=7, feel=Feel.JERK, can_hold_back=False, in_sleep=True, still_going=False)
    assert said["Duration"] == {"value": 1.5, "unit": "min", "system": "http://unitsofmeasure.org", "code": "min"}
    assert (said["Twitches in the cluster"], said["Feel"]) == (7, {"text": "jerk"})
    assert (said["Can be held back"], said["Seen in sleep"]) == (False, True)
    assert "Eye closes" not in said


def test_only_what_helped_is_called_relieving() -> None:
    reliefs = (Relief("massage", True, 4), Relief("a spoon", False), Relief("rest", None), Relief("tea", True))
    parts = observed(reliefs=reliefs, blamed=("stress", "the cat"))["component"]
    assert [(part["valueCodeableConcept"]["text"], [code["code"] for code in part["code"].get("coding", [])])
            for part in parts] == [
        ("Stress", ["100752-5"]), ("the cat", ["100752-5"]),
        ("Gentle massage: helped after 4 min", ["100753-3"]), ("a spoon: did not help", []),
        ("Rest or closing the eyes", []), ("tea: helped", ["100753-3"]),
    ]  # fmt: skip


def period(*episodes: Episode, days: tuple[Day, ...] = ()) -> Diary:
    return Diary(Person(), date(2026, 5, 1), date(2026, 5, 31), episodes=episodes, days=days)


def test_a_day_without_a_twitch_is_an_observation() -> None:
    days = (Day(UUID(int=5), date(2026, 5, 2), no_twitch=True), Day(UUID(int=6), date(2026, 5, 3)))
    (quiet,) = no_twitch(period(days=days), CONTEXT)
    assert (quiet["code"]["text"], quiet["effectiveDateTime"]) == ("Symptom absent", "2026-05-02")
    assert quiet["valueCodeableConcept"] == {"text": "Muscle twitch"}


def test_snomed_codes_are_written_only_if_enabled() -> None:
    one = episode_observation(replace(BARE, places=(NOSE,), feel=Feel.FLUTTER), replace(CONTEXT, snomed=True))
    assert one["bodySite"] == {
        "coding": [{"system": "http://snomed.info/sct", "code": "314395006"}], "text": "Side of nose, left",
    }  # fmt: skip
    assert [code["code"] for code in one["valueCodeableConcept"]["coding"]] == ["HP:0002380", "82470000"]
