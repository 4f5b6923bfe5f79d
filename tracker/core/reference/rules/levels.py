"""What a rule is, in readable data: how urgent, how worded, on what it rests, what it reads.

How a rule is worked out stands in `tracker.core.red_flags`, one function for each of these.
"""

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
    """One row of the table of rules.

    - `level` is the most urgent it can have.
    - `version` goes up when the rule may answer differently for the same diary.
    - `wording` are the sentences a rule can say, by the name under which a flag asks for them; `%(…)s` are its facts.
    - `when` is the exact condition in plain words, for the page about the rules; `%(…)s` are numbers of the settings.
    - `reads` are the fields of the diary file that it looks at.
    - `pattern` says that it counts over days; such rules can be turned off for an installation.
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
        """What the rule rests on, by the names that may stand beside a message."""
        return tuple(SOURCES[source].name for source in self.sources)


SEEN_TO = ("booked", "seen")
"""*I have booked an appointment*, *I have been seen*."""

WORSE_YES, WORSE_NO = "worse_yes", "worse_no"
"""Answers to *Is it clearly worse than a month ago?*, which is asked when worsening first matches."""

ANSWERS = (*SEEN_TO, WORSE_YES, WORSE_NO)
"""What a person can say of a rule that matched."""

ADVICE: Mapping[tuple[Level, int | None], str] = {
    (Level.EMERGENCY, 0): "",
    (Level.SOON, TODAY_OR_TOMORROW): _("To be seen quickly, ring your doctor, or %(urgent)s."),
    (Level.SOON, TWO_WEEKS): _("Please book an appointment with a doctor within two weeks."),
    (Level.ROUTINE, None): _("Please book a routine appointment."),
    (Level.NEXT_VISIT, None): _("Worth mentioning at your next visit."),
    (Level.REASSURE, None): "",
}
"""What to do, by level and hours. Empty where the sentence of the rule says it already."""

LEVEL_NAMES: Mapping[tuple[Level, int | None], str] = {
    (Level.EMERGENCY, 0): _("Get help now"),
    (Level.SOON, TODAY_OR_TOMORROW): _("Today or tomorrow"),
    (Level.SOON, TWO_WEEKS): _("Within two weeks"),
    (Level.ROUTINE, None): _("When it suits you"),
    (Level.NEXT_VISIT, None): _("For your next visit"),
    (Level.REASSURE, None): _("Good to know"),
}
"""The levels as a heading says them, by level and hours."""


def level_name(level: Level, within_hours: int | None) -> str:
    """The heading of a level; of flags that an older version kept, that of the level alone."""
    fallback = next(name for (known, _hours), name in LEVEL_NAMES.items() if known is level)
    return LEVEL_NAMES.get((level, within_hours), fallback)
