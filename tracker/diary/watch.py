"""What the rules said, kept with the days it was shown on and the person's answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date

from django.db import OperationalError, transaction

from tracker import records
from tracker.models import User, WatchedSign


def watch(user: User, matched: Sequence[records.WatchedSign], today: date) -> Mapping[str, records.WatchedSign]:
    """What matches today, by rule, each with the day it was first shown and the answer it got.

    A page that is only looked at again writes nothing: the table changes when what matches changes, or the day.
    """
    held = _open(user)
    signs = _continued(held, matched)
    if {rule: row.record() for rule, row in held.items()} != signs:
        # A sign is shown even where that cannot be kept, as on a full disk.
        with suppress(OperationalError):
            return {rule: row.record() for rule, row in _keep(user, matched, today).items()}
    return signs


def watched(user: User, matched: Sequence[records.WatchedSign]) -> Mapping[str, records.WatchedSign]:
    """The same as `watch`, without keeping that it was shown."""
    return _continued(_open(user), matched)


@transaction.atomic
def answer_watched(user: User, rule: str, answer: str, today: date) -> None:
    """Keep what the person answered, and the facts it was about. Raises DoesNotExist where the rule is not open."""
    User.objects.select_for_update().get(pk=user.pk)
    row = user.watched_signs.open().get(rule=rule)
    before = row.record()
    if (answer, before.facts, before.level) != (before.answer, before.answered_facts, before.answered_level):
        row.answer, row.answered_on = answer, today
        row.answered_facts, row.answered_level = before.facts, before.level
        row.save()


@transaction.atomic
def _keep(user: User, matched: Sequence[records.WatchedSign], today: date) -> dict[str, WatchedSign]:
    User.objects.select_for_update().get(pk=user.pk)
    held = _open(user)
    signs = _continued(held, matched)
    for rule in held.keys() - signs.keys():
        _end(held[rule], today)
    for rule, sign in signs.items():
        row = held.get(rule) or WatchedSign(user=user)
        row.fill(sign)
        row.save()
    return _open(user)


def _open(user: User) -> dict[str, WatchedSign]:
    return {row.rule: row for row in user.watched_signs.open()}


def _continued(
    held: Mapping[str, WatchedSign], matched: Sequence[records.WatchedSign]
) -> dict[str, records.WatchedSign]:
    """What matches, with what is already known of each."""
    return {sign.rule: _with_history(sign, held[sign.rule]) if sign.rule in held else sign for sign in matched}


def _with_history(sign: records.WatchedSign, row: WatchedSign) -> records.WatchedSign:
    known = {name: getattr(row, name) for name in KNOWN}
    return replace(sign, **known)


KNOWN = ("first_shown", "answer", "answered_on", "answered_facts", "answered_level")


def _end(row: WatchedSign, today: date) -> None:
    """What came and went on one day was most likely a slip that was put right; it leaves no history."""
    if row.first_shown == today:
        row.delete()
    else:
        row.is_over = True
        row.save()
