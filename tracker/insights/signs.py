"""The signs to watch of one person: what the rules find, since when it was shown, and what was answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings

from tracker import diary
from tracker.core.analysis import DiaryDates, diary_dates
from tracker.core.records import Diary, WatchedSign
from tracker.core.red_flags import RedFlag, RuleContext, Settings, questions, with_answers
from tracker.core.red_flags.context import window_first
from tracker.core.red_flags.questions import SINCE_AND_DOCTOR
from tracker.core.reference.rules.levels import Level
from tracker.core.reports.sections.signs_to_watch import signs_to_watch
from tracker.models import User

WEEK = timedelta(days=6)
ABOUT_THE_TWITCH = ("twitching_since", "seen_by_doctor")
CAN_WAIT = (Level.ROUTINE, Level.NEXT_VISIT)


@dataclass(frozen=True)
class WatchedFlag:
    """A rule that matches, when it was shown and answered, and what to ask beside it.

    `asks` are fields of the person that are worth asking for once, for one rule only.
    """

    flag: RedFlag
    sign: WatchedSign
    asks: tuple[str, ...] = ()


@dataclass(frozen=True)
class RulesResult:
    """What the rules find on one day, the most urgent first, and what they would like to know."""

    flags: tuple[RedFlag, ...]
    questions: tuple[str, ...]


def thresholds_of(user: User) -> Settings:
    """The thresholds as this person and this installation have them."""
    return Settings.chosen(user.thresholds, settings.PATTERN_FLAGS)


def rules_window(user: User, today: date) -> Diary:
    """The entries that rules read in full: loading all of a long diary would take seconds. Readings for a week."""
    return diary.load(user, window_first(today), today, readings_from=today - WEEK)


def red_flags(user: User, today: date) -> tuple[RedFlag, ...]:
    """Every rule that matches, the most urgent first."""
    return rules_result(user, today).flags


def rules_result(user: User, today: date) -> RulesResult:
    """What the rules find; cached per diary revision and day."""

    def find() -> RulesResult:
        history = diary.history(user, window_first(today))
        window, thresholds = rules_window(user, today), thresholds_of(user)
        flags = signs_to_watch(window, today, thresholds, history)
        return RulesResult(flags, questions(RuleContext(window, today, thresholds, history=history), flags))

    result: RulesResult = diary.cached(user, f"rules {today}", find, diary.json_of(RulesResult))
    return result


def places_since(user: User, today: date) -> DiaryDates:
    """Every place of the whole diary up to today, and since when it is in it."""
    return diary_dates(rules_window(user, today), diary.history(user, window_first(today)))


def watched_flags(user: User, today: date, *, is_shown: bool = True) -> tuple[WatchedFlag, ...]:
    """The same, each with the day it was first shown and its answer.

    With `is_shown` the person is about to see them, and that is kept, except for what only reassures. A command that
    changes nothing leaves it out and gets the same values.
    """
    held = diary.load_watched_signs(user)
    result = rules_result(user, today)
    flags = with_answers(result.flags, held, today, thresholds_of(user))
    found = {flag.rule: _as_shown(flag, today) for flag in flags}
    matched = [found[flag.rule] for flag in flags if flag.level is not Level.REASSURE]
    known = (
        diary.update_watched_signs(user, matched, today, held)
        if is_shown
        else diary.merge_watched_signs(user, matched, held)
    )
    asks = _asks(flags, [name for name in result.questions if name not in user.skipped])
    return tuple(WatchedFlag(flag, known.get(flag.rule, found[flag.rule]), asks.get(flag.rule, ())) for flag in flags)


def _asks(flags: Sequence[RedFlag], wanted: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """What to ask beside which rule: one small question at a time, beside the first rule that it is about."""
    about_it = tuple(name for name in wanted if name in ABOUT_THE_TWITCH)
    asked = about_it or tuple(wanted[:1])
    rules = (flag.rule for flag in flags if (flag.rule in SINCE_AND_DOCTOR if about_it else flag.level in CAN_WAIT))
    first = next(rules, None)
    return {first: asked} if first and asked else {}


def _as_shown(flag: RedFlag, today: date) -> WatchedSign:
    facts: dict[str, Any] = dict(flag.facts)
    return WatchedSign(flag.rule, flag.version, flag.level, flag.within_hours, facts, flag.says, today, today)
