"""Checks for the person's settings in a diary document."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tracker.core.formats.validation.checks import boolean, day, integer, number, one_of, text
from tracker.core.formats.validation.containers import ObjectCheck, list_of
from tracker.core.formats.validation.visit import question
from tracker.core.formats.validation.vocabulary import country, phone_number, zone
from tracker.core.records import Person, Threshold
from tracker.core.reference import limits
from tracker.core.reference.asked_once import ASKED_ONCE
from tracker.core.reference.sections import SECTIONS
from tracker.core.reference.words import gettext_noop as _

UNITS = ("metric", "us")
THEMES = ("auto", "light", "dark")

THRESHOLD = ObjectCheck(
    Threshold,
    required={"name": text(limits.THRESHOLD_CHARS, min_chars=1), "value": number(limits.THRESHOLD_VALUE)},
)
"""Unknown names and out-of-range values are kept, and ignored by `Settings.chosen`."""

_section = one_of(lambda: SECTIONS, _("“%(word)s” is not a section of the summary"))

_asked_once = one_of(lambda: ASKED_ONCE, _("“%(word)s” is not a question that is asked once"))


def _person(**fields: Any) -> Person:
    """Make the record, with its thresholds sorted by name."""
    person = Person(**fields)
    return replace(person, thresholds=tuple(sorted(person.thresholds, key=lambda threshold: threshold.name)))


PERSON = ObjectCheck(
    _person,
    required={
        "time_zone": zone,
        "units": one_of(lambda: UNITS, _("“%(word)s” is not one of: metric, us")),
        "day_starts_at": integer(limits.DAY_STARTS_AT),
        "theme": one_of(lambda: THEMES, _("“%(word)s” is not one of: auto, light, dark")),
    },
    optional={
        "country": country,
        "calm_mode": boolean,
        "under_16": boolean,
        "pregnant": boolean,
        "palsy_began": day,
        "palsy_improving": boolean,
        "twitching_since": day,
        "seen_by_doctor": boolean,
        "seen_by_doctor_in": day,
        "goes_on_in_sleep": boolean,
        "eye_closes": boolean,
        "can_hold_back": boolean,
        "own_number": phone_number,
        "runs_in_family": boolean,
        "hurt_before": boolean,
        "mouth_moves": boolean,
        "brow_rises": boolean,
        "touch_eases": boolean,
        "set_off": boolean,
        "skipped": list_of(_asked_once, len(ASKED_ONCE), {"": lambda name: name}),
        "thresholds": list_of(THRESHOLD, limits.THRESHOLDS, {"name": lambda threshold: threshold.name}),
        "doctor_sections": list_of(_section, len(SECTIONS), {"": lambda key: key}),
        "doctor_questions": list_of(question, limits.QUESTIONS_PER_VISIT),
    },
)
