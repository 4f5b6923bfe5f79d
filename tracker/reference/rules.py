"""What a rule is, in readable data: how urgent, how worded, on what it rests, what it reads.

How a rule is worked out stands in `tracker.red_flags`, one function for each of these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tracker.reference.sources import SOURCES
from tracker.reference.words import gettext_noop as _

TODAY_OR_TOMORROW = 24
TWO_WEEKS = 14 * 24


class Level(StrEnum):
    """How urgent, the most urgent first."""

    EMERGENCY = "emergency"
    SOON = "soon"
    NEXT_VISIT = "next_visit"
    REASSURE = "reassure"


@dataclass(frozen=True)
class Rule:
    """One row of the table of rules.

    - `version` goes up when the rule may answer differently for the same diary.
    - `wording` are the sentences a rule can say, by the name under which a flag asks for them; `%(…)s` are its facts.
    - `when` is the exact condition in plain words, for the page about the rules.
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


ANSWERS = ("booked", "seen")
"""What a person can say of a rule that matched: *I have booked an appointment*, *I have been seen*."""

ADVICE: Mapping[tuple[Level, int | None], str] = {
    (Level.EMERGENCY, 0): _("Call %(number)s now."),
    (Level.SOON, TODAY_OR_TOMORROW): _("Please see a doctor today or tomorrow."),
    (Level.SOON, TWO_WEEKS): _("Please book an appointment with a doctor within two weeks."),
    (Level.NEXT_VISIT, None): _("Worth mentioning at your next visit."),
    (Level.REASSURE, None): _("See a doctor if it lasts, spreads, or comes with weakness or numbness."),
}
"""What to do, by level and hours."""

LEVEL_NAMES: Mapping[Level, str] = {
    Level.EMERGENCY: _("Get help now"),
    Level.SOON: _("See a doctor soon"),
    Level.NEXT_VISIT: _("Mention at your next visit"),
    Level.REASSURE: _("Good to know"),
}
"""The levels as a heading says them."""
