"""A year of scheduled analyses: names, the notice of a rise, and before and after a step.

python -m benchmarks.calibration --over-time --diaries 150
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

import numpy as np

from benchmarks.calibration.habits import Floats, Generator, ar1
from benchmarks.calibration.score import Share, share
from benchmarks.calibration.worlds import WORLDS, simulate
from benchmarks.red_flags.lives import HABITS, NOT_LOGGED, weeks
from tracker.core.analysis.changes.before_after import CLAIM_BELOW, before_and_after
from tracker.core.analysis.changes.worsening import FIRST_LOOK_DAY, LOOK_EVERY, worsening
from tracker.core.analysis.triggers.grid import DayGrid, align
from tracker.core.analysis.triggers.schedule import scheduled_analyses

YEAR, HALF_YEAR = 365, 180
LONG_YEAR = 450
"""Dates that hold 365 logged days."""

WORLDS_OF_YEARS = ("self-exciting", "coarse, back-filled", "travel, season", "cumulative")
NEVER = 10_000
FOUND_BY = (90, 180, 365)
STEP_DAYS = 168


def steady(days: int, rng: Generator, log_growth: float, drifting: bool = False) -> Floats:
    """Counts around an AR(1) level with weekdays, one day in six not logged; it may grow or drift."""
    phi = rng.uniform(0.2, 0.9)
    level = ar1(rng.normal(size=days), phi) * np.sqrt(1 - phi**2) * rng.uniform(0.15, 0.6)
    weekday = rng.normal(0, 0.15, 7)[np.arange(days) % 7]
    drift = np.cumsum(rng.normal(0, 0.04, days)) if drifting else np.zeros(days)
    base = np.exp(rng.normal(np.log(2.5), 0.5))
    rate = base * np.exp(level + weekday + drift + log_growth * np.linspace(0, 1, days))
    k = rng.uniform(0.02, 0.5)
    counts = rng.poisson(rate * rng.gamma(1 / k, k, days)).astype(float)
    return np.where(rng.random(days) < 0.16, np.nan, counts)


def coherent_weeks(days: int, rng: Generator, log_growth: float) -> Floats:
    """Counts of good and bad weeks, half of which carries over to the next, one day in seven not logged; it may grow.

    The weeks of `benchmarks.red_flags.lives`.
    """
    rate = rng.choice(tuple(HABITS.values())) * rng.lognormal(0, 0.3)
    levels = np.log(weeks(Random(int(rng.integers(2**63)))))[np.arange(days) // 7]  # noqa: S311
    counts = rng.poisson(rate * np.exp(levels + log_growth * np.linspace(0, 1, days))).astype(float)
    return np.where(rng.random(days) < NOT_LOGGED, np.nan, counts)


STEADY: Mapping[str, Callable[[int, Generator, float], Floats]] = {
    "autocorrelated days": steady,
    "coherent weeks": coherent_weeks,
}


def only_counts(counts: Floats) -> DayGrid:
    """A diary without exposures."""
    return DayGrid(date(2024, 1, 1), counts, (), np.empty((counts.size, 0)))


@dataclass(frozen=True)
class ScheduleYear:
    """The scheduled analyses of 365 logged days: what was ever named falsely, and when each planted effect was named.

    `first_named` holds the logged day of the first name of each planted effect, NEVER without one. `at_end` is whether
    it is named on the last scheduled day.
    """

    ever_false: bool
    false_share: float
    first_named: tuple[int, ...]
    at_end: tuple[bool, ...]


def schedule_year(world: str, seed: int, planted: bool) -> ScheduleYear:
    """Run every scheduled analysis of a simulated year."""
    made = simulate(WORLDS[world], LONG_YEAR, planted, seed)
    found = [one for one in scheduled_analyses(align(made.table)) if one.logged_days <= YEAR]
    ever = set().union(*(one.named for one in found)) if found else set()
    truth = sorted({effect.exposure for effect in made.planted})
    false = ever - set(truth)
    at_end = found[-1].named if found else frozenset()
    first = (min((one.logged_days for one in found if name in one.named), default=NEVER) for name in truth)
    return ScheduleYear(
        bool(false), len(false) / max(len(ever), 1), tuple(first), tuple(name in at_end for name in truth)
    )


def rise_ever(kind: str, seed: int, days: int, log_growth: float) -> bool:
    """Whether any look of the first days claims a rise; `kind` is one of STEADY."""
    grid = only_counts(STEADY[kind](days, np.random.default_rng(seed), log_growth))
    looks = (worsening(grid.between(0, end)) for end in range(FIRST_LOOK_DAY, days + 1, LOOK_EVERY))
    return any(one is not None and one.worse for one in looks)


def step(seed: int, drifting: bool, log_ratio: float) -> tuple[bool, bool]:
    """Whether the interval before and after holds the true change, and whether one is claimed."""
    counts = steady(STEP_DAYS, np.random.default_rng(seed), 0.0, drifting)
    half = STEP_DAYS // 2
    after = np.random.default_rng([seed, 1]).binomial(np.nan_to_num(counts).astype(int), np.exp(log_ratio))
    changed = np.where(np.isnan(counts), np.nan, np.where(np.arange(STEP_DAYS) < half, counts, after))
    found = before_and_after(only_counts(changed), half)
    if found is None:
        return True, False
    _, ratio, p = found
    return ratio.low <= np.exp(log_ratio) <= ratio.high, p < CLAIM_BELOW


def rows(diaries: int, seed: int, worlds: Iterable[str]) -> Iterator[tuple[str, Share]]:
    """Each measure of rises and steps, then the scheduled analyses of each world, in percent."""
    seeds = range(seed, seed + diaries)
    for world in worlds:
        yield from _of_schedule(world, seeds)
    yield from rises(seeds)
    for name, drifting in (("steady", False), ("drifting", True)):
        none = [step(n, drifting, 0.0) for n in seeds]
        halved = [step(n, drifting, np.log(0.5)) for n in seeds]
        yield f"before and after, {name}: coverage without a change", share(hit for hit, _ in none)
        yield f"before and after, {name}: claimed without a change", share(claimed for _, claimed in none)
        yield f"before and after, {name}: coverage when halved", share(hit for hit, _ in halved)
        yield f"before and after, {name}: claimed when halved", share(claimed for _, claimed in halved)


def rises(seeds: range) -> Iterator[tuple[str, Share]]:
    """How often the notice of a rise is false in a steady year, and how often it sees a doubling."""
    for kind in STEADY:
        yield f"{kind}: a rise claimed ever in a steady year", share(rise_ever(kind, n, YEAR, 0.0) for n in seeds)
        for days in (HALF_YEAR, YEAR):
            claimed = share(rise_ever(kind, n, days, np.log(2)) for n in seeds)
            yield f"{kind}: a rise claimed when the rate doubles within {days} days", claimed


def _of_schedule(world: str, seeds: range) -> Iterator[tuple[str, Share]]:
    head = f"a year of scheduled analyses, {world}"
    null = [schedule_year(world, n, False) for n in seeds]
    yield f"{head}, nothing planted: ever a false name", share(one.ever_false for one in null)
    planted = [schedule_year(world, n, True) for n in seeds]
    yield f"{head}, planted: false among names ever given", share(one.false_share for one in planted)
    first = [day for one in planted for day in one.first_named]
    for days in FOUND_BY:
        yield f"{head}, planted: ever named by logged day {days}", share(day <= days for day in first)
    yield f"{head}, planted: named on the last scheduled day", share(hit for one in planted for hit in one.at_end)
    capped = share([min(day, YEAR) / 100 for day in first])
    yield f"{head}, planted: logged day of the first true name (never: {YEAR})", capped


def table(measures: Iterable[tuple[str, Share]]) -> Iterator[str]:
    """A Markdown table, one line for each measure as soon as it is known."""
    yield "| measure | % or day | of |"
    yield "| --- | --- | --- |"
    for name, found in measures:
        yield f"| {name} | {found} | {found.of} |"
