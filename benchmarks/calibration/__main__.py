"""Print the false-positive rate, power and coverage of the trigger analysis and its peers on simulated diaries.

python -m benchmarks.calibration --diaries 300 --days 90 180 365
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

# One thread per process: otherwise the linear algebra libraries compete for the same cores.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(name, "1")


def parse_options() -> Namespace:
    """Parse the command line."""
    from benchmarks.calibration.peers import METHODS
    from benchmarks.calibration.worlds import WORLDS

    parser = ArgumentParser(prog="python -m benchmarks.calibration", description=__doc__)
    parser.add_argument("--days", type=int, nargs="+", default=[90, 180, 365])
    parser.add_argument("--diaries", type=int, default=300, help="null and planted diaries of each cell")
    parser.add_argument("--worlds", nargs="+", choices=WORLDS, help="all; with --over-time, four")
    parser.add_argument("--methods", nargs="+", choices=METHODS, default=["ours"])
    parser.add_argument("--seed", type=int, default=1_000_000)
    parser.add_argument("--over-time", action="store_true", help="a year of looks instead of single looks")
    parser.add_argument("--rises", action="store_true", help="only the notice of a rise")
    parser.add_argument("--jobs", type=int, default=1)
    return parser.parse_args()


def lines(options: Namespace) -> Iterator[str]:
    """The rows of the requested table."""
    from benchmarks.calibration import measure, over_time
    from benchmarks.calibration.peers import METHODS
    from benchmarks.calibration.worlds import WORLDS

    if options.over_time:
        worlds = options.worlds or over_time.WORLDS_OF_YEARS
        return over_time.table(over_time.rows(options.diaries, options.seed, worlds))
    if options.rises:
        return over_time.table(over_time.rises(range(options.seed, options.seed + options.diaries)))
    tasks = [
        (method, world, days, options.diaries, options.seed, METHODS)
        for days in options.days
        for world in options.worlds or WORLDS
        for method in options.methods
    ]
    return measure.table(measure.in_parallel(tasks, options.jobs))


def main() -> None:
    """Print each row as soon as it is measured."""
    for line in lines(parse_options()):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
