"""The signs to watch of one person: what the rules find, when it was shown, and the person's answers."""

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
from tracker.core.red_flags.context import window_start
from tracker.core.red_flags.questions import SINCE_AND_DOCTOR
from tracker.core.reference.rules.levels import Level
from tracker.core.reports.sections.signs_to_watch import signs_to_watch
from tracker.models import User

WEEK = timedelta(days=6)
ABOUT_THE_TWITCH = ("twitching_since", "seen_by_doctor")
CAN_WAIT = (Level.ROUTINE, Level.NEXT_VISIT)


@dataclass(frozen=True)
class WatchedFlag:
    """A rule that matches, when it was shown and answered, and which fields of the person to ask for beside it."""

    flag: RedFlag
    sign: WatchedSign
    asks: tuple[str, ...] = ()


@dataclass(frozen=True)
class RulesResult:
    """What the rules find on one day, the most urgent first, and the fields of the person that they lack."""

    flags: tuple[RedFlag, ...]
    questions: tuple[str, ...]


def thresholds_of(user: User) -> Settings:
    """The thresholds of this person and this installation."""
    return Settings.chosen(user.thresholds, settings.PATTERN_FLAGS)


def rules_window(user: User, today: date) -> Diary:
    """The entries that rules read in full, with the readings of a week. Loading a long diary would take seconds."""
    return diary.load(user, window_start(today), today, readings_from=today - WEEK)


def red_flags(user: User, today: date) -> tuple[RedFlag, ...]:
    """Every rule that matches, the most urgent first."""
    return rules_result(user, today).flags


def rules_result(user: User, today: date) -> RulesResult:
    """What the rules find, cached per diary revision and day."""

    def compute() -> RulesResult:
        history = diary.history(user, window_start(today))
        window, thresholds = rules_window(user, today), thresholds_of(user)
        flags = signs_to_watch(window, today, thresholds, history)
        return RulesResult(flags, questions(RuleContext(window, today, thresholds, history=history), flags))

    result: RulesResult = diary.cached(user, f"rules {today}", compute, diary.json_of(RulesResult))
    return result


def places_since(user: User, today: date) -> DiaryDates:
    """Every place of the whole diary up to today, with its first and last date."""
    return diary_dates(rules_window(user, today), diary.history(user, window_start(today)))


def watched_flags(user: User, today: date, *, mark_shown: bool = True) -> tuple[WatchedFlag, ...]:
    """Every rule that matches, with the day on which it was first shown and its answer.

    With `mark_shown`, store that the person sees them now; flags that only reassure are never stored. Commands, which
    change nothing, get the same values without it.
    """
    stored = diary.load_watched_signs(user)
    result = rules_result(user, today)
    flags = with_answers(result.flags, stored, today, thresholds_of(user))
    signs = {flag.rule: _shown_today(flag, today) for flag in flags}
    matched = [signs[flag.rule] for flag in flags if flag.level is not Level.REASSURE]
    if mark_shown:
        known = diary.update_watched_signs(user, matched, today, stored)
    else:
        known = diary.merge_watched_signs(user, matched, stored)
    asks = _asks(flags, [name for name in result.questions if name not in user.skipped])
    return tuple(WatchedFlag(flag, known.get(flag.rule, signs[flag.rule]), asks.get(flag.rule, ())) for flag in flags)


def _asks(flags: Sequence[RedFlag], missing: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Which missing fields to ask for beside which rule: one question at a time, beside the first suitable rule."""
    about_twitch = tuple(name for name in missing if name in ABOUT_THE_TWITCH)
    asked = about_twitch or tuple(missing[:1])
    rules = (
        flag.rule for flag in flags if (flag.rule in SINCE_AND_DOCTOR if about_twitch else flag.level in CAN_WAIT)
    )
    first = next(rules, None)
    return {first: asked} if first and asked else {}


def _shown_today(flag: RedFlag, today: date) -> WatchedSign:
    facts: dict[str, Any] = dict(flag.facts)
    return WatchedSign(flag.rule, flag.version, flag.level, flag.within_hours, facts, flag.says, today, today)
