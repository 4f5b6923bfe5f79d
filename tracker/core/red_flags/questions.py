"""What the diary should ask once, because a rule needs it and nothing in the diary says it. All of it is optional."""

from __future__ import annotations

from collections.abc import Collection

from tracker.core.records import Episode, Feel
from tracker.core.red_flags.context import RuleContext
from tracker.core.red_flags.flag import RedFlag
from tracker.core.red_flags.signs import EYELIDS

SINCE_AND_DOCTOR = frozenset(
    {"S2_persistent", "S2b_eyelid_3mo", "S13_more_places", "S15_not_suppressible", "S23_tongue", "N1_comes_and_goes"}
)
"""Rules that ask for less once it is known since when it twitches, and whether a doctor has looked."""


def questions(context: RuleContext, flags: Collection[RedFlag]) -> tuple[str, ...]:
    """Fields of the person that are worth asking for now, in the order in which to ask.

    - `twitching_since` and `seen_by_doctor`: on the first rule that needs them.
    - `eye_closes`: an eyelid twitches, and no episode of the last weeks says whether the eye closes.
    - `can_hold_back`: jerks or pulls, and none of them says it. Never asked of a flutter, which nobody can hold back.
    - `goes_on_in_sleep`: jerks or pulls of the face, and none of them says it.
    """
    person = context.diary.person
    asked = [name for name, wanted in _wanted(context, flags).items() if wanted and getattr(person, name) is None]
    return tuple(asked)


def _wanted(context: RuleContext, flags: Collection[RedFlag]) -> dict[str, bool]:
    recent = context.episodes(context.settings.signs_days)
    strong = [e for e in recent if e.feel in (Feel.JERK, Feel.PULL_AND_HOLD)]
    lids = [e for e in recent if any(place.region in EYELIDS for place in e.places)]
    needed = any(flag.rule in SINCE_AND_DOCTOR for flag in flags)
    return {
        "twitching_since": needed,
        "seen_by_doctor": needed,
        "eye_closes": _never_said(lids, "eye_closes"),
        "can_hold_back": _never_said(strong, "can_hold_back"),
        "goes_on_in_sleep": _never_said(strong, "in_sleep"),
    }


def _never_said(episodes: Collection[Episode], name: str) -> bool:
    return bool(episodes) and all(getattr(episode, name) is None for episode in episodes)
