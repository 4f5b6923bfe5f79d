"""What is worth mentioning at the next visit."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from math import fsum

from tracker.records import Episode
from tracker.red_flags.facts import facts_of, iso
from tracker.red_flags.flag import RedFlag, raised
from tracker.red_flags.lasting import persistent
from tracker.red_flags.seen import Seen

A_WEEK = 7
CAFFEINE, ALCOHOL = "caffeine_mg", "alcohol_units"


def on_and_off(seen: Seen) -> RedFlag | None:
    """N1. Many days with a twitch, but no run that is long."""
    s = seen.settings
    days = seen.episodes_on.keys() & set(seen.last(s.on_and_off_window))
    if len(days) < s.on_and_off_days or persistent(seen):
        return None
    facts = {"days": len(days), "of_days": s.on_and_off_window, "dates": iso(days)}
    return raised("N1_comes_and_goes", facts)


def in_sleep(seen: Seen) -> RedFlag | None:
    """N2. Somebody saw it while the person slept."""
    slept = [episode.local_date for episode in seen.episodes(seen.settings.sleep_days) if episode.in_sleep]
    return raised("N2_sleep", {"dates": iso(set(slept))}) if slept else None


def linked(seen: Seen) -> RedFlag | None:
    """N3. It moves along with blinking or chewing, months after a palsy of the face."""
    began = seen.diary.person.palsy_began
    found = seen.noted(seen.settings.signs_days, "moves_with_blink_or_chew")
    if not found or began is None or (seen.today - began).days < seen.settings.linked_days:
        return None
    return raised("N3_linked", {**facts_of(found), "first": began.isoformat()})


def tic_like(seen: Seen) -> tuple[Episode, ...]:
    """The episodes with an urge before them, or that can be held back; none where they are too few to tell."""
    s = seen.settings
    found = tuple(e for e in seen.episodes(s.signs_days) if e.urge_before or e.can_hold_back)
    return found if len(found) >= s.urge_episodes else ()


def urge(seen: Seen) -> RedFlag | None:
    """N4. Feels like an urge. Where it gets much in the way, S16 says so instead."""
    found = tic_like(seen)
    if not found or seen.scores("impact", seen.settings.strong_impact):
        return None
    dates = seen.days_with(found).intersection(seen.last(seen.settings.signs_days))
    return raised("N4_tic_like", {"dates": iso(dates), "episodes": len(found)})


def impact(seen: Seen) -> RedFlag | None:
    """N5. It got in the way of daily life on several days."""
    days = seen.scores("impact", seen.settings.impact)
    facts = {"dates": iso(days), "days": len(days)}
    return raised("N5_impact", facts) if len(days) >= seen.settings.impact_days else None


def worry(seen: Seen) -> RedFlag | None:
    """N6. Much worry about it on many days."""
    days = seen.scores("worry", seen.settings.worry)
    facts = {"dates": iso(days), "days": len(days)}
    return raised("N6_worry", facts) if len(days) >= seen.settings.worry_days else None


def intake(seen: Seen) -> RedFlag | None:
    """N7. More caffeine or alcohol in a week than is advised. A line of fact, no more."""
    s = seen.settings
    limit = s.caffeine_pregnant_mg if seen.diary.person.pregnant else s.caffeine_mg
    taken = _taken(seen)
    over = [day for (key, day), amount in taken.items() if key == CAFFEINE and amount > limit]
    alcohol = round(fsum(amount for (key, _), amount in taken.items() if key == ALCOHOL), 1)
    says = {"caffeine": len(over) >= s.caffeine_days, "alcohol": alcohol > s.alcohol_units}
    if not any(says.values()):
        return None
    facts = {
        "dates": iso(over), "days": len(over), "caffeine_limit": limit,
        "alcohol": alcohol, "alcohol_limit": s.alcohol_units,
    }  # fmt: skip
    return raised("N7_intake", facts, *(name for name, so in says.items() if so))


def _taken(seen: Seen) -> dict[tuple[str, date], float]:
    """How much was taken of each on each day of the last week that says so."""
    first = seen.last(A_WEEK)[0]
    amounts: dict[tuple[str, date], list[float]] = defaultdict(list)
    for reading in seen.diary.readings:
        if first <= reading.local_date <= seen.today and reading.exposure in (CAFFEINE, ALCOHOL):
            amounts[reading.exposure, reading.local_date].append(reading.value)
    return {taken: fsum(values) for taken, values in amounts.items()}


def ear_click(seen: Seen) -> RedFlag | None:
    """N8. A clicking in the ear while there is twitching."""
    found = seen.noted(seen.settings.signs_days, "ear_click")
    twitch = seen.episodes(seen.settings.signs_days)
    return raised("N8_click", facts_of(found)) if found and twitch else None
