"""Urgency levels, and the data of a rule. `tracker.core.red_flags` has the function that checks each rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tracker.core.reference.sources import SOURCES
from tracker.core.reference.words import gettext_noop as _

TODAY_OR_TOMORROW = 24
TWO_WEEKS = 14 * 24


class Level(StrEnum):
    """How urgent, the most urgent first."""

    EMERGENCY = "emergency"
    SOON = "soon"
    ROUTINE = "routine"
    NEXT_VISIT = "next_visit"
    REASSURE = "reassure"


ASKS_FOR_A_DOCTOR = (Level.EMERGENCY, Level.SOON, Level.ROUTINE)


@dataclass(frozen=True)
class Rule:
    """One red flag rule.

    - `level` is the highest level that it can reach.
    - `version` goes up when the result for the same diary can change.
    - `wording` has the sentences of the rule by key; `%(…)s` are facts of the flag.
    - `when` is the exact condition in plain words, for the page about the rules; `%(…)s` are thresholds.
    - `reads` are the fields of the diary file that the rule uses.
    - `pattern` marks rules about several days, which an installation can turn off.
    """

    id: str
    level: Level
    within_hours: int | None
    when: str
    wording: Mapping[str, str]
    sources: tuple[str, ...]
    reads: tuple[str, ...]
    pattern: bool = False
    version: int = 1

    def source_names(self) -> tuple[str, ...]:
        """Return the names of the sources, as shown next to a message."""
        return tuple(SOURCES[source].name for source in self.sources)


FOLLOW_UP_ANSWERS = ("booked", "seen")
"""*I have booked an appointment*, *I have been seen*."""

WORSE_YES, WORSE_NO = "worse_yes", "worse_no"
"""Answers to *Is it clearly worse than a month ago?*, which is asked when worsening first matches."""

ANSWERS = (*FOLLOW_UP_ANSWERS, WORSE_YES, WORSE_NO)
"""What a person can answer to a matched rule."""

ADVICE: Mapping[tuple[Level, int | None], str] = {
    (Level.EMERGENCY, 0): "",
    (Level.SOON, TODAY_OR_TOMORROW): _("To be seen quickly, ring your doctor, or %(urgent)s."),
    (Level.SOON, TWO_WEEKS): _("Please book an appointment with a doctor within two weeks."),
    (Level.ROUTINE, None): _("Please book a routine appointment."),
    (Level.NEXT_VISIT, None): _("Worth mentioning at your next visit."),
    (Level.REASSURE, None): "",
}
"""What to do, by level and hours. Empty if the wording of the rule already says it."""

LEVEL_NAMES: Mapping[tuple[Level, int | None], str] = {
    (Level.EMERGENCY, 0): _("Get help now"),
    (Level.SOON, TODAY_OR_TOMORROW): _("Today or tomorrow"),
    (Level.SOON, TWO_WEEKS): _("Within two weeks"),
    (Level.ROUTINE, None): _("When it suits you"),
    (Level.NEXT_VISIT, None): _("For your next visit"),
    (Level.REASSURE, None): _("Good to know"),
}
"""Headings by level and hours."""


def level_name(level: Level, within_hours: int | None) -> str:
    """Return the heading. Flags of older versions can have hours without a heading; they get that of the level."""
    fallback = next(name for (known, _hours), name in LEVEL_NAMES.items() if known is level)
    return LEVEL_NAMES.get((level, within_hours), fallback)
