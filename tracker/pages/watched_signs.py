"""The signs to watch in words, for Today and the page of signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.core.records import Diary, WatchedSign
from tracker.core.red_flags import RedFlag, advice, asks_whether_worse, in_words, is_silenced, sources
from tracker.core.reference.countries import emergency_number
from tracker.core.reference.rules.levels import Level, level_name
from tracker.forms import AskedOnceForm
from tracker.insights import WatchedFlag, thresholds_of, watched_flags
from tracker.models import User


@dataclass(frozen=True)
class WatchedSignView:
    """One sign to watch in words. `flag` is what was found, `sign` when it was shown and answered."""

    flag: RedFlag
    sign: WatchedSign
    title: str
    says: str
    advice: str
    sources: str
    number: str
    is_quiet: bool
    asks_worse: bool = False
    question: AskedOnceForm | None = None

    @property
    def is_soon(self) -> bool:
        """Whether a doctor should see it within two weeks at most."""
        return self.flag.level in (Level.EMERGENCY, Level.SOON)

    @property
    def is_emergency(self) -> bool:
        """Whether it can never be made quiet."""
        return self.flag.level is Level.EMERGENCY

    @property
    def logged_on(self) -> list[date]:
        """The latest three dates that it is about."""
        return [date.fromisoformat(day) for day in self.flag.facts.get("dates", ())][-3:]


def watched_sign_views(user: User, today: date, recent: Diary | None = None) -> tuple[WatchedSignView, ...]:
    """Every rule that matches, the most urgent first; stored as shown. `recent` is as in `rules_context`."""
    return tuple(_with_its_questions(user, one, today) for one in watched_flags(user, today, recent))


def _with_its_questions(user: User, one: WatchedFlag, today: date) -> WatchedSignView:
    return replace(
        _view_of(user, one.flag, one.sign, today),
        asks_worse=asks_whether_worse(one.flag, one.sign, today, thresholds_of(user)),
        question=AskedOnceForm(asked=one.asks, now=timezone.now()) if one.asks else None,
    )


def _view_of(user: User, flag: RedFlag, sign: WatchedSign, today: date) -> WatchedSignView:
    """A flag in words for this person."""
    return WatchedSignView(
        flag,
        sign,
        _(level_name(flag.level, flag.within_hours)),
        in_words(flag, user.country, _, user.own_number),
        advice(flag, user.country, _),
        sources(flag, _),
        emergency_number(user.country, user.own_number),
        is_silenced(flag, sign, today, thresholds_of(user)),
    )


def past_sign_views(user: User) -> list[WatchedSignView]:
    """The signs that matched before and do not match any more."""
    return [_as_far_as_known(user, row.record()) for row in user.watched_signs.past()]


def _as_far_as_known(user: User, sign: WatchedSign) -> WatchedSignView:
    """A past sign in words. If another version worded its rule differently, only its dates and answer are shown."""
    try:
        return _view_of(user, _as_found(sign), sign, sign.last_shown)
    except (KeyError, TypeError):
        says = _("What this rule said then can no longer be shown.")
        return WatchedSignView(
            _as_found(sign),
            sign,
            _(level_name(Level(sign.level), sign.within_hours)),
            says,
            "",
            "",
            "",
            is_quiet=False,
        )


def most_urgent(found: Sequence[WatchedSignView], most: int, calm: bool) -> list[WatchedSignView]:
    """The first flags to show: none that is quiet or reassures, and in calm mode none that can wait."""
    shown = {Level.EMERGENCY, Level.SOON} if calm else {Level.EMERGENCY, Level.SOON, Level.ROUTINE, Level.NEXT_VISIT}
    return [one for one in found if one.flag.level in shown and not one.is_quiet][:most]


def _as_found(sign: WatchedSign) -> RedFlag:
    return RedFlag(sign.rule, sign.version, Level(sign.level), sign.within_hours, sign.facts, sign.says)
