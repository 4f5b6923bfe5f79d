"""S4. Compare the last week with the two before it, the last month with the two before it, and kinds of movement."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import fsum
from statistics import median

from tracker.core.records import Episode, Feel
from tracker.core.red_flags.context import RuleContext
from tracker.core.red_flags.flag import RedFlag, raise_flag
from tracker.core.red_flags.visits import is_seen
from tracker.core.reference.rules.levels import Level

WEEK, BEFORE = 7, 14
MONTH, BEFORE_MONTH = 28, 56
MONTH_LOGGED, BEFORE_MONTH_LOGGED = 20, 28


@dataclass(frozen=True)
class Increase:
    """A measure in the last week or month, and in the two before it."""

    name: str
    now: float
    before: float

    def facts(self) -> dict[str, float]:
        """Return both numbers, rounded to one decimal."""
        return {f"{self.name}_now": round(self.now, 1), f"{self.name}_before": round(self.before, 1)}


def worsening(context: RuleContext) -> RedFlag | None:
    """S4. More twitching than before, for a week or a month, or a new kind of movement.

    Raised to soon by the person's own word, by a new kind, or by the trend test unless the person says no.
    """
    found = increases(context)
    kinds = new_kinds(context)
    said = clearly_worse(context)
    if not found and not kinds and not said:
        return None
    facts: dict[str, object] = {name: value for change in found for name, value in change.facts().items()}
    rising = context.is_rising
    facts |= {"trend_rising": rising, "kinds": sorted(kinds)} | ({} if said is None else {"said": said})
    is_new = any(not is_seen(context, day) for day in kinds.values())
    soon = said or is_new or (rising and said is None)
    says = [change.name for change in found] + ["kind"] * bool(kinds) + ["said"] * bool(said)
    return raise_flag("S4_worsening", facts, *says, level=Level.SOON if soon else Level.NEXT_VISIT)


def clearly_worse(context: RuleContext) -> bool | None:
    """Return the newest answer to *clearly worse than a month ago* of the last two weeks and since the last visit."""
    days = {
        day
        for day in context.check_ins.keys() & set(context.last(context.settings.recent_days))
        if not is_seen(context, day)
    }
    answers = [answer for day in sorted(days) if (answer := context.check_ins[day].worse_than_month_ago) is not None]
    return answers[-1] if answers else None


def new_kinds(context: RuleContext) -> dict[str, date]:
    """Return new kinds of movement (`pull_and_hold`, `eye_closes`) after weeks of flutter, with their first day."""
    s = context.settings
    recent = [e for e in context.episodes(s.kind_before) if _kinds(e)]
    days = {e.local_date for e in recent}
    if len(days) < s.kind_days:
        return {}
    first = min(days)
    before = [e for day in _days_before(first, s.kind_before) for e in context.episodes_on(day)]
    old_enough = (first - context.first_logged).days >= s.kind_before
    fluttered = {e.local_date for e in before if e.feel is Feel.FLUTTER}
    if not old_enough or len(fluttered) < s.kind_days or any(_kinds(e) or e.feel is Feel.JERK for e in before):
        return {}
    return {kind: min(e.local_date for e in recent if kind in _kinds(e)) for e in recent for kind in _kinds(e)}


def _kinds(episode: Episode) -> tuple[str, ...]:
    pulls = (str(Feel.PULL_AND_HOLD),) if episode.feel is Feel.PULL_AND_HOLD else ()
    return (*pulls, *(("eye_closes",) if episode.eye_closes else ()))


def _days_before(day: date, length: int) -> tuple[date, ...]:
    return tuple(day - timedelta(days=n) for n in range(1, length + 1))


def increases(context: RuleContext) -> tuple[Increase, ...]:
    """Return the measures that increased enough; none if too little was logged to compare."""
    return (*_week(context), *_month(context))


def _month(context: RuleContext) -> tuple[Increase, ...]:
    """Compare the last 28 days with the 56 before, so that a lasting step is still noticed after two weeks."""
    s = context.settings
    last, before = context.last(MONTH), context.last(BEFORE_MONTH, before=MONTH)
    now, then = context.logged.intersection(last), context.logged.intersection(before)
    if len(now) < MONTH_LOGGED or len(then) < BEFORE_MONTH_LOGGED:
        return ()
    change = Increase("month", _mean(context.number_on, now), _mean(context.number_on, then))
    halves = (now.intersection(last[: MONTH // 2]), now.intersection(last[MONTH // 2 :]))
    lasts = all(half and _mean(context.number_on, half) >= s.worse_half * change.before for half in halves)
    return (change,) if lasts and _more(change, s.worse_times, s.worse_month) else ()


def _week(context: RuleContext) -> tuple[Increase, ...]:
    s = context.settings
    week, before = context.last(WEEK), context.last(BEFORE, before=WEEK)
    now, then = context.logged.intersection(week), context.logged.intersection(before)
    enough = len(now) >= s.worse_week_logged and len(then) >= s.worse_before_logged
    if not enough or sum(bool(context.episodes_on(day)) for day in now) < s.worse_week_days:
        return ()
    minutes = Increase("minutes", _mean(context.minutes_on, now), _mean(context.minutes_on, then))
    number = Increase("number", _mean(context.number_on, now), _mean(context.number_on, then))
    found = [minutes] * _more(minutes, s.worse_times, s.worse_minutes)
    found += [number] * _more(number, s.worse_times, s.worse_number)
    return (*found, *_stronger(context, week, before))


def _mean(measure: Callable[[date], float], days: Collection[date]) -> float:
    return fsum(map(measure, days)) / len(days)


def _more(change: Increase, times: float, more: float) -> bool:
    return change.now >= times * change.before and change.now - change.before >= more


def _stronger(context: RuleContext, week: Sequence[date], before: Sequence[date]) -> tuple[Increase, ...]:
    s = context.settings
    now, then = _strengths(context, week), _strengths(context, before)
    if min(len(now), len(then)) < s.worse_strengths:
        return ()
    change = Increase("strength", median(now), median(then))
    return (change,) if change.now - change.before >= s.worse_strength else ()


def _strengths(context: RuleContext, days: Sequence[date]) -> list[int]:
    """Return the known strengths of the episodes that began on these days."""
    return [
        episode.strength
        for day in days
        for episode in context.episodes_on(day)
        if episode.strength is not None and episode.local_date == day
    ]
