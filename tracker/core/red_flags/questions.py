"""Choose the optional questions that are asked once, because a rule needs the answer."""

from __future__ import annotations

from collections.abc import Collection

from tracker.core.records import Episode, Feel
from tracker.core.red_flags.context import RuleContext
from tracker.core.red_flags.flag import RedFlag
from tracker.core.red_flags.signs import EYELIDS

SINCE_AND_DOCTOR = frozenset(
    {"S2_persistent", "S2b_eyelid_3mo", "S13_more_places", "S15_not_suppressible", "S23_tongue", "N1_comes_and_goes"}
)
"""Rules that become less urgent once it is known since when it twitches and whether a doctor has looked."""


def questions(context: RuleContext, flags: Collection[RedFlag]) -> tuple[str, ...]:
    """Return the fields of the person that are worth asking for, in order.

    - `twitching_since` and `seen_by_doctor`: on the first rule that needs them.
    - `eye_closes`: an eyelid twitches, and no episode of the last weeks answers it.
    - `can_hold_back`: jerks or pulls, and none of them answers it. Not for flutters, which nobody can hold back.
    - `goes_on_in_sleep`: jerks or pulls, and none of them answers it.
    """
    person = context.diary.person
    needed = [name for name, is_needed in _needed(context, flags).items() if is_needed]
    return tuple(name for name in needed if getattr(person, name) is None)


def _needed(context: RuleContext, flags: Collection[RedFlag]) -> dict[str, bool]:
    recent = context.episodes(context.settings.signs_days)
    strong = [e for e in recent if e.feel in (Feel.JERK, Feel.PULL_AND_HOLD)]
    lids = [e for e in recent if any(place.region in EYELIDS for place in e.places)]
    since_and_doctor = any(flag.rule in SINCE_AND_DOCTOR for flag in flags)
    return {
        "twitching_since": since_and_doctor,
        "seen_by_doctor": since_and_doctor,
        "eye_closes": _unanswered(lids, "eye_closes"),
        "can_hold_back": _unanswered(strong, "can_hold_back"),
        "goes_on_in_sleep": _unanswered(strong, "in_sleep"),
    }


def _unanswered(episodes: Collection[Episode], name: str) -> bool:
    return bool(episodes) and all(getattr(episode, name) is None for episode in episodes)
