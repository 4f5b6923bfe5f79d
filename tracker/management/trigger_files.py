"""Trigger analysis of day tables, in one or several processes, for `manage.py find_triggers`."""

from __future__ import annotations

import json
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
from tracker.management.blas_threads import limit_blas_threads


@dataclass(frozen=True)
class AnalysisTask:
    """One file to analyse: up to which day, by schedule or once, without which columns, with a lean or not."""

    file: str
    last_day: date | None
    scheduled: bool
    ignored: tuple[str, ...] = ()
    lean: bool = True


@dataclass(frozen=True)
class AnalysisResult:
    """What was found, ready for JSON; or None and all problems, if the file was refused."""

    file: str
    found: dict[str, Any] | None
    problems: tuple[str, ...] = ()

    def as_json(self) -> str:
        """The object on one line. Raises ValueError for NaN and infinity."""
        return json.dumps(self.found, ensure_ascii=False, allow_nan=False)


def analyse_all(tasks: Iterable[AnalysisTask], jobs: int) -> Iterator[AnalysisResult]:
    """Analyse every file, in the given order, with `jobs` processes."""
    limit_blas_threads()
    if jobs == 1:
        yield from map(analyse_file, tasks)
        return
    with get_context("spawn").Pool(jobs) as pool:
        yield from pool.imap(analyse_file, tasks)


def analyse_file(task: AnalysisTask) -> AnalysisResult:
    """Read one file and analyse it."""
    try:
        with Path(task.file).open("rb") as opened:
            data = opened.read(DAY_TABLE_BYTES + 1)
        if len(data) > DAY_TABLE_BYTES:
            return AnalysisResult(task.file, None, (f"{task.file} is larger than {DAY_TABLE_BYTES // MEGABYTE} MB",))
        return analyse_table(day_table.read(data, task.ignored), task)
    except OSError as problem:
        return AnalysisResult(task.file, None, (f"{task.file} cannot be read: {problem.strerror}",))
    except FileRefusedError as refused:
        places = (", ".join(filter(None, (task.file, one.where))) for one in refused.problems)
        problems = (f"{place}: {one.reason}" for place, one in zip(places, refused.problems, strict=True))
        return AnalysisResult(task.file, None, tuple(problems))


def analyse_table(table: DayTable, task: AnalysisTask) -> AnalysisResult:
    """Analyse one table up to the requested day."""
    # Importing numpy and scipy takes a second, which a refused file saves.
    from tracker.core.analysis.report import analyse
    from tracker.core.analysis.triggers.grid import align
    from tracker.core.reports.triggers.json_report import to_object

    grid = align(table)
    if task.last_day is not None:
        if task.last_day < grid.first_day:
            return AnalysisResult(task.file, None, (f"{task.file} begins on {grid.first_day}, after {task.last_day}",))
        grid = grid.through(task.last_day)
    started = perf_counter()
    found = analyse(grid, task.scheduled, task.lean)
    return AnalysisResult(
        task.file, to_object(task.file, found) | {"millis": round(1000 * (perf_counter() - started), 1)}
    )
