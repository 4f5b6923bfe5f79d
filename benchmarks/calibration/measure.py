"""Analyse many simulated diaries and count false names, findings, coverage and time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from multiprocessing import get_context
from statistics import median
from time import process_time

import numpy as np

from benchmarks.calibration.answers import MethodOf
from benchmarks.calibration.score import Score, matched_power, power, power_by_size, score, share
from benchmarks.calibration.worlds import WORLDS, SimulatedDiary, simulate
from tracker.core.analysis.triggers.grid import DayGrid, align

DECOY = 0.3
"""An exposure without an effect that correlates more than this with one that has."""


@dataclass(frozen=True)
class Cell:
    """One row of the table: a method on the diaries of a world."""

    method: str
    world: str
    days: int
    null: tuple[Score, ...]
    planted: tuple[Score, ...]

    def columns(self) -> tuple[str, ...]:
        """The row as text."""
        planted = list(self.planted)
        everybody = [*self.null, *planted]
        return (
            self.method,
            self.world,
            str(self.days),
            str(share(one.false_name for one in self.null)),
            str(share(one.false_share for one in planted)),
            str(power(planted)),
            power_by_size(planted),
            str(matched_power(planted)),
            str(share(hit for one in planted for hit in one.right_lag)),
            str(share(one.decoy_named for one in planted)),
            str(share(hit for one in everybody for hit in one.covered_all)),
            str(share(hit for one in planted for hit in one.covered_planted)),
            str(share(hit for one in planted for hit in one.covered_printed)),
            str(share(low for one in self.null for low in one.low_p)),
            f"{median(one.milliseconds for one in everybody):.0f}",
        )


HEADER = (
    "method", "world", "days", "null: any false name %", "FDR %", "power %", "power at 1.2 / 1.5 / 2.0 %",
    "power at FDR 5 %", "right lag %", "a decoy named %", "coverage, all %", "coverage, planted %",
    "coverage, printed %", "null: p < 0.05 %", "ms",
)  # fmt: skip


def measure(method: str, world: str, days: int, diaries: int, seed: int, methods: dict[str, MethodOf]) -> Cell:
    """One cell: null diaries, and as many with planted effects."""
    null = tuple(one(methods[method], world, days, False, seed + n) for n in range(diaries))
    planted = tuple(one(methods[method], world, days, True, seed + n) for n in range(diaries))
    return Cell(method, world, days, null, planted)


def one(method: MethodOf, world: str, days: int, planted: bool, seed: int) -> Score:
    """One diary, answered and scored."""
    made = simulate(WORLDS[world], days, planted, seed)
    grid = align(made.table)
    started = process_time()
    answer = method(grid)
    return score(made, answer, decoys(grid, made), 1000 * (process_time() - started))


def decoys(grid: DayGrid, made: SimulatedDiary) -> frozenset[str]:
    """Exposures without an effect that move with one that has."""
    planted = {effect.exposure for effect in made.planted}
    return frozenset(
        min({a, b} - planted)
        for a, b in combinations(grid.names, 2)
        if len({a, b} & planted) == 1 and abs(_correlation(grid, a, b)) > DECOY
    )


def _correlation(grid: DayGrid, a: str, b: str) -> float:
    one, other = grid.values[:, grid.names.index(a)], grid.values[:, grid.names.index(b)]
    both = ~np.isnan(one) & ~np.isnan(other)
    if both.sum() < 3 or one[both].std() == 0 or other[both].std() == 0:
        return 0.0
    return float(np.corrcoef(one[both], other[both])[0, 1])


def table(cells: Iterable[Cell]) -> Iterator[str]:
    """The cells as a Markdown table, a line at a time."""
    yield "| " + " | ".join(HEADER) + " |"
    yield "|" + " --- |" * len(HEADER)
    for cell in cells:
        yield "| " + " | ".join(cell.columns()) + " |"


def in_parallel(tasks: list[tuple[str, str, int, int, int, dict[str, MethodOf]]], jobs: int) -> Iterator[Cell]:
    """Measure cells, each in its own process, in the order of the tasks."""
    if jobs == 1:
        yield from (measure(*task) for task in tasks)
        return
    with get_context("spawn").Pool(jobs) as pool:
        yield from pool.imap(_measure, tasks)


def _measure(task: tuple[str, str, int, int, int, dict[str, MethodOf]]) -> Cell:
    return measure(*task)
