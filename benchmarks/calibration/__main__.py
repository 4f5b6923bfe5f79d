"""Measure how often the trigger analysis cries wolf, beside its peers, and print the table.

python -m benchmarks.calibration --diaries 300 --days 90 180 365
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

# One core for each process, else the libraries of linear algebra fight over all of them.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(name, "1")


def asked() -> Namespace:
    """What the command line asks for."""
    from benchmarks.calibration.peers import METHODS
    from benchmarks.calibration.worlds import WORLDS

    parser = ArgumentParser(prog="python -m benchmarks.calibration", description=__doc__)
    parser.add_argument("--days", type=int, nargs="+", default=[90, 180, 365])
    parser.add_argument("--diaries", type=int, default=300, help="null and planted diaries of each cell")
    parser.add_argument("--worlds", nargs="+", choices=WORLDS, default=list(WORLDS))
    parser.add_argument("--methods", nargs="+", choices=METHODS, default=["ours"])
    parser.add_argument("--seed", type=int, default=1_000_000)
    parser.add_argument("--over-time", action="store_true", help="a year of looks instead of single looks")
    parser.add_argument("--jobs", type=int, default=1)
    return parser.parse_args()


def lines(wish: Namespace) -> Iterator[str]:
    """The table that was asked for."""
    from benchmarks.calibration import measure, over_time
    from benchmarks.calibration.peers import METHODS

    if wish.over_time:
        return over_time.table(wish.diaries, wish.seed)
    tasks = [
        (method, world, days, wish.diaries, wish.seed, METHODS)
        for days in wish.days
        for world in wish.worlds
        for method in wish.methods
    ]
    return measure.table(measure.in_parallel(tasks, wish.jobs))


def main() -> None:
    """Print the table, a line as soon as it is known."""
    for line in lines(asked()):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
