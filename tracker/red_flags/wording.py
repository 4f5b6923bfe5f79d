"""A flag in words. The sentences stand in `tracker.reference`; here their gaps are filled from the facts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tracker.red_flags.flag import RedFlag
from tracker.reference.countries import emergency_number
from tracker.reference.places import PLACES, REGIONS, place_name
from tracker.reference.rules import ADVICE
from tracker.reference.rules_quiet import RULES
from tracker.reference.words import gettext_noop as _

A_FACE = _("Face")


def in_words(flag: RedFlag, country: str = "", say: Callable[[str], str] = str, own_number: str = "") -> str:
    """What the flag says, in the words of `say`; with the emergency number where it needs one."""
    wording = RULES[flag.rule].wording
    gaps = {name: _in_a_sentence(value, say) for name, value in flag.facts.items()}
    gaps["number"] = emergency_number(country, own_number)
    return " ".join(say(wording[name]) % gaps for name in flag.says)


def advice(flag: RedFlag, country: str = "", say: Callable[[str], str] = str) -> str:
    """What to do, and how soon."""
    return say(ADVICE[flag.level, flag.within_hours]) % {"number": emergency_number(country)}


def sources(flag: RedFlag, say: Callable[[str], str] = str) -> str:
    """What the rule rests on, by name."""
    return "; ".join(map(say, RULES[flag.rule].source_names()))


def _in_a_sentence(value: Any, say: Callable[[str], str]) -> str:
    if isinstance(value, list):
        return "; ".join(_in_a_sentence(part, say) for part in value)
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return _name(str(value), say)


def _name(word: str, say: Callable[[str], str]) -> str:
    if word in PLACES:
        return place_name(PLACES[word], say)
    if word == "face":
        return say(A_FACE)
    return say(REGIONS[word].name) if word in REGIONS else word
