"""The check-in of one local date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tracker.core.records.episode import Sign


@dataclass(frozen=True)
class Day:
    """A check-in. A date without a check-in and without an episode is unknown, not quiet.

    `impact` on daily life and `worry` are 0 to 10. `worse_than_month_ago` is True for *clearly worse*, False for
    *not clearly worse*. None means *not answered*.
    """

    id: UUID
    local_date: date
    no_twitch: bool = False
    signs: tuple[Sign, ...] = ()
    no_other_signs: bool = False
    impact: int | None = None
    worry: int | None = None
    worse_than_month_ago: bool | None = None
    note: str = ""
