"""Day tables answered one after the other, or several at once, for `manage.py find_triggers`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Any

from tracker.core.formats import FileRefusedError
from tracker.core.formats.csv import day_table
from tracker.core.records import DayTable
from tracker.core.reference.limits import DAY_TABLE_BYTES, MEGABYTE


@dataclass(frozen=True)
class Asked:
    """One file and how it is to be looked at: up to which day, whether by verdict days, and without which columns."""

    file: str
    last_day: date | None
    scheduled: bool
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True)
class Told:
    """What was found, ready for JSON; or, where the file was refused, None and every problem with its line."""

    file: str
    found: dict[str, Any] | None
    problems: tuple[str, ...] = ()

    def as_json(self) -> str:
        """The object on one line. Raises ValueError rather than writing what is no number."""
        return json.dumps(self.found, ensure_ascii=False, allow_nan=False)


def answer_all(asked: Iterable[Asked], jobs: int) -> Iterator[Told]:
    """DiaryAnalysis every file, in the order they were named, with so many processes."""
    # Small matrices are quickest on one core each; it has to be said before numpy is there.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    if jobs == 1:
        yield from map(answer_file, asked)
        return
    with get_context("spawn").Pool(jobs) as pool:
        yield from pool.imap(answer_file, asked)


def answer_file(asked: Asked) -> Told:
    """Read one file and look at it."""
    try:
        with Path(asked.file).open("rb") as opened:
            data = opened.read(DAY_TABLE_BYTES + 1)
        if len(data) > DAY_TABLE_BYTES:
            return Told(asked.file, None, (f"{asked.file} is larger than {DAY_TABLE_BYTES // MEGABYTE} MB",))
        return answer_table(day_table.read(data, asked.ignored), asked)
    except OSError as problem:
        return Told(asked.file, None, (f"{asked.file} cannot be read: {problem.strerror}",))
    except FileRefusedError as refused:
        places = (", ".join(filter(None, (asked.file, one.where))) for one in refused.problems)
        told = (f"{place}: {one.reason}" for place, one in zip(places, refused.problems, strict=True))
        return Told(asked.file, None, tuple(told))


def answer_table(table: DayTable, asked: Asked) -> Told:
    """Look at one table, up to the day that was asked for."""
    # numpy and scipy take a second to arrive; a file that is refused need not wait for them.
    from tracker.core.analysis.report import analyse
    from tracker.core.analysis.triggers.grid import align
    from tracker.core.reports.triggers.json_report import to_object

    grid = align(table)
    if asked.last_day is not None:
        if asked.last_day < grid.first_day:
            return Told(asked.file, None, (f"{asked.file} begins on {grid.first_day}, after {asked.last_day}",))
        grid = grid.through(asked.last_day)
    started = perf_counter()
    found = analyse(grid, asked.scheduled)
    return Told(asked.file, to_object(asked.file, found) | {"millis": round(1000 * (perf_counter() - started), 1)})
