"""A medicine the person takes or took."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class Medicine:
    """`suspected` is the person's own thought that it has to do with the twitch, not a finding.

    None as a date means *not said*: for `stopped`, that it is still taken.
    """

    id: UUID
    name: str
    started: date | None = None
    dose_raised: date | None = None
    stopped: date | None = None
    suspected: bool = False
    note: str = ""
