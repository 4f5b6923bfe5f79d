"""A flag in words. The sentences stand in `tracker.core.reference`; here their gaps are filled from the facts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from tracker.core.red_flags.flag import RedFlag
from tracker.core.reference.countries import emergency_number, urgent_advice
from tracker.core.reference.dates import day_text, month_text
from tracker.core.reference.places import PLACES, REGIONS, place_name
from tracker.core.reference.rules.levels import ADVICE
from tracker.core.reference.rules.mention import RULES
from tracker.core.reference.signs import SIGNS
from tracker.core.reference.words import gettext_noop as _

Say = Callable[[str], str]

A_FACE = _("Face")
QUOTED = _("“%(words)s”")
DAY, MONTH = re.compile(r"\d{4}-\d{2}-\d{2}"), re.compile(r"\d{4}-\d{2}")


def in_words(flag: RedFlag, country: str = "", say: Say = str, own_number: str = "") -> str:
    """What the flag says, in the words of `say`; with the emergency number where it needs one."""
    wording = RULES[flag.rule].wording
    gaps = {name: _in_a_sentence(value, say) for name, value in flag.facts.items()}
    gaps["number"] = emergency_number(country, own_number)
    return " ".join(say(wording[name]) % gaps for name in flag.says)


def advice(flag: RedFlag, country: str = "", say: Say = str) -> str:
    """What to do, and how soon; "" where the flag says that itself."""
    way, number = urgent_advice(country)
    return say(ADVICE[flag.level, flag.within_hours]) % {"urgent": say(way) % {"number": number}}


def sources(flag: RedFlag, say: Say = str) -> str:
    """What the rule rests on, by name."""
    return "; ".join(map(say, RULES[flag.rule].source_names()))


def _in_a_sentence(value: Any, say: Say) -> str:
    if isinstance(value, list):
        return "; ".join(_in_a_sentence(part, say) for part in value)
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return _name(str(value), say)


def _name(word: str, say: Say) -> str:
    if word in PLACES:
        return place_name(PLACES[word], say)
    if word in SIGNS:
        return say(QUOTED) % {"words": say(SIGNS[word].says)}
    if word == "face":
        return say(A_FACE)
    if DAY.fullmatch(word):
        return day_text(date.fromisoformat(word), say)
    if MONTH.fullmatch(word):
        return month_text(date.fromisoformat(f"{word}-01"), say)
    return say(REGIONS[word].name) if word in REGIONS else word
