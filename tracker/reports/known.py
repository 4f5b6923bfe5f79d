"""What a summary is told beside the entries of its period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from tracker.records import Diary
from tracker.red_flags import RedFlag

if TYPE_CHECKING:
    from tracker.analysis.verdicts import Verdict


@dataclass(frozen=True)
class Known:
    """`flags` are what the rules say today of the whole diary, `first_shown` since when the person knows, by rule.

    `whole` is everything logged up to today, for what came before the period; without it there is the period alone.
    `verdict` is what the trigger analysis last said of the whole diary; None when it has not said anything yet.
    `asked` are questions for the visit that are written down nowhere else.
    """

    flags: tuple[RedFlag, ...] = ()
    first_shown: Mapping[str, date] = field(default_factory=dict)
    whole: Diary | None = None
    verdict: Verdict | None = None
    asked: tuple[str, ...] = ()
