"""Another app's file and one person's diary: one reading for preview and import, by page and by command."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import IO
from uuid import UUID, uuid5

import msgspec

from tracker import diary
from tracker.core import records
from tracker.core.formats.imports import (
    Chosen,
    Collected,
    ImportContext,
    Options,
    choose,
    open_packages,
    read_packages,
)
from tracker.core.formats.imports.mapping import Mapping
from tracker.core.formats.imports.package import Limits
from tracker.core.formats.imports.read import read_mapped
from tracker.core.formats.imports.table import Table
from tracker.core.formats.imports.values import Candidate
from tracker.core.merging import ExposureDay, ImportPlan
from tracker.core.reference.limits import FUTURE_SLACK
from tracker.diary.codecs import UnreadableError
from tracker.models import User

IMPORTED = UUID("7c1f1c9e-4d0f-5b0e-9f0b-9a2f6c5a1d10")
"""Namespace of the ids of imported entries: the same value of the same file always gets the same id."""

FORMAT_CHARS, SEVERAL = 40, "several"
WEEKS = 52
COMPRESSION = 1


@dataclass(frozen=True)
class ReadFile:
    """A file that was read. A table of no known app keeps its rows, so that its columns can be changed."""

    collected: Collected
    table: Table | None = None
    mapping: Mapping | None = None
    rest: tuple[Collected, ...] = ()


@dataclass(frozen=True)
class WaitingImport:
    """A batch that a job will save. `take_theirs`: its values replace the person's own."""

    batch: diary.ImportBatch
    take_theirs: bool


_CODEC, _WAITING = diary.json_of(ReadFile), diary.json_of(WaitingImport)


@dataclass(frozen=True)
class Effect:
    """What an import would do with one exposure: days found, new days, and the days of the last weeks with a value."""

    exposure: str
    found: int
    new: int
    weeks: tuple[int, ...]
    examples: tuple[tuple[Candidate, ...], ...]


@dataclass(frozen=True)
class Preview:
    """All that a person sees before *Import*. `doses` are those that are new."""

    chosen: Chosen
    plan: ImportPlan
    effects: tuple[Effect, ...]
    first: date | None
    last: date | None
    doses: int = 0


def context_of(user: User, now: datetime) -> ImportContext:
    """The person's zones and day, and the latest instant that is no future."""
    return ImportContext(now + FUTURE_SLACK, user.time_zone, user.day_starts_at, diary.zones_by_day(user))


def read_file(
    user: User,
    source: Path | IO[bytes],
    name: str,
    now: datetime,
    limits: Limits | None = None,
    mapping: Mapping | None = None,
    began: Callable[[int], None] = lambda size: None,
) -> ReadFile:
    """Read one export; see `read_files`."""
    return read_files(user, [(source, name)], now, limits, mapping, began)


def read_files(
    user: User,
    sources: Iterable[tuple[Path | IO[bytes], str]],
    now: datetime,
    limits: Limits | None = None,
    mapping: Mapping | None = None,
    began: Callable[[int], None] = lambda size: None,
    days: set[date] | None = None,
) -> ReadFile:
    """Read exports, each with its name, as one. Raises FileRefusedError.

    `mapping` counts before one that was remembered for this table. `began` is called with the number of bytes to
    read, `days` is filled with the dates found so far.
    """

    def mapping_of(table: Table) -> Mapping | None:
        return mapping or remembered_mapping(user, table)

    with open_packages(sources, limits) as packages:
        began(sum(one.size for one in packages))
        found = read_packages(packages, context_of(user, now), mapping_of, _own_names(user), days)
    return ReadFile(found.collected, found.table, found.mapping, found.rest)


def _own_names(user: User) -> dict[str, str]:
    """The keys of the person's own exposures by name, so that a column with this name is proposed for it."""
    rows = user.exposures.values_list("name", "key")
    return {name.casefold(): key for name, key in rows if key.startswith(("own_", "csv_"))}


def remembered_mapping(user: User, table: Table) -> Mapping | None:
    """The mapping that the person chose for a table with this header, if any."""
    try:
        found = msgspec.convert(diary.table_mapping(user, table.shape), Mapping | None)
    except msgspec.ValidationError:
        return None
    is_of_table = found is not None and tuple(one.name for one in found.columns) == table.header
    return found if is_of_table else None


def with_mapping(user: User, read: ReadFile, mapping: Mapping, now: datetime) -> ReadFile:
    """Read the rows of a table once more, as the person says now."""
    if read.table is None:
        return read
    return replace(read, collected=read_mapped(read.table, mapping, context_of(user, now), read.rest), mapping=mapping)


def encode(read: ReadFile) -> bytes:
    """The bytes in which a preview waits."""
    return zlib.compress(_CODEC.encode(read), COMPRESSION)


def decode(content: bytes) -> ReadFile | None:
    """Read what `encode` wrote, None if another version wrote it."""
    try:
        found: ReadFile = _CODEC.decode(zlib.decompress(content))
    except (UnreadableError, zlib.error):
        return None
    return found


def preview(user: User, read: ReadFile, options: Options, today: date, *, take_theirs: bool) -> Preview:
    """What would happen. Writes nothing."""
    chosen = choose(read.collected, options)
    readings = readings_of(read.collected, chosen)
    plan = diary.planned_import(user, readings, _take(readings, take_theirs=take_theirs))
    medicines, doses = doses_of(user, read.collected, chosen)
    moments = [one.at for one in read.collected.attacks] + [one.at for one in chosen.doses]
    days = sorted({one.day for one in chosen.values} | {at.date() for at in moments})
    effects = tuple(_effects(chosen, plan, today))
    new = len(diary.new_doses(user, medicines, doses))
    return Preview(chosen, plan, effects, days[0] if days else None, days[-1] if days else None, new)


def batch_of(user: User, read: ReadFile, options: Options, client_id: UUID, file_name: str) -> diary.ImportBatch:
    """The batch that *Import* saves."""
    collected = read.collected
    chosen = choose(collected, options)
    exposures = tuple(
        records.Exposure(
            uuid5(IMPORTED, one.key), one.key, one.name, one.unit, one.summary, tracked=False,
            kind=records.ExposureKind.YES_NO if one.is_yes_no else records.ExposureKind.AMOUNT,
        )
        for one in collected.exposures
    )  # fmt: skip
    readings, episodes = readings_of(collected, chosen), _episodes(user, collected)
    medicines, doses = doses_of(user, collected, chosen)
    return diary.ImportBatch(client_id, _format(collected), file_name, readings, exposures, episodes, medicines, doses)


def encode_batch(batch: diary.ImportBatch, *, take_theirs: bool) -> bytes:
    """The bytes in which a batch waits for its job."""
    return _WAITING.encode(WaitingImport(batch, take_theirs))


def decode_batch(content: bytes) -> WaitingImport:
    """Read what `encode_batch` wrote. Raises UnreadableError if another version wrote it."""
    waiting: WaitingImport = _WAITING.decode(content)
    return waiting


def _format(collected: Collected) -> str:
    """The format that is stored with an import: of several, all of them if there is room."""
    return collected.format if len(collected.format) <= FORMAT_CHARS else SEVERAL


def take_of(batch: diary.ImportBatch, *, take_theirs: bool) -> Collection[ExposureDay]:
    """The exposures and dates on which the file's values replace the person's own."""
    return _take(batch.readings, take_theirs=take_theirs)


def _take(readings: Collection[records.Reading], *, take_theirs: bool) -> Collection[ExposureDay]:
    return {(one.exposure, one.local_date) for one in readings} if take_theirs else ()


def readings_of(collected: Collected, chosen: Chosen) -> tuple[records.Reading, ...]:
    """The values as readings of the diary."""
    return tuple(
        records.Reading(
            uuid5(IMPORTED, f"{source}|{one.external_id}"), one.exposure, one.day, one.value, one.at,
            one.zone if one.at else "", one.item, source, one.external_id[:200],
        )
        for one in chosen.values
        for source in (collected.source_of(one)[:40],)
    )  # fmt: skip


def doses_of(
    user: User, collected: Collected, chosen: Chosen
) -> tuple[tuple[records.Medicine, ...], tuple[records.Dose, ...]]:
    """The medicines of a file, each taken when needed as far as the file says, and their doses."""
    ids = {one.source_key: uuid5(IMPORTED, f"medicine|{one.medicine.casefold()}") for one in chosen.doses}
    names = {ids[one.source_key]: one.medicine for one in reversed(chosen.doses)}
    medicines = tuple(records.Medicine(key, name, as_needed=True) for key, name in names.items())
    doses = tuple(
        records.Dose(
            uuid5(IMPORTED, f"{collected.source_of(one)}|{one.external_id}"), ids[one.source_key], one.at, one.zone,
            records.local_day(one.at, one.zone, user.day_starts_at), one.amount,
        )
        for one in chosen.doses
    )  # fmt: skip
    return medicines, doses


def _episodes(user: User, collected: Collected) -> tuple[records.Episode, ...]:
    """The attacks of a list as episodes of twitching, which the person has said they are."""
    return tuple(
        records.Episode(
            uuid5(IMPORTED, f"{collected.source_of(one)}|{one.external_id}"), one.at, one.zone,
            records.local_day(one.at, one.zone, user.day_starts_at),
            None if one.until is None else int((one.until - one.at).total_seconds()), strength=one.strength,
        )
        for one in collected.attacks
        if one.until is None or (one.until - one.at) <= timedelta(days=7)
    )  # fmt: skip


def _effects(chosen: Chosen, plan: ImportPlan, today: date) -> list[Effect]:
    by_day: defaultdict[str, defaultdict[date, list[Candidate]]] = defaultdict(lambda: defaultdict(list))
    for one in chosen.values:
        by_day[one.exposure][one.day].append(one)
    new: defaultdict[str, set[date]] = defaultdict(set)
    for reading in plan.added:
        new[reading.exposure].add(reading.local_date)
    return [
        Effect(key, len(days), len(new[key]), _weeks(days, today), tuple(tuple(days[day]) for day in _examples(days)))
        for key, days in sorted(by_day.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    ]


def _examples(days: Collection[date]) -> list[date]:
    """Three days to show: the newest, one of the middle, the oldest."""
    ordered = sorted(days, reverse=True)
    return list(dict.fromkeys((ordered[0], ordered[len(ordered) // 2], ordered[-1])))


def _weeks(days: Collection[date], today: date) -> tuple[int, ...]:
    """How many days of each of the last weeks have a value, the oldest week first."""
    counts = [0] * WEEKS
    for day in days:
        week = (today - day).days // 7
        if 0 <= week < WEEKS:
            counts[WEEKS - 1 - week] += 1
    return tuple(counts)
