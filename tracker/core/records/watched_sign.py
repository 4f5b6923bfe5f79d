"""A rule that matched, as the person was shown it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class WatchedSign:
    """What a rule said, from the day it was first shown to the last, and what the person answered.

    `level` and `within_hours` are how urgent it is, `says` names the sentences of the rule that apply. `answer` is
    empty until there is one; `answered_facts` and `answered_level` are what it was said about. `is_over` once the
    rule no longer matches.
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
