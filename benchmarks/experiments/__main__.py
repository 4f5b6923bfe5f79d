"""Print false verdicts, coverage and the truth of the power sentence on made-up diaries.

nice -n 19 python -m benchmarks.experiments --null 10000 --covered 300 --people 200
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from math import sqrt
from typing import Any
from uuid import UUID

import numpy as np

from tracker.core.analysis.experiments.analysis import LEVEL, analyse, p_values
from tracker.core.analysis.experiments.plan import planned_days
from tracker.core.analysis.experiments.power import DESIGNS, HISTORY_DAYS, Design, experiment_of, power
from tracker.core.analysis.experiments.result import ExperimentResult
from tracker.core.records import Expected, Experiment

START = date(2026, 1, 5)
RATES = (0.5, 1.0, 2.0, 4.0)
NOT_LOGGED = 0.1
PERSISTENCE, SPREAD = 0.8, 0.6
"""Autocorrelation and standard deviation of the log rate from day to day."""

TREND = 0.01
"""Standard deviation of the drift of the log rate per day."""

RUNS_PER_PERSON = 50


def drifting(random: np.random.Generator, rate: float, shape: tuple[int, int]) -> Any:
    """Episodes per day of people with good and bad spells and a drift, NaN where not logged."""
    noise = random.normal(0, SPREAD * sqrt(1 - PERSISTENCE**2), shape)
    levels = np.empty(shape)
    levels[:, 0] = random.normal(0, SPREAD, shape[0])
    for day in range(1, shape[1]):
        levels[:, day] = PERSISTENCE * levels[:, day - 1] + noise[:, day]
    trend = random.normal(0, TREND, (shape[0], 1)) * np.arange(shape[1])
    counts = random.poisson(rate * np.exp(np.clip(levels + trend - SPREAD**2 / 2, -4, 2))).astype(float)
    counts[random.random(shape) < NOT_LOGGED] = np.nan
    return counts


def one(seed: int, ratio: float) -> ExperimentResult:
    """One experiment on a made-up diary, analysed as the product does it."""
    random = np.random.default_rng(seed)
    design: Design = DESIGNS[seed % len(DESIGNS)]
    experiment = Experiment(
        UUID(int=seed), START, "on", "off", list(Expected)[seed % 2] if ratio == 1 else Expected.FEWER, f"{seed:032x}",
        design.pairs, design.period_days, design.left_out,
    )  # fmt: skip
    counts = drifting(random, random.choice(RATES), (1, design.days))[0]
    episodes = {START + timedelta(days=n): int(count) for n, count in enumerate(counts) if count == count}
    for day in planned_days(experiment):
        if day.is_on and day.date in episodes:
            episodes[day.date] = int(random.binomial(episodes[day.date], ratio))
    found = analyse(experiment, episodes, START + timedelta(days=999))
    if found is None:
        raise ValueError("An experiment of a past year is not finished.")
    return found


def null_rows(runs: int) -> Iterator[str]:
    """False verdicts where the change does nothing."""
    verdicts = Counter(str(one(seed, 1.0).verdict) for seed in range(runs))
    false = (verdicts["fewer"] + verdicts["more"]) / runs
    error = sqrt(0.05 * 0.95 / runs)
    yield f"null experiments {runs}: false {100 * false:.2f} % ± {100 * error:.2f} ({dict(verdicts)})"


def covered_rows(runs: int) -> Iterator[str]:
    """How often the interval covers the true ratio."""
    for ratio in (1.0, 0.67, 0.5):
        found = [one(seed, ratio) for seed in range(runs)]
        share = np.mean([(r.low or 0) <= ratio <= (r.high or 99) for r in found])
        yield f"covered {runs}, ratio {ratio}: {100 * share:.1f} % ± {100 * sqrt(0.9 * 0.1 / runs):.1f}"


def power_rows(people: int) -> Iterator[str]:
    """The power told beside the share that really show a halving, by design and by what was told."""
    for design in DESIGNS:
        told, real = np.array([_told_and_real(person, design) for person in range(people)]).T
        yield (
            f"{design}: told {told.mean():.3f}, real {real.mean():.3f}; apart by more than 0.1 in "
            f"{100 * np.mean(abs(told - real) > 0.1):.0f} % of people, in the mean {np.mean(abs(told - real)):.3f}"
        )
        for low in (0.0, 0.3, 0.6):
            within = (told >= low) & (told < low + 0.3 + (low > 0.5))
            if within.any():
                means = f"told {told[within].mean():.2f}, real {real[within].mean():.2f}"
                yield f"  told from {low}: {within.sum()} people, {means}"


def _told_and_real(person: int, design: Design) -> tuple[float, float]:
    random = np.random.default_rng(90_000 + person)
    rate = random.choice(RATES)
    counts = [None if count != count else int(count) for count in drifting(random, rate, (1, HISTORY_DAYS))[0]]
    days = drifting(random, rate, (RUNS_PER_PERSON, design.days))
    pairs = experiment_of(random, days, random.random((RUNS_PER_PERSON, design.pairs)) < 0.5, design, 0.5)
    return power(counts, design, Expected.FEWER, person), float(np.mean(p_values(pairs)[0] <= LEVEL))


def main() -> None:
    """Print each row as soon as it is measured."""
    parser = ArgumentParser(prog="python -m benchmarks.experiments", description=__doc__)
    parser.add_argument("--null", type=int, default=10_000)
    parser.add_argument("--covered", type=int, default=300)
    parser.add_argument("--people", type=int, default=200)
    options = parser.parse_args()
    for rows, number in (
        (covered_rows, options.covered),
        (power_rows, options.people),
        (null_rows, options.null),
    ):
        for line in rows(number) if number else ():
            sys.stdout.write(line + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
