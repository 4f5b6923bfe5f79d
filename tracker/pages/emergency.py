"""The emergency page, shown instead of anything else if an entry holds an urgent sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tracker import diary
from tracker.core.records import Day, Diary, Episode, Person
from tracker.core.red_flags import RedFlag, check_entry, emergency_data, in_words, may_be_emergency
from tracker.core.reference.countries import emergency_number
from tracker.core.reference.limits import FIRST_DATE
from tracker.core.reference.rules.emergency import EMERGENCY_RULES
from tracker.models import User
from tracker.pages.context import SignedIn

DAYS_AT_HAND = 14
"""Days up to that of the form whose stored signs its page carries for use without a connection."""


@dataclass(frozen=True)
class Emergency:
    """The number to call, the text of each matching rule, and new medicines if they matter."""

    number: str
    says: tuple[tuple[str, str], ...]
    medicines: tuple[str, ...]


def emergency_in(user: User, entry: Day | Episode, has_sign: bool | None = None) -> Emergency | None:
    """The emergency that an entry causes, alone or with others of its date; None if it causes none.

    `has_sign`: whether another entry of its date names a sign, if that is known.
    """
    # Fast path: without signs that day and without lasting jerks there can be no emergency.
    if not may_be_emergency(entry):
        if has_sign is None:
            has_sign = diary.has_sign(user, entry.local_date)
        if not has_sign:
            return None
    flags = check_entry(entry, diary.load_signs(user, entry.local_date, entry.local_date))
    return _in_words(flags, user.country, user.own_number)


def emergency_of_signs(entry: Day | Episode) -> Emergency | None:
    """The emergency that an entry causes alone, if its owner is unknown."""
    return _in_words(check_entry(entry, Diary(Person(), entry.local_date, entry.local_date)), "", "")


def _in_words(flags: Sequence[RedFlag], country: str, own_number: str) -> Emergency | None:
    if not flags:
        return None
    return Emergency(
        emergency_number(country, own_number),
        tuple((flag.rule, in_words(flag, country, _, own_number)) for flag in flags),
        tuple(name for flag in flags for name in flag.facts.get("medicines", ())),
    )


def emergency_page(request: SignedIn, emergency: Emergency, change: str) -> HttpResponse:
    """Respond to the form directly, without redirect or script. `change` is the URL where the entry is corrected."""
    return render(request, "tracker/emergency.html", {"emergency": emergency, "change": change})


def for_a_page_without_a_connection(user: User, day: date, entry_id: UUID | None) -> dict[str, Any]:
    """Context of a form for use without a connection: the texts of all emergencies, the rules and the recent signs."""
    known = diary.load_signs(user, day - timedelta(days=DAYS_AT_HAND - 1), day)
    return {"every_emergency": _every_emergency(user), "emergency_data": emergency_data(known, entry_id)}


def for_a_shell(user: User) -> dict[str, Any]:
    """The same for a page that a device puts aside: without signs, treatments and what was said about the person."""
    return {"every_emergency": _every_emergency(user), "emergency_data": rules_alone()}


def rules_alone() -> dict[str, Any]:
    """The rules as data, without anything of a diary."""
    return emergency_data(Diary(Person(), FIRST_DATE, FIRST_DATE), None) | {"stored": {}}


def _every_emergency(user: User) -> Emergency:
    number = emergency_number(user.country, user.own_number)
    says = tuple((rule.id, _(rule.wording["says"]) % {"number": number}) for rule in EMERGENCY_RULES)
    return Emergency(number, says, ("",))
