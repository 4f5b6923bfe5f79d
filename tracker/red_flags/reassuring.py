"""What may reassure: only where enough was logged and nothing asks for a doctor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import fsum

from tracker.red_flags.flag import RedFlag, raised
from tracker.red_flags.runs import in_a_row
from tracker.red_flags.seen import Seen
from tracker.reference.rules import Level
from tracker.reference.rules_quiet import RULES

OPEN = (Level.EMERGENCY, Level.SOON)


def may_reassure(seen: Seen, flags: Sequence[RedFlag]) -> bool:
    """Whether enough of the last two weeks was logged, and no rule matched that can ask for a doctor."""
    enough = seen.coverage(seen.last(seen.settings.recent_days)) >= seen.settings.coverage
    return enough and not any(RULES[flag.rule].level in OPEN for flag in flags)


def short(seen: Seen, flags: Sequence[RedFlag]) -> RedFlag | None:
    """R1. It has not lasted long, and nothing came along with it."""
    run = seen.run
    if not may_reassure(seen, flags) or run is None or run.length >= seen.settings.persistent_days:
        return None
    signs = seen.noted((seen.today - run.first).days + 1)
    facts = {"first": run.first.isoformat(), "last": run.last.isoformat(), "run_days": run.length}
    return None if signs else raised("R1_short", facts)


def less(seen: Seen, flags: Sequence[RedFlag]) -> RedFlag | None:
    """R2. Far fewer minutes than in the two weeks before."""
    s = seen.settings
    now, before = seen.last(s.recent_days), seen.last(s.recent_days, before=s.recent_days)
    if not may_reassure(seen, flags) or seen.coverage(before) < s.coverage:
        return None
    minutes_now, minutes_before = _mean_minutes(seen, now), _mean_minutes(seen, before)
    if minutes_before == 0 or minutes_now > s.less_times * minutes_before:
        return None
    return raised("R2_less", {"minutes_now": round(minutes_now, 1), "minutes_before": round(minutes_before, 1)})


def _mean_minutes(seen: Seen, days: Sequence[date]) -> float:
    logged = seen.logged.intersection(days)
    return fsum(map(seen.minutes_on, logged)) / len(logged)


def quiet(seen: Seen, flags: Sequence[RedFlag]) -> RedFlag | None:
    """R3. The person said *no twitch* day after day, up to today or yesterday."""
    rows = in_a_row(seen.quiet_dates)
    if not may_reassure(seen, flags) or not rows or rows[-1][-1] not in seen.last(2):
        return None
    facts = {"first": rows[-1][0].isoformat(), "last": rows[-1][-1].isoformat(), "days": len(rows[-1])}
    return raised("R3_quiet", facts) if len(rows[-1]) >= seen.settings.quiet_days else None
