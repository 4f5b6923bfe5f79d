"""False-positive rate and power of the analysis of the hours after an intake.

python -m benchmarks.calibration.hours_null --diaries 200 --days 90 180 365
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import replace
from math import log, sqrt

from benchmarks.calibration.hour_worlds import HOUR_WORLDS, HourWorld, simulate_hours
from tracker.core.analysis.hourly.case_crossover import CrossoverResult, analyse_hours
from tracker.core.analysis.hourly.schedule import FIRST_DAYS, LEVEL
from tracker.core.analysis.hourly.timeline import A_DAY, Timeline

PLANTED = "caffeine_mg"
HEAD = (
    "| world | logged days | ratio | looked at % | any false name % | found % | first window % "
    "| coverage of 95 % intervals % | of those printed % |"
)


def row(world: HourWorld, days: int, ratio: float, diaries: int, seed: int) -> str:
    """One cell of the table: diaries with the same ratio planted."""
    answers = [analyse_hours(simulate_hours(world, days, ratio, seed + n)) for n in range(diaries)]
    false = [any(one.named and (ratio == 1 or one.exposure != PLANTED) for one in found) for found in answers]
    coffee = [one for found in answers for one in found if one.exposure == PLANTED]
    named = [one.named for one in coffee if one.named and ratio != 1]
    cells = [
        world.name,
        f"{days}",
        f"{ratio:g}",
        share([bool(one.windows) for found in answers for one in found]),
        share(false),
        share([one.named is not None for one in coffee]) if ratio != 1 else "–",
        share([window.first == 0 for window in named]),
        share([covers for found in answers for one in found for covers in covered(one, ratio)]),
        share([window.ratio.low <= ratio <= window.ratio.high for window in named if window.first == 0]),
    ]
    return "| " + " | ".join(cells) + " |"


def a_year(world: HourWorld, diaries: int, seed: int) -> str:
    """How many quiet years have a false name on any of their verdict days."""
    years = [simulate_hours(world, FIRST_DAYS[-1], 1, seed + n) for n in range(diaries)]
    ever = [any(one.named for days in FIRST_DAYS for one in _look(year, days)) for year in years]
    return f"| {world.name} | {share(ever)} | {diaries} |"


def _look(year: Timeline, days: int) -> tuple[CrossoverResult, ...]:
    logged = year.logged[:days]
    onsets = year.onsets[year.onsets < (logged[-1] + 1) * A_DAY]
    known = replace(year, logged=logged, onsets=onsets, known=dict.fromkeys(year.intakes, logged))
    return analyse_hours(known, LEVEL)


def covered(one: CrossoverResult, ratio: float) -> Iterator[bool]:
    """Whether each 95 % interval of an exposure holds what is true."""
    for window in one.windows:
        true = log(ratio) if one.exposure == PLANTED and window.first == 0 else 0.0
        yield log(window.ratio.low) <= true <= log(window.ratio.high)


def share(held: list[bool]) -> str:
    """A percentage and its standard error."""
    if not held:
        return "–"
    part = sum(held) / len(held)
    return f"{100 * part:.1f} ± {100 * sqrt(part * (1 - part) / len(held)):.1f}"


def main() -> None:
    """Print the table, a line as soon as it is known."""
    parser = ArgumentParser(prog="python -m benchmarks.calibration.hours_null", description=__doc__)
    parser.add_argument("--days", type=int, nargs="+", default=[60, 90, 180, 365])
    parser.add_argument("--diaries", type=int, default=200)
    parser.add_argument("--ratios", type=float, nargs="+", default=[1, 1.5, 2, 3])
    parser.add_argument("--worlds", nargs="+", choices=HOUR_WORLDS, default=list(HOUR_WORLDS))
    parser.add_argument("--seed", type=int, default=5_000_000)
    parser.add_argument("--year", action="store_true", help="quiet years with all their verdict days instead")
    options = parser.parse_args()
    if options.year:
        head = "| world | ever a false name on a verdict day % | of |"
        sys.stdout.write(f"{head}\n|{' --- |' * 3}\n")
        for world in options.worlds:
            sys.stdout.write(a_year(HOUR_WORLDS[world], options.diaries, options.seed) + "\n")
            sys.stdout.flush()
        return
    sys.stdout.write(f"{HEAD}\n|{' --- |' * HEAD[1:].count('|')}\n")
    for days in options.days:
        for world in options.worlds:
            for ratio in options.ratios:
                sys.stdout.write(row(HOUR_WORLDS[world], days, ratio, options.diaries, options.seed) + "\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
