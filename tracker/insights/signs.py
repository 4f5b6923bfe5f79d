"""The signs to watch of one person: what the rules find, since when it was shown, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings

from tracker import diary
from tracker.analysis import DiaryDates, diary_dates
from tracker.models import User
from tracker.records import Diary, WatchedSign
from tracker.red_flags import RedFlag, Settings, with_answers
from tracker.red_flags.seen import window_first
from tracker.reference.rules import Level
from tracker.reports.signs_to_watch import signs_to_watch

WEEK = timedelta(days=6)


@dataclass(frozen=True)
class WatchedFlag:
    """A rule that matches, and when it was shown and answered."""

    flag: RedFlag
    sign: WatchedSign


def thresholds_of(user: User) -> Settings:
    """The thresholds as this person and this installation have them."""
    return Settings.chosen(user.thresholds, settings.PATTERN_FLAGS)


def rules_window(user: User, today: date) -> Diary:
    """The entries that rules read in full: loading all of a long diary would take seconds. Readings for a week."""
    return diary.load(user, window_first(today), today, readings_from=today - WEEK)


def red_flags(user: User, today: date) -> tuple[RedFlag, ...]:
    """Every rule that matches, the most urgent first; cached per diary revision and day."""

    def find() -> tuple[RedFlag, ...]:
        history = diary.history(user, window_first(today))
        return signs_to_watch(rules_window(user, today), today, thresholds_of(user), history)

    return diary.kept(user, f"flags {today}", find, diary.json_of(tuple[RedFlag, ...]))


def places_since(user: User, today: date) -> DiaryDates:
    """Every place of the whole diary up to today, and since when it is in it."""
    return diary_dates(rules_window(user, today), diary.history(user, window_first(today)))


def watched_flags(user: User, today: date, *, is_shown: bool = True) -> tuple[WatchedFlag, ...]:
    """The same, each with the day it was first shown and its answer.

    With `is_shown` the person is about to see them, and that is kept, except for what only reassures. A command that
    changes nothing leaves it out and gets the same values.
    """
    held = diary.all_signs(user)
    flags = with_answers(red_flags(user, today), held, today, thresholds_of(user))
    found = {flag.rule: _as_shown(flag, today) for flag in flags}
    matched = [found[flag.rule] for flag in flags if flag.level is not Level.REASSURE]
    known = diary.watch(user, matched, today, held) if is_shown else diary.watched(user, matched, held)
    return tuple(WatchedFlag(flag, known.get(flag.rule, found[flag.rule])) for flag in flags)


def _as_shown(flag: RedFlag, today: date) -> WatchedSign:
    facts: dict[str, Any] = dict(flag.facts)
    return WatchedSign(flag.rule, flag.version, flag.level, flag.within_hours, facts, flag.says, today, today)
