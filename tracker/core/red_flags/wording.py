"""Put flags into words: fill the gaps of the sentences in `tracker.core.reference` with facts."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from tracker.core.red_flags.flag import RedFlag
from tracker.core.reference.countries import emergency_number, urgent_advice
from tracker.core.reference.dates import day_text, month_text
from tracker.core.reference.places import PLACES, REGIONS, place_name
from tracker.core.reference.rules.levels import ADVICE
from tracker.core.reference.rules.mention import RULES
from tracker.core.reference.signs import SIGNS
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _

A_FACE = _("Face")
QUOTED = _("“%(words)s”")
DAY, MONTH = re.compile(r"\d{4}-\d{2}-\d{2}"), re.compile(r"\d{4}-\d{2}")


def in_words(flag: RedFlag, country: str = "", translate: Translate = str, own_number: str = "") -> str:
    """What the flag says, in the words of `translate`; with the emergency number where it needs one."""
    wording = RULES[flag.rule].wording
    gaps = {name: _in_a_sentence(value, translate) for name, value in flag.facts.items()}
    gaps["number"] = emergency_number(country, own_number)
    return " ".join(translate(wording[name]) % gaps for name in flag.says)


def advice(flag: RedFlag, country: str = "", translate: Translate = str) -> str:
    """Return what to do and how soon, "" if the flag itself says that."""
    way, number = urgent_advice(country)
    return translate(ADVICE[flag.level, flag.within_hours]) % {"urgent": translate(way) % {"number": number}}


def sources(flag: RedFlag, translate: Translate = str) -> str:
    """Return the names of the rule's sources."""
    return "; ".join(map(translate, RULES[flag.rule].source_names()))


def _in_a_sentence(value: Any, translate: Translate) -> str:
    if isinstance(value, list):
        return "; ".join(_in_a_sentence(part, translate) for part in value)
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return _name(str(value), translate)


def _name(word: str, translate: Translate) -> str:
    if word in PLACES:
        return place_name(PLACES[word], translate)
    if word in SIGNS:
        return translate(QUOTED) % {"words": translate(SIGNS[word].says)}
    if word == "face":
        return translate(A_FACE)
    if DAY.fullmatch(word):
        return day_text(date.fromisoformat(word), translate)
    if MONTH.fullmatch(word):
        return month_text(date.fromisoformat(f"{word}-01"), translate)
    return translate(REGIONS[word].name) if word in REGIONS else word
