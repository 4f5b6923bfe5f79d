"""When a flag that was answered stays quiet: until its facts change."""

from __future__ import annotations

from tracker.red_flags.flag import Facts, RedFlag
from tracker.red_flags.settings import DEFAULTS, Settings
from tracker.reference.rules import Level

NEW_MATTERS = ("places", "areas", "sides", "signs", "medicines", "rules")


def stays_quiet(flag: RedFlag, answered: Facts, settings: Settings = DEFAULTS) -> bool:
    """Whether *I have booked an appointment* or *I have been seen* still holds, given the facts it was said about.

    A new place, a new sign, or a run that grew by two weeks speaks again. An emergency never stays quiet.
    """
    if flag.level is Level.EMERGENCY:
        return False
    grown = flag.facts.get("run_days", 0) - answered.get("run_days", 0)
    new = any(set(flag.facts.get(name, ())) - set(answered.get(name, ())) for name in NEW_MATTERS)
    return not new and grown < settings.again_days
