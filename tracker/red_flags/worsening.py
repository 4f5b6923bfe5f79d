"""S4. The last week against the two before it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum
from statistics import median

from tracker.red_flags.flag import RedFlag, raised
from tracker.red_flags.seen import Seen
from tracker.reference.rules import Level

WEEK, BEFORE = 7, 14


@dataclass(frozen=True)
class Change:
    """One measure in the last week and in the two before it."""

    name: str
    now: float
    before: float

    def facts(self) -> dict[str, float]:
        """Both numbers, to one decimal."""
        return {f"{self.name}_now": round(self.now, 1), f"{self.name}_before": round(self.before, 1)}


def worsening(seen: Seen) -> RedFlag | None:
    """More of it than before. Soon only if a trend test agrees, or the person says so; their word alone is enough."""
    found = changes(seen)
    said = clearly_worse(seen)
    if not found and not said:
        return None
    facts: dict[str, object] = {name: value for change in found for name, value in change.facts().items()}
    facts |= {"said": said, "trend_rising": bool(seen.trend and seen.trend.rising)}
    soon = said or facts["trend_rising"]
    says = [change.name for change in found] + ["said"] * said
    return raised("S4_worsening", facts, *says, level=Level.SOON if soon else Level.NEXT_VISIT)


def clearly_worse(seen: Seen) -> bool:
    """Whether the newest answer of the last two weeks is *clearly worse than a month ago*."""
    days = seen.check_ins.keys() & set(seen.last(seen.settings.recent_days))
    answers = [answer for day in sorted(days) if (answer := seen.check_ins[day].worse_than_month_ago) is not None]
    return bool(answers) and answers[-1]


def changes(seen: Seen) -> tuple[Change, ...]:
    """The measures that went up by enough; none where too little was logged to compare."""
    s = seen.settings
    week, before = seen.last(WEEK), seen.last(BEFORE, before=WEEK)
    now, then = seen.logged.intersection(week), seen.logged.intersection(before)
    enough = len(now) >= s.worse_week_logged and len(then) >= s.worse_before_logged
    if not enough or len(seen.episodes_on.keys() & now) < s.worse_week_days:
        return ()
    minutes = Change("minutes", _mean(seen.minutes_on, now), _mean(seen.minutes_on, then))
    number = Change("number", _mean(seen.number_on, now), _mean(seen.number_on, then))
    found = [minutes] * _more(minutes, s.worse_times, s.worse_minutes)
    found += [number] * _more(number, s.worse_times, s.worse_number)
    return (*found, *_stronger(seen, week, before))


def _mean(measure: Callable[[date], float], days: Collection[date]) -> float:
    return fsum(map(measure, days)) / len(days)


def _more(change: Change, times: float, more: float) -> bool:
    return change.now >= times * change.before and change.now - change.before >= more


def _stronger(seen: Seen, week: Sequence[date], before: Sequence[date]) -> tuple[Change, ...]:
    s = seen.settings
    now, then = _strengths(seen, week), _strengths(seen, before)
    if min(len(now), len(then)) < s.worse_strengths:
        return ()
    change = Change("strength", median(now), median(then))
    return (change,) if change.now - change.before >= s.worse_strength else ()


def _strengths(seen: Seen, days: Sequence[date]) -> list[int]:
    """How strong the episodes were that began on these days, as far as it was said."""
    return [
        episode.strength
        for day in days
        for episode in seen.episodes_on.get(day, ())
        if episode.strength is not None and episode.local_date == day
    ]
