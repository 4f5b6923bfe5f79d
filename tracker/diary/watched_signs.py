"""Store which signs were shown, when, and the user's answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import OperationalError, transaction

from tracker.core import records
from tracker.models import User, WatchedSign


def update_watched_signs(
    user: User,
    matched: Sequence[records.WatchedSign],
    today: date,
    stored: Sequence[records.WatchedSign] | None = None,
) -> Mapping[str, records.WatchedSign]:
    """Save that these signs are shown today. Return them by rule, each with its first day and its answer.

    `stored` is the result of `load_watched_signs`, if the caller has it already. A page that is opened again writes
    nothing: the table changes when what matches changes, or the day.
    """
    stored = load_watched_signs(user) if stored is None else stored
    signs = _merged(stored, matched)
    open_now = {sign.rule: sign for sign in stored if not sign.is_over}
    if open_now != signs:
        # A sign is shown even if that cannot be saved, for example on a full disk.
        with suppress(OperationalError):
            return _save(user, matched, today)
    return signs


def merge_watched_signs(
    user: User, matched: Sequence[records.WatchedSign], stored: Sequence[records.WatchedSign] | None = None
) -> Mapping[str, records.WatchedSign]:
    """The same, without saving anything."""
    return _merged(load_watched_signs(user) if stored is None else stored, matched)


def load_watched_signs(user: User) -> tuple[records.WatchedSign, ...]:
    """Every sign that was shown, open and past, the oldest first. One query."""
    return tuple(row.record() for row in user.watched_signs.all())


@transaction.atomic
def answer_watched_sign(user: User, rule: str, answer: str, today: date) -> None:
    """Save an answer with its date and what it was about. Raises DoesNotExist if the rule is not open."""
    User.objects.select_for_update().get(pk=user.pk)
    row = user.watched_signs.open().get(rule=rule)
    before = row.record()
    about = {**before.facts, **({"within_hours": before.within_hours} if before.within_hours else {})}
    new = (answer, today, about, before.level)
    if new != (before.answer, before.answered_on, before.answered_facts, before.answered_level):
        row.answer, row.answered_on = answer, today
        row.answered_facts, row.answered_level = about, before.level
        row.save()


@transaction.atomic
def save_answers(user: User, asked: Sequence[str], answers: Mapping[str, Any]) -> None:
    """Save the answers to one-time questions. The others of `asked` are skipped and not asked again."""
    user.lock_and_bump_revision()
    user.refresh_from_db()
    for name, value in answers.items():
        setattr(user, name, value)
    user.skipped = list(dict.fromkeys([*user.skipped, *(name for name in asked if name not in answers)]))
    user.save(update_fields=["skipped", *answers])


@transaction.atomic
def _save(user: User, matched: Sequence[records.WatchedSign], today: date) -> Mapping[str, records.WatchedSign]:
    """Write the rows that changed, together: after a save most signs are what they were."""
    User.objects.select_for_update().get(pk=user.pk)
    rows = list(user.watched_signs.all())
    signs = _merged([row.record() for row in rows], matched)
    stored = {row.rule: row for row in rows if not row.is_over}
    for rule in stored.keys() - signs.keys():
        _end(stored[rule], today)
    changed = [rule for rule, row in stored.items() if rule in signs and row.record() != signs[rule]]
    for rule in changed:
        stored[rule].fill(signs[rule])
    WatchedSign.objects.bulk_update([stored[rule] for rule in changed], COLUMNS)
    WatchedSign.objects.bulk_create(
        WatchedSign.from_record(user, sign) for rule, sign in signs.items() if rule not in stored
    )
    return signs


def _merged(
    stored: Sequence[records.WatchedSign], matched: Sequence[records.WatchedSign]
) -> dict[str, records.WatchedSign]:
    """The signs that match, each with its first day and its last answer, even if it ended and matches again."""
    first_shown = {sign.rule: sign.first_shown for sign in stored if not sign.is_over}
    answers = {
        sign.rule: {name: getattr(sign, name) for name in ANSWER}
        for sign in sorted(stored, key=lambda sign: (sign.answered_on or date.min, not sign.is_over))
        if sign.answer
    }
    return {
        sign.rule: replace(
            sign, first_shown=first_shown.get(sign.rule, sign.first_shown), **answers.get(sign.rule, {})
        )
        for sign in matched
    }


COLUMNS = [field.name for field in WatchedSign._meta.concrete_fields if field.name not in ("id", "user")]

ANSWER = ("answer", "answered_on", "answered_facts", "answered_level")


def _end(row: WatchedSign, today: date) -> None:
    """End a sign. One that was shown on one day only was probably a corrected mistake and leaves no history."""
    if row.first_shown == today:
        row.delete()
    else:
        row.is_over = True
        row.save()
