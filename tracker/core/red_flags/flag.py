"""Red flags: the result of a rule that matched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tracker.core.reference.rules.levels import Level
from tracker.core.reference.rules.mention import RULES

Facts = Mapping[str, Any]
"""What matched, ready for JSON: dates as text, places like `nose_side:left`, numbers, and lists of these."""


@dataclass(frozen=True)
class RedFlag:
    """A rule that matched. `says` names the applicable sentences of the rule, in order."""

    rule: str
    version: int
    level: Level
    within_hours: int | None
    facts: Facts
    says: tuple[str, ...]


LEVELS = tuple(Level)


def urgency(level: Level, within_hours: int | None) -> tuple[int, int]:
    """Return a sort key: the most urgent level first, then fewer hours."""
    return LEVELS.index(level), within_hours or 0


def raise_flag(
    rule_id: str,
    facts: Facts,
    *says: str,
    level: Level | None = None,
    within_hours: int | None = None,
) -> RedFlag:
    """Make the flag of a rule. Level and hours are those of the rule unless given."""
    rule = RULES[rule_id]
    hours = rule.within_hours if within_hours is None else within_hours
    urgency = level or rule.level
    hours = hours if urgency in (Level.EMERGENCY, Level.SOON) else None
    return RedFlag(rule_id, rule.version, urgency, hours, facts, says or ("says",))
