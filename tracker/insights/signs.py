"""The signs to watch of one person: what the rules find, when it was shown, and the person's answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any
from zlib import crc32

from django.conf import settings

from tracker import diary
from tracker.core.analysis import DiaryDates, diary_dates
from tracker.core.records import Diary, Episode, History, WatchedSign
from tracker.core.red_flags import (
    RedFlag,
    RuleContext,
    RulesPast,
    Settings,
    TrendResult,
    check_rules,
    questions,
    shortened,
    with_answers,
)
from tracker.core.red_flags.past import EpisodesOn
from tracker.core.red_flags.questions import SINCE_AND_DOCTOR
from tracker.core.red_flags.window import WINDOW_STEP_DAYS, window_start
from tracker.core.reference.rules.levels import Level
from tracker.core.reports.sections.signs_to_watch import look_day, trend_result
from tracker.models import User

ONE_DAY, WEEK = timedelta(days=1), timedelta(days=6)
PAST = timedelta(days=14 * WINDOW_STEP_DAYS)
ABOUT_THE_TWITCH = ("twitching_since", "seen_by_doctor")
Recent = Diary | Callable[[], Diary | None] | None
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


@dataclass(frozen=True)
class StoredPast:
    """What the rules see of all days but the latest, with the episodes of the window by date, as JSON without notes.

    `first_logged` is the first date of the window with an entry.
    """

    past: RulesPast
    first_logged: date | None
    episodes: Mapping[date, diary.Raw]


def end_of_past(today: date) -> date:
    """The last day of the days that are cached, 9 to 36 days ago: the same for four weeks, as the window is."""
    return window_start(today) + PAST - ONE_DAY


def recent_from(today: date) -> date:
    """The first of the days that are never cached."""
    return end_of_past(today) + ONE_DAY


def rules_context(user: User, today: date, recent: Diary | None = None) -> RuleContext:
    """What the rules take: the window with the readings of a week, and the history before it.

    `recent` is a diary up to today that the caller has loaded. It is used if it goes back far enough.

    Loading a long diary would take seconds, so all but the latest days are cached until something in them changes.
    """
    background, past_ends = diary.background(user), end_of_past(today)
    codec = diary.json_of(StoredPast)
    stored: StoredPast = diary.cached(user, "rules past", lambda: _past(user, today), codec, last_day=past_ends)
    if recent and recent.first_day <= recent_from(today):
        recent = recent.between(recent_from(today), today)
    else:
        recent = diary.load_recent(user, recent_from(today), today, today, today - WEEK, background=background)
    recent = replace(recent, injections=background.injections, visits=background.visits)
    first_logged = stored.first_logged or min(recent.logged_dates(), default=None)
    return RuleContext(
        recent,
        today,
        thresholds_of(user),
        test_trend=lambda: _trend(user, first_logged, today),
        past=stored.past,
        past_episodes=_decoded(stored.episodes),
    )


def _past(user: User, today: date) -> StoredPast:
    begins, past_ends = window_start(today), end_of_past(today)
    window = diary.load_signs(user, begins, past_ends)
    context = RuleContext(window, past_ends, thresholds_of(user), history=_history(user, begins))
    past, episodes_on = shortened(context)
    encode = diary.json_of(list).encode
    episodes = {
        day: diary.Raw(encode(diary.compact(replace(one, note="") for one in episodes)))
        for day, episodes in episodes_on.items()
    }
    return StoredPast(past, min(window.logged_dates(), default=None), episodes)


def _decoded(episodes: Mapping[date, diary.Raw]) -> EpisodesOn:
    """The episodes of a date, decoded when a rule asks for it."""
    codec = diary.json_of(tuple[Episode, ...])

    @cache
    def on(day: date) -> Sequence[Episode]:
        return codec.decode(bytes(episodes[day])) if day in episodes else ()

    return on


def _history(user: User, until: date) -> History:
    """What was logged before the window."""
    found: History = diary.cached(
        user, "rules history", lambda: diary.history(user, until), diary.json_of(History), last_day=until - ONE_DAY
    )
    return found


def _trend(user: User, first_logged: date | None, today: date) -> TrendResult:
    """The trend test, cached until something changes on or before the day of its latest look."""
    look = look_day(first_logged, today) if first_logged else None
    if look is None:
        return TrendResult(rising=False)

    def compute() -> TrendResult:
        return trend_result(diary.load_signs(user, window_start(today), today), today)

    codec = diary.json_of(TrendResult)
    found: TrendResult = diary.cached(user, f"trend {first_logged}", compute, codec, last_day=look)
    return found


def red_flags(user: User, today: date) -> tuple[RedFlag, ...]:
    """Every rule that matches, the most urgent first."""
    return rules_result(user, today).flags


def rules_result(user: User, today: date, recent: Recent = None) -> RulesResult:
    """What the rules find, cached per diary revision and day."""

    def compute() -> RulesResult:
        context = rules_context(user, today, recent() if callable(recent) else recent)
        flags = check_rules(context)
        return RulesResult(flags, questions(context, flags))

    result: RulesResult = diary.cached(user, f"rules {today}", compute, diary.json_of(RulesResult))
    return result


def places_since(user: User, today: date) -> DiaryDates:
    """Every place of the whole diary up to today, with its first and last date."""
    begins = window_start(today)
    return diary_dates(diary.load_signs(user, begins, today), _history(user, begins))


def watched_flags(
    user: User,
    today: date,
    recent: Recent = None,
    *,
    mark_shown: bool = True,
    stored: tuple[WatchedSign, ...] | None = None,
) -> tuple[WatchedFlag, ...]:
    """Every rule that matches, with the day on which it was first shown and its answer.

    With `mark_shown`, store that the person sees them now; flags that only reassure are never stored. Commands, which
    change nothing, get the same values without it. `recent` is as in `rules_context`; a function is called only if the
    rules have to be checked. `stored` are the watched signs, if the caller has them.
    """
    stored = diary.load_watched_signs(user) if stored is None else stored
    result = rules_result(user, today, recent)
    flags = with_answers(result.flags, stored, today, thresholds_of(user))
    signs = {flag.rule: _shown_today(flag, today) for flag in flags}
    matched = [signs[flag.rule] for flag in flags if flag.level is not Level.REASSURE]
    if mark_shown:
        known = diary.update_watched_signs(user, matched, today, stored)
    else:
        known = diary.merge_watched_signs(user, matched, stored)
    asks = _asks(flags, [name for name in result.questions if name not in user.skipped])
    return tuple(WatchedFlag(flag, known.get(flag.rule, signs[flag.rule]), asks.get(flag.rule, ())) for flag in flags)


def watched_signs_key(signs: Iterable[WatchedSign]) -> int:
    """A number that changes with what was shown and answered, which a summary rests on besides the diary."""
    return crc32(repr(tuple(signs)).encode())


def signs_as_shown(
    user: User, stored: tuple[WatchedSign, ...], found: Iterable[WatchedFlag]
) -> tuple[WatchedSign, ...]:
    """The watched signs after `found` was shown. They are read again only if that changed what was stored before."""
    shown = {one.sign.rule: one.sign for one in found if one.flag.level is not Level.REASSURE}
    was_stored = shown == {sign.rule: sign for sign in stored if not sign.is_over}
    return stored if was_stored else diary.load_watched_signs(user)


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
