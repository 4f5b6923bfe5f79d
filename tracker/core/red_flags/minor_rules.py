"""Rules for what is worth mentioning at the next visit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from math import fsum

from tracker.core.records import Place
from tracker.core.red_flags.context import RuleContext
from tracker.core.red_flags.facts import facts_of, iso, tokens
from tracker.core.red_flags.flag import RedFlag, raise_flag
from tracker.core.red_flags.jerks import is_sleep_jerk
from tracker.core.red_flags.persistence import persistent
from tracker.core.red_flags.urges import with_urge

A_WEEK = 7
RECURRING_WINDOW, RECURRING_MIN_SPAN, RECURRING_MAX_GAP, RECURRING_MAX_COVERAGE = 56, 28, 14, 0.5
"""Of N9, in days: the period, first to last day, largest gap; and the share of logged days at which N9 is off."""

CAFFEINE, ALCOHOL = "caffeine_mg", "alcohol_units"


def on_and_off(context: RuleContext) -> RedFlag | None:
    """N1. Many days with a twitch, but no long run."""
    s = context.settings
    days = context.places_on.keys() & set(context.last(s.on_and_off_window))
    if len(days) < s.on_and_off_days or persistent(context):
        return None
    facts = {"days": len(days), "of_days": s.on_and_off_window, "dates": iso(days)}
    return raise_flag("N1_comes_and_goes", facts)


def keeps_coming(context: RuleContext) -> RedFlag | None:
    """N9. One place recurs over weeks, in a diary with only bad days logged."""
    window = context.last(RECURRING_WINDOW)
    if persistent(context) or on_and_off(context) or context.coverage(window) >= RECURRING_MAX_COVERAGE:
        return None
    days: dict[Place, list[date]] = defaultdict(list)
    for day in window:
        for place in {place for places in context.places_on.get(day, ()) for place in places}:
            days[place].append(day)
    found = {place: on for place, on in days.items() if _keeps_coming(on, context)}
    if not found:
        return None
    most = max(found.values(), key=len)
    weeks = round(((context.today - most[0]).days + 1) / A_WEEK)
    return raise_flag(
        "N9_keeps_coming", {"places": tokens(found), "days": len(most), "weeks": weeks, "dates": iso(most)}
    )


def _keeps_coming(days: Sequence[date], context: RuleContext) -> bool:
    gaps = [(after - before).days for before, after in pairwise([*days, context.today])]
    enough = len(days) >= context.settings.coming_days and (days[-1] - days[0]).days >= RECURRING_MIN_SPAN
    return enough and max(gaps) <= RECURRING_MAX_GAP


def in_sleep(context: RuleContext) -> RedFlag | None:
    """N2. Twitching during sleep. Jerks of the body in sleep are common and do not count."""
    slept = [
        e.local_date for e in context.episodes(context.settings.sleep_days) if e.in_sleep and not is_sleep_jerk(e)
    ]
    usual = context.diary.person.goes_on_in_sleep and context.run
    return raise_flag("N2_sleep", {"dates": iso(set(slept))}) if slept or usual else None


def urge(context: RuleContext) -> RedFlag | None:
    """N4. An urge precedes the movements. S16 takes over if they have a strong impact."""
    found = with_urge(context)
    if not found or context.days_with_score("impact", context.settings.strong_impact):
        return None
    dates = context.days_with(found).intersection(context.last(context.settings.signs_days))
    return raise_flag("N4_tic_like", {"dates": iso(dates), "episodes": len(found)})


def impact(context: RuleContext) -> RedFlag | None:
    """N5. Impact on daily life on several days."""
    days = context.days_with_score("impact", context.settings.impact)
    facts = {"dates": iso(days), "days": len(days)}
    return raise_flag("N5_impact", facts) if len(days) >= context.settings.impact_days else None


def worry(context: RuleContext) -> RedFlag | None:
    """N6. Much worry on many days."""
    days = context.days_with_score("worry", context.settings.worry)
    facts = {"dates": iso(days), "days": len(days)}
    return raise_flag("N6_worry", facts) if len(days) >= context.settings.worry_days else None


def intake(context: RuleContext) -> RedFlag | None:
    """N7. More caffeine or alcohol in a week than advised."""
    s, pregnant = context.settings, context.diary.person.pregnant
    limit = s.caffeine_pregnant_mg if pregnant else s.caffeine_mg
    taken = _taken(context)
    over = [day for (key, day), amount in taken.items() if key == CAFFEINE and amount > limit]
    alcohol = round(fsum(amount for (key, _), amount in taken.items() if key == ALCOHOL), 1)
    says = {
        "caffeine": len(over) >= s.caffeine_days,
        "alcohol": alcohol > s.alcohol_units and not pregnant,
        "none": pregnant and alcohol > 0,
    }
    if not any(says.values()):
        return None
    facts = {
        "dates": iso(over), "days": len(over), "caffeine_limit": limit,
        "alcohol": alcohol, "alcohol_limit": 0.0 if pregnant else s.alcohol_units,
    }  # fmt: skip
    return raise_flag("N7_intake", facts, *(name for name, so in says.items() if so))


def _taken(context: RuleContext) -> dict[tuple[str, date], float]:
    """Return the amounts of caffeine and alcohol by exposure and day of the last week."""
    first = context.last(A_WEEK)[0]
    amounts: dict[tuple[str, date], list[float]] = defaultdict(list)
    for reading in context.diary.readings:
        if first <= reading.local_date <= context.today and reading.exposure in (CAFFEINE, ALCOHOL):
            amounts[reading.exposure, reading.local_date].append(reading.value)
    return {taken: fsum(values) for taken, values in amounts.items()}


def ear_click(context: RuleContext) -> RedFlag | None:
    """N8. A clicking in the ear together with twitching."""
    found = context.logged_signs(context.settings.signs_days, "ear_click")
    twitch = context.episodes(context.settings.signs_days)
    return raise_flag("N8_click", facts_of(found)) if found and twitch else None
