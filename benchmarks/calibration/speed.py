"""How long one look takes on one core, beside the quasi-Poisson regression of all exposures on the same diaries.

python -m benchmarks.calibration.speed --days 90 365 730 3650
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.core.analysis.triggers.grid import DayGrid

# One core, as promised; read by the libraries of linear algebra when they are imported.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"

EXPOSURES = 10
HEAD = "| days | one look, ms, median (fastest) | quasi-Poisson, ms | ratio of the medians |"


def diaries(days: int, many: int, seed: int) -> Iterator[DayGrid]:
    """Diaries of ten exposures, with and without planted effects in turn."""
    from benchmarks.calibration.worlds import WORLDS, simulate
    from tracker.core.analysis.triggers.grid import align

    found = 0
    for number in range(seed, seed + 50 * many):
        grid = align(simulate(WORLDS["log-linear"], days, found % 2 == 1, number).table)
        if len(grid.names) == EXPOSURES:
            found += 1
            yield grid
        if found == many:
            return


def row(days: int, many: int, seed: int) -> str:
    """One line of the table. The peer is timed right after ours, so that a busy machine is busy for both."""
    from benchmarks.calibration.answers import ours
    from benchmarks.calibration.peers import quasi_poisson

    times: dict[str, list[float]] = {"ours": [], "peer": []}
    for grid in diaries(days, many + 1, seed):
        for name, method in (("ours", ours), ("peer", quasi_poisson)):
            started = process_time()
            method(grid)
            times[name].append(1000 * (process_time() - started))
    mine, theirs = (of[1:] for of in times.values())  # The first diary only warms up.
    one, other = median(mine), median(theirs)
    return f"| {days} | {one:.0f} ({min(mine):.0f}) | {other:.0f} | {one / other:.1f} |"


def main() -> None:
    """Print a line for each length."""
    parser = ArgumentParser(prog="python -m benchmarks.calibration.speed", description=__doc__)
    parser.add_argument("--days", type=int, nargs="+", default=[90, 180, 365, 730, 1825, 3650])
    parser.add_argument("--diaries", type=int, default=20)
    parser.add_argument("--seed", type=int, default=400_000)
    options = parser.parse_args()
    sys.stdout.write(f"{HEAD}\n| --- | --- | --- | --- |\n")
    for days in options.days:
        sys.stdout.write(row(days, options.diaries, options.seed) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
