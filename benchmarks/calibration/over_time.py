"""What a whole year of looking does: verdict days, the notice of a rise, and before and after a step.

python -m benchmarks.calibration --over-time --diaries 150
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from benchmarks.calibration.habits import Dice, Floats, remembering
from benchmarks.calibration.score import Share, share
from benchmarks.calibration.worlds import WORLDS, make
from tracker.core.analysis.changes.before_after import CLAIM_BELOW, before_and_after
from tracker.core.analysis.changes.worsening import FIRST_LOOK_DAY, LOOK_EVERY, worsening
from tracker.core.analysis.triggers.grid import DayGrid, align
from tracker.core.analysis.triggers.schedule import Verdict, verdicts

YEAR = 365
LONG_YEAR = 450
"""Dates that hold 365 logged days."""

VERDICT_WORLDS = ("log-linear", "flares")
STEP_DAYS = 168


def steady(days: int, dice: Dice, log_growth: float, drifting: bool = False) -> Floats:
    """Counts around a remembering level with weekdays, one day in six not logged; it may grow or drift."""
    phi = dice.uniform(0.2, 0.9)
    level = remembering(dice.normal(size=days), phi) * np.sqrt(1 - phi**2) * dice.uniform(0.15, 0.6)
    weekday = dice.normal(0, 0.15, 7)[np.arange(days) % 7]
    drift = np.cumsum(dice.normal(0, 0.04, days)) if drifting else np.zeros(days)
    base = np.exp(dice.normal(np.log(2.5), 0.5))
    rate = base * np.exp(level + weekday + drift + log_growth * np.linspace(0, 1, days))
    k = dice.uniform(0.02, 0.5)
    counts = dice.poisson(rate * dice.gamma(1 / k, k, days)).astype(float)
    return np.where(dice.random(days) < 0.16, np.nan, counts)


def only_counts(counts: Floats) -> DayGrid:
    """A diary without exposures."""
    return DayGrid(date(2024, 1, 1), counts, (), np.empty((counts.size, 0)))


@dataclass(frozen=True)
class VerdictYear:
    """A year of verdict days: what was ever named falsely, and which planted effects stood at the end.

    `by_calendar` is the end of 365 dates, of which one in six was not logged, `by_logged` that of 365 logged days.
    """

    ever_false: bool
    false_share: float
    by_calendar: tuple[bool, ...]
    by_logged: tuple[bool, ...]


def verdict_year(world: str, seed: int, planted: bool) -> VerdictYear:
    """The verdict days of 365 logged days, all of them."""
    made = make(WORLDS[world], LONG_YEAR, planted, seed)
    grid = align(made.table)
    found = [one for one in verdicts(grid) if one.logged_days <= YEAR]
    ever = set().union(*(one.standing for one in found)) if found else set()
    truth = sorted({effect.exposure for effect in made.planted})
    false = ever - set(truth)
    dates = [one for one in found if (one.day - grid.first_day).days < YEAR]
    return VerdictYear(bool(false), len(false) / max(len(ever), 1), _stand(dates, truth), _stand(found, truth))


def _stand(found: list[Verdict], truth: list[str]) -> tuple[bool, ...]:
    """Whether each of these stands on the last of the verdict days."""
    standing = found[-1].standing if found else frozenset()
    return tuple(name in standing for name in truth)


def rise_ever(seed: int, log_growth: float) -> bool:
    """Whether any look of a year claims a rise."""
    grid = only_counts(steady(YEAR, np.random.default_rng(seed), log_growth))
    looks = (worsening(grid.between(0, days)) for days in range(FIRST_LOOK_DAY, YEAR, LOOK_EVERY))
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


def rows(diaries: int, seed: int) -> Iterator[tuple[str, Share]]:
    """Each measure and its share in percent."""
    seeds = range(seed, seed + diaries)
    yield "a rise claimed ever in a steady year", share(rise_ever(n, 0.0) for n in seeds)
    yield "a rise claimed when the rate doubles over the year", share(rise_ever(n, np.log(2)) for n in seeds)
    for name, drifting in (("steady", False), ("drifting", True)):
        none = [step(n, drifting, 0.0) for n in seeds]
        halved = [step(n, drifting, np.log(0.5)) for n in seeds]
        yield f"before and after, {name}: coverage without a change", share(hit for hit, _ in none)
        yield f"before and after, {name}: claimed without a change", share(claimed for _, claimed in none)
        yield f"before and after, {name}: coverage when halved", share(hit for hit, _ in halved)
        yield f"before and after, {name}: claimed when halved", share(claimed for _, claimed in halved)
    for world in VERDICT_WORLDS:
        yield from _of_verdicts(world, seeds)


def _of_verdicts(world: str, seeds: range) -> Iterator[tuple[str, Share]]:
    head = f"a year of verdict days, {world}"
    null = [verdict_year(world, n, False) for n in seeds]
    yield f"{head}, nothing planted: ever a false name", share(one.ever_false for one in null)
    planted = [verdict_year(world, n, True) for n in seeds]
    yield f"{head}, planted: false among names ever given", share(one.false_share for one in planted)
    yield f"{head}, planted: found after 365 dates", share(hit for one in planted for hit in one.by_calendar)
    yield f"{head}, planted: found after 365 logged days", share(hit for one in planted for hit in one.by_logged)


def table(diaries: int, seed: int) -> Iterator[str]:
    """A Markdown table, a line for each measure as soon as it is known."""
    yield "| measure | % | of |"
    yield "| --- | --- | --- |"
    for name, found in rows(diaries, seed):
        yield f"| {name} | {found} | {found.of} |"
