"""Shorten what the rules see of a diary, so that the next days need not read it all again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from tracker.core.records import Day, Episode
from tracker.core.red_flags.context import RuleContext
from tracker.core.red_flags.dates import episode_dates
from tracker.core.red_flags.past import RulesPast, numbered

ONE_DAY = timedelta(days=1)
CHECK_INS = timedelta(days=28)
"""No rule looks back further for an answer of a check-in (`recent_days`)."""


def shortened(context: RuleContext) -> tuple[RulesPast, Mapping[date, Sequence[Episode]]]:
    """Return what rules see on later days of all entries up to `context.today`, and the episodes by date touched."""
    last = context.today
    places, twitched = numbered(context.places_on)
    quiet = (one.local_date for one in context.entries if isinstance(one, Day) and one.no_twitch)

    def goes_on(episode: Episode) -> bool:
        starts, going = context.diary.person.day_starts_at, context.settings.going_days
        return episode_dates(episode, starts, going, last + ONE_DAY)[-1] > last

    past = RulesPast(
        last + ONE_DAY,
        places,
        twitched,
        logged=tuple(sorted(context.logged)),
        quiet=tuple(sorted({*context.before.quiet, *quiet})),
        no_signs=tuple(sorted(context.no_signs_on)),
        signs=tuple((one.day, one.sign) for on in context.signs_on.values() for one in on),
        jerks=tuple(dict.fromkeys(context.jerks)),
        check_ins=tuple(replace(day, note="") for date, day in context.check_ins.items() if date > last - CHECK_INS),
        long=tuple(one for one in context.entries if isinstance(one, Episode) and goes_on(one)),
        long_before=tuple(episode for episode in context.before.long_before if goes_on(episode)),
    )
    return past, context.latest_episodes
