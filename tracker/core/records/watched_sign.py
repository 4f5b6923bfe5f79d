"""A rule that matched, as it was shown to the person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class WatchedSign:
    """A matching rule with the days it was first and last shown, and the person's answer.

    `level` and `within_hours` are its urgency, `says` names the applicable sentences. `answer` is empty until there
    is one; `answered_facts` and `answered_level` are what it refers to. `is_over` once the rule no longer matches.
    """

    rule: str
    version: int
    level: str
    within_hours: int | None
    facts: Mapping[str, Any]
    says: tuple[str, ...]
    first_shown: date
    last_shown: date
    answer: str = ""
    answered_on: date | None = None
    answered_facts: Mapping[str, Any] = field(default_factory=dict)
    answered_level: str = ""
    is_over: bool = False
