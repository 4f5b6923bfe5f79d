"""Diaries whose every number is known, and some that are hard on a page."""

from __future__ import annotations

import json
import lzma
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import jsonschema_rs
import pytest
from fhir.resources.R4B import get_fhir_model_class

from tracker.core.records import (
    Day,
    Diary,
    Episode,
    Exposure,
    Feel,
    Onset,
    Person,
    Place,
    Reading,
    Relief,
    Sign,
    Summary,
)
from tracker.core.reference.exposures import BUILT_IN
from tracker.core.reference.places import PLACES

FIRST, LAST = date(2026, 5, 4), date(2026, 5, 24)
NOSE, LID = PLACES["nose_side:left"], PLACES["lower_eyelid:right"]


def key(number: int) -> UUID:
    return UUID(int=number)


def episode(number: int, day: int, *places: Place, **said: object) -> Episode:
    onset = datetime(2026, 5, day, 12, tzinfo=UTC)
    return Episode(key(number), onset, "UTC", onset.date(), places=places, **said)  # type: ignore[arg-type]


def three_exposures() -> tuple[Exposure, ...]:
    sleep, caffeine = (
        Exposure(key(90 + at), built.key, built.name, built.unit, built.summary)
        for at, built in enumerate(BUILT_IN[:2])
    )
    return sleep, caffeine, Exposure(key(99), "own_tea", "Herbal tea", "cups", Summary.SUM)


@pytest.fixture
def three_weeks() -> Diary:
    """4 to 24 May 2026. Logged: the first Monday to Friday, nothing in the second week, all of the third."""
    return Diary(
        Person(),
        FIRST,
        LAST,
        days=tuple(Day(key(day), date(2026, 5, day)) for day in (*range(4, 9), *range(18, 25))),
        episodes=(
            episode(1, 4, NOSE, strength=3, duration_s=60, blamed=("stress", "the cat")),
            episode(2, 5, NOSE, strength=5, duration_s=600, feel=Feel.FLUTTER, in_sleep=True),
            episode(3, 5, NOSE, LID, feel=Feel.JERK, in_sleep=False, blamed=("stress",)),
            episode(4, 7, NOSE, LID, strength=8, signs=(Sign("ringing", Onset.GRADUAL),)),
            episode(
                5, 18, LID, reliefs=(Relief("massage", True, 4), Relief("cold spoon", False)), no_other_signs=True
            ),
            episode(6, 19, NOSE, reliefs=(Relief("massage", None),), can_hold_back=False, no_other_signs=True),
            episode(7, 20, still_going=True, signs=(Sign("face_droop", Onset.SUDDEN), Sign("ringing", Onset.UNSURE))),
        ),
        exposures=three_exposures(),
        readings=(
            Reading(key(30), "sleep_h", date(2026, 5, 4), 6.5),
            Reading(key(31), "sleep_h", date(2026, 5, 5), 8.0),
            Reading(key(32), "caffeine_mg", date(2026, 5, 5), 80.0),
            Reading(key(33), "caffeine_mg", date(2026, 5, 5), 90.0),
        ),
    )


@pytest.fixture
def empty() -> Diary:
    """Half a year in which nothing was logged."""
    return Diary(Person(), date(2026, 1, 1), date(2026, 6, 29))


@pytest.fixture
def half_a_year() -> Diary:
    """180 days with gaps, up to three episodes a day, eight exposures; the same each time."""
    chance, first = random.Random(5), date(2026, 1, 1)
    exposures = tuple(Exposure(key(at), b.key, b.name, b.unit, b.summary) for at, b in enumerate(BUILT_IN[:8]))
    dates = [first + timedelta(days=at) for at in range(180) if chance.random() < 0.8]
    starts = [
        datetime(d.year, d.month, d.day, 9 + at, tzinfo=UTC) for d in dates for at in range(chance.choice((0, 1, 3)))
    ]
    return Diary(
        Person(),
        first,
        first + timedelta(days=179),
        days=tuple(Day(key(at), day) for at, day in enumerate(dates)),
        episodes=tuple(
            Episode(
                key(at),
                start,
                "UTC",
                start.date(),
                places=(chance.choice((NOSE, LID)),),
                strength=chance.randint(1, 8),
                duration_s=chance.choice((None, 30, 300, 4_000)),
                feel=chance.choice((None, *Feel)),
                blamed=("stress",),
                reliefs=(Relief("rest", True, 5),),
            )
            for at, start in enumerate(starts)
        ),
        exposures=exposures,
        readings=tuple(
            Reading(key(at * 100 + of), exposure.key, day, round(chance.uniform(1, 9), 1))
            for at, day in enumerate(dates)
            for of, exposure in enumerate(exposures)
        ),
    )


@pytest.fixture
def overfull(half_a_year: Diary) -> Diary:
    """More of everything than one page can hold: places, signs, exposures, blamed, tried, and endless names."""
    own = tuple(
        Exposure(key(1_000 + at), f"own_{at}", f"{at:02} " + "W" * 57, "W" * 20, Summary.SUM) for at in range(30)
    )
    crowd = tuple(
        replace(
            episode,
            places=tuple(PLACES.values()),
            signs=tuple(Sign(name, Onset.SUDDEN) for name in ("face_droop", "ringing", "fever", "tripping", "choking",
                                                              "vomiting", "confusion", "palpitations")),
            blamed=tuple(f"{at:02} " + "W" * 57 for at in range(30)),
            reliefs=tuple(Relief(f"{at:02} " + "W" * 57, True, 1_440) for at in range(30)),
            note="n" * 5_000,
            duration_s=604_799,
            still_going=True,
        )
        for episode in half_a_year.episodes
    )  # fmt: skip
    own_readings = tuple(
        Reading(key(100_000 + at), exposure.key, half_a_year.first_day, 999_999.75) for at, exposure in enumerate(own)
    )
    return replace(half_a_year, episodes=crowd, exposures=own + half_a_year.exposures,
                   readings=own_readings + half_a_year.readings)  # fmt: skip


@pytest.fixture(scope="session")
def fhir_faults() -> Callable[[dict[str, Any]], list[str]]:
    """What the HL7 R4 schema and the models of fhir.resources, which share no code, find wrong with a resource."""
    schema = lzma.decompress((Path(__file__).parent / "hl7" / "fhir.schema.json.xz").read_bytes())
    hl7 = jsonschema_rs.validator_for(json.loads(schema))

    def faults(resource: dict[str, Any]) -> list[str]:
        found = [f"schema: {error.message[:200]}" for error in hl7.iter_errors(resource)]
        try:
            get_fhir_model_class(resource["resourceType"]).model_validate(resource)
        except ValueError as error:
            found.append(f"model: {error}")
        return found

    return faults
