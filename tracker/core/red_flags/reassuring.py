"""Rules that reassure: only if enough was logged and no flag asks for a doctor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import fsum

from tracker.core.red_flags.context import RuleContext
from tracker.core.red_flags.flag import RedFlag, raise_flag
from tracker.core.red_flags.medicines import jerks_after_a_change
from tracker.core.red_flags.runs import Run, in_a_row
from tracker.core.reference.rules.levels import ASKS_FOR_A_DOCTOR
from tracker.core.reference.rules.mention import RULES

TONGUE = "tongue"


def may_reassure(context: RuleContext, flags: Sequence[RedFlag]) -> bool:
    """Whether enough of the last two weeks was logged, without recent signs or flags that ask for a doctor."""
    enough = context.coverage(context.last(context.settings.recent_days)) >= context.settings.coverage
    asks = any(RULES[flag.rule].level in ASKS_FOR_A_DOCTOR for flag in flags)
    return (
        enough
        and not asks
        and not context.logged_signs(context.settings.signs_days)
        and not jerks_after_a_change(context)
    )


def short(context: RuleContext, flags: Sequence[RedFlag]) -> RedFlag | None:
    """R1. A short run without signs."""
    run = context.run
    if not may_reassure(context, flags) or run is None or run.length >= context.settings.persistent_days:
        return None
    regions = {p.region for day in context.days_of_run for places in context.places_on[day] for p in places}
    if TONGUE in regions or context.logged_signs((context.today - run.first).days + 1):
        return None
    facts = {"first": run.first.isoformat(), "last": run.last.isoformat(), "run_days": run.length}
    return raise_flag("R1_short", facts, "asked" if _was_asked(context, run) else "says")


def _was_asked(context: RuleContext, run: Run) -> bool:
    """Whether *none of these signs* was answered during this run."""
    return any(run.first <= day <= run.last for day in context.no_signs_on)


def less(context: RuleContext, flags: Sequence[RedFlag]) -> RedFlag | None:
    """R2. Far fewer minutes of twitching than in the two weeks before."""
    s = context.settings
    now, before = context.last(s.recent_days), context.last(s.recent_days, before=s.recent_days)
    if not may_reassure(context, flags) or context.coverage(before) < s.coverage:
        return None
    minutes_now, minutes_before = _mean_minutes(context, now), _mean_minutes(context, before)
    if minutes_before == 0 or minutes_now > s.less_times * minutes_before:
        return None
    return raise_flag("R2_less", {"minutes_now": round(minutes_now, 1), "minutes_before": round(minutes_before, 1)})


def _mean_minutes(context: RuleContext, days: Sequence[date]) -> float:
    logged = context.logged.intersection(days)
    return fsum(map(context.minutes_on, logged)) / len(logged)


def quiet(context: RuleContext, flags: Sequence[RedFlag]) -> RedFlag | None:
    """R3. *No twitch* on consecutive days up to today or yesterday."""
    rows = in_a_row(context.quiet_dates)
    if not may_reassure(context, flags) or not rows or rows[-1][-1] not in context.last(2):
        return None
    facts = {"first": rows[-1][0].isoformat(), "last": rows[-1][-1].isoformat(), "days": len(rows[-1])}
    return raise_flag("R3_quiet", facts) if len(rows[-1]) >= context.settings.quiet_days else None
