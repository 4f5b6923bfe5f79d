"""What a rule answers with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tracker.core.reference.rules.levels import Level
from tracker.core.reference.rules.mention import RULES

Facts = Mapping[str, Any]
"""What matched, ready for JSON: dates as text, places as `nose_side:left`, numbers, and lists of these."""


@dataclass(frozen=True)
class RedFlag:
    """One rule that matched. `says` names the sentences of the rule that apply, in order."""

    rule: str
    version: int
    level: Level
    within_hours: int | None
    facts: Facts
    says: tuple[str, ...]


LEVELS = tuple(Level)


def urgency(level: Level, within_hours: int | None) -> tuple[int, int]:
    """For sorting: the most urgent first, and of one level what has fewer hours."""
    return LEVELS.index(level), within_hours or 0


def raise_flag(
    rule_id: str,
    facts: Facts,
    *says: str,
    level: Level | None = None,
    within_hours: int | None = None,
) -> RedFlag:
    """The flag of a rule, as urgent as the rule says unless something else is asked for."""
    rule = RULES[rule_id]
    hours = rule.within_hours if within_hours is None else within_hours
    urgency = level or rule.level
    hours = hours if urgency in (Level.EMERGENCY, Level.SOON) else None
    return RedFlag(rule_id, rule.version, urgency, hours, facts, says or ("says",))
