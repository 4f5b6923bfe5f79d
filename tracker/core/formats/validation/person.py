"""What a diary document may hold of the person's settings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tracker.core.formats.validation.checks import day, flag, known, number, text, whole
from tracker.core.formats.validation.shapes import Shape, each
from tracker.core.formats.validation.visit import question
from tracker.core.formats.validation.vocabulary import country, phone_number, zone
from tracker.core.records import Person, Threshold
from tracker.core.reference import limits
from tracker.core.reference.asked_once import ASKED_ONCE
from tracker.core.reference.sections import SECTIONS
from tracker.core.reference.words import gettext_noop as _

UNITS = ("metric", "us")
THEMES = ("auto", "light", "dark")

THRESHOLD = Shape(
    Threshold,
    needs={"name": text(limits.THRESHOLD_CHARS, least=1), "value": number(limits.THRESHOLD_VALUE)},
)
"""A name or a value that this version does not know is kept, and counts as not chosen (`Settings.chosen`)."""

_section = known(lambda: SECTIONS, _("“%(word)s” is not a section of the summary"))

_asked_once = known(lambda: ASKED_ONCE, _("“%(word)s” is not a question that is asked once"))


def _person(**said: Any) -> Person:
    """The record, its thresholds in the order a person promises, however the file had them."""
    person = Person(**said)
    return replace(person, thresholds=tuple(sorted(person.thresholds, key=lambda threshold: threshold.name)))


PERSON = Shape(
    _person,
    needs={
        "time_zone": zone,
        "units": known(lambda: UNITS, _("“%(word)s” is not one of: metric, us")),
        "day_starts_at": whole(limits.DAY_STARTS_AT),
        "theme": known(lambda: THEMES, _("“%(word)s” is not one of: auto, light, dark")),
    },
    may={
        "country": country,
        "calm_mode": flag,
        "under_16": flag,
        "pregnant": flag,
        "palsy_began": day,
        "palsy_improving": flag,
        "twitching_since": day,
        "seen_by_doctor": flag,
        "seen_by_doctor_in": day,
        "goes_on_in_sleep": flag,
        "eye_closes": flag,
        "can_hold_back": flag,
        "own_number": phone_number,
        "runs_in_family": flag,
        "hurt_before": flag,
        "mouth_moves": flag,
        "brow_rises": flag,
        "touch_eases": flag,
        "set_off": flag,
        "skipped": each(_asked_once, len(ASKED_ONCE), {"": lambda name: name}),
        "thresholds": each(THRESHOLD, limits.THRESHOLDS, {"name": lambda threshold: threshold.name}),
        "doctor_sections": each(_section, len(SECTIONS), {"": lambda key: key}),
        "doctor_questions": each(question, limits.QUESTIONS_PER_VISIT),
    },
)
