"""Checks for places, time zones, countries, signs, names and notes."""

from __future__ import annotations

import re
from functools import cache
from zoneinfo import available_timezones

from tracker.core.formats.validation.checks import one_of, text
from tracker.core.formats.validation.violations import invalid
from tracker.core.records import Place
from tracker.core.reference import limits
from tracker.core.reference.countries import COUNTRIES
from tracker.core.reference.places import PLACES
from tracker.core.reference.signs import SIGNS
from tracker.core.reference.words import gettext_noop as _

_PHONE_NUMBER = re.compile(limits.PHONE_NUMBER)


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def place(value: object) -> Place:
    """Check a place of the map, written `region:side`."""
    return PLACES[_place_token(value)]


_place_token = one_of(lambda: PLACES, _("“%(word)s” is not a place on the map"))
zone = one_of(_zones, _("“%(word)s” is not a time zone"))
country = one_of(lambda: COUNTRIES, _("“%(word)s” is not a country of the list"))
sign_name = one_of(lambda: SIGNS, _("“%(word)s” is not a sign of the list"))
name = text(limits.NAME_CHARS, min_chars=1)
_short_text = text(limits.NUMBER_CHARS)
note = text(limits.NOTE_CHARS)


def phone_number(value: object) -> str:
    """Check a phone number, or an empty text."""
    number: str = _short_text(value)
    if number and not _PHONE_NUMBER.fullmatch(number):
        raise invalid(_("must be a number that can be called, such as 119"))
    return number
