"""What the readers of other apps' files produce, and what becomes of it before the person has chosen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum

from tracker.core.records import Summary


class Rank(IntEnum):
    """How well a source knows a value. On one date the lowest rank wins."""

    BEST = 0
    """Sleep with stages, or a day's total without doubles."""
    PLAIN = 1
    BY_HAND = 2
    IN_BED = 3
    """Time in bed, which is not sleep."""


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a value: the file within the export, and its line (0 if it has none)."""

    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Value:
    """One value with its instant (UTC), or with its date where no clock time is known.

    `until` is the end of what lasts. `source` is the device or app, `external_id` the maker's own id of the value.
    Values `on_request` are left out unless the person ticks their source.
    """

    exposure: str
    value: float
    source: str = ""
    at: datetime | None = None
    until: datetime | None = None
    zone: str = ""
    day: date | None = None
    external_id: str = ""
    item: str = ""
    rank: Rank = Rank.BEST
    on_request: bool = False
    where: Where = Where()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time that counts by its length, such as a workout. Overlapping ones of a source count once."""

    exposure: str
    start: datetime
    end: datetime
    zone: str
    source: str = ""
    on_request: bool = False
    where: Where = Where()


@dataclass(frozen=True, slots=True)
class Sleep:
    """A sleep, or a piece of one, from `start` to `end` (UTC).

    `asleep_s` is the time asleep that the maker computed; None for a piece, of which it is the length. `day` is the
    date that the maker files it under, `is_nap` what the maker calls it.
    """

    start: datetime
    end: datetime
    zone: str
    source: str = ""
    rank: Rank = Rank.PLAIN
    asleep_s: float | None = None
    day: date | None = None
    is_nap: bool = False
    on_request: bool = False
    where: Where = Where()


@dataclass(frozen=True, slots=True)
class Attack:
    """An episode in a list of attacks. `at` is in UTC, `strength` 0 to 10."""

    at: datetime
    zone: str
    until: datetime | None = None
    strength: int | None = None
    note: str = ""
    external_id: str = ""
    where: Where = Where()
    origin: str = ""


@dataclass(frozen=True, slots=True)
class DoseTaken:
    """A dose of a medicine. `at` is in UTC, `amount` in the words of the file."""

    medicine: str
    at: datetime
    zone: str
    amount: str = ""
    external_id: str = ""
    on_request: bool = False
    where: Where = Where()
    origin: str = ""

    @property
    def source_key(self) -> str:
        """The name of the tick of its medicine."""
        return f"dose|{self.medicine.casefold()}|{'on request' if self.on_request else ''}"


@dataclass(frozen=True, slots=True)
class NamedMood:
    """A mood that the file has as a name only. `at` is in UTC. The person can give the name a number."""

    name: str
    at: datetime
    zone: str
    source: str = ""
    where: Where = Where()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A value that is not taken: the reason as a message with its values, and where it stands."""

    reason: str
    values: Mapping[str, str | int | float] = field(default_factory=dict)
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Unused:
    """A kind of data that Levator has no use for, and how much of it there was."""

    kind: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class EndsEarly:
    """The file is cut off or damaged here; what was whole before it was read."""

    where: Where


@dataclass(frozen=True, slots=True)
class CutOff:
    """A zip that was cut off: how many of its files are whole, and the name of the one that ends early."""

    whole: int
    last: str


@dataclass(frozen=True, slots=True)
class NewExposure:
    """An exposure of the person's own that a file needs. It is made with the import."""

    key: str
    name: str
    unit: str
    summary: Summary
    is_yes_no: bool = False


Item = Value | Span | Sleep | Attack | DoseTaken | NamedMood | LeftOut | Unused | EndsEarly | NewExposure


@dataclass(frozen=True)
class ImportContext:
    """What a reader must know: the person's zone and day, and the latest instant that is no future.

    `moves` are zones in which the person lived, each with its first day, in order, if the diary knows of several. The
    zone before the first one is that of the first one.
    """

    latest: datetime
    zone: str = "UTC"
    day_starts_at: int = 0
    moves: tuple[tuple[date, str], ...] = ()

    def zone_on(self, day: date) -> str:
        """Return the zone in which the person was on a date, for times of which the file does not say it."""
        if not self.moves:
            return self.zone
        return self.moves[max(0, bisect_right(self.moves, day, key=lambda move: move[0]) - 1)][1]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One value of one exposure on one date from one source, as it could be saved.

    `spans` are the sleeps that make up a night, `count` the number of values that were summed up. `origin` is the
    `source` of its reading, where the files are of more than one format.
    """

    exposure: str
    day: date
    value: float
    source: str = ""
    at: datetime | None = None
    zone: str = ""
    item: str = ""
    external_id: str = ""
    rank: Rank = Rank.BEST
    on_request: bool = False
    is_nap: bool = False
    spans: tuple[tuple[datetime, datetime], ...] = ()
    count: int = 1
    file: str = ""
    line: int = 0
    origin: str = ""

    @property
    def source_key(self) -> str:
        """The name of the tick of its source: time in bed and values on request have their own."""
        kind = "in bed" if self.rank == Rank.IN_BED else "on request" if self.on_request else ""
        return "|".join((self.exposure, self.source, kind))


@dataclass(frozen=True, slots=True)
class NamedMoodDay:
    """How often a mood without a number was noted on one date, and where first. `origin` is that of `Candidate`."""

    name: str
    day: date
    source: str = ""
    count: int = 1
    file: str = ""
    line: int = 0
    origin: str = ""


@dataclass(frozen=True, slots=True)
class LeftOutGroup:
    """Values that are left out for the same reason: how many, and the first of them."""

    reason: str
    count: int
    examples: tuple[LeftOut, ...]


@dataclass(frozen=True)
class Collected:
    """All that a file says, reduced to days, before the person chooses. This is what waits for the preview.

    `named_moods` wait for numbers: `moods.with_numbers` makes values of them, or says that they are left out.
    """

    format: str
    candidates: tuple[Candidate, ...] = ()
    attacks: tuple[Attack, ...] = ()
    left_out: tuple[LeftOutGroup, ...] = ()
    unused: Mapping[str, int] = field(default_factory=dict)
    exposures: tuple[NewExposure, ...] = ()
    ends_early: Where | None = None
    shape: str = ""
    doses: tuple[DoseTaken, ...] = ()
    cut: CutOff | None = None
    named_moods: tuple[NamedMoodDay, ...] = ()

    @property
    def source(self) -> str:
        """The `source` of its readings in the diary. Tables of another shape are another source."""
        return f"{self.format}:{self.shape}" if self.shape else self.format

    def source_of(self, one: Candidate | Attack | DoseTaken) -> str:
        """The `source` of one value."""
        return one.origin or self.source
