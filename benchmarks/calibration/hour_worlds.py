"""Simulated diaries by the minute, in which nothing, or a coffee within two hours, brings more onsets.

Coffees, cigarettes and glasses of water have habitual hours, which drift over the weeks and differ on weekends.
Onsets have a daily rhythm, good and bad weeks, and bursts within a day. About one day in seven
is not logged, more often a bad one in half of the diaries.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from benchmarks.calibration.habits import Floats, Generator
from tracker.core.analysis.hourly.case_crossover import in_windows
from tracker.core.analysis.hourly.timeline import A_DAY, Timeline

FIRST_DAY = date(2024, 1, 1).toordinal()
SLOTS_A_DAY = 288
"""Onsets and intakes fall on whole five minutes."""
SLOT = A_DAY // SLOTS_A_DAY


@dataclass(frozen=True)
class HourWorld:
    """How onsets hang together, and how much habits move.

    `echoes`: onsets that each onset brings within three hours. `restless`: SD of the log rate from two hours to
    the next two. `weeks`: SD of the log level that good and bad weeks have. `drift`: SD by which habits move a week.
    `soothed`: share of onsets after which a glass of water and a coffee are taken within the hour.
    """

    name: str
    echoes: float = 0.0
    restless: float = 0.6
    weeks: float = 0.5
    drift: float = 0.3
    soothed: float = 0.0


HOUR_WORLDS = {
    world.name: world
    for world in (
        HourWorld("restless days"),
        HourWorld("bursts", echoes=0.6, restless=0.3),
        HourWorld("wild weeks, moving habits", echoes=0.3, restless=0.4, weeks=1.1, drift=0.7),
        HourWorld("taken after an onset", echoes=0.3, restless=0.4, soothed=0.25),
    )
}


def simulate_hours(world: HourWorld, days: int, ratio: float, seed: int) -> Timeline:
    """One diary with `days` logged days; onsets are `ratio` times as likely in the two hours after a coffee."""
    rng = np.random.default_rng(seed)
    wanted, days = days, days * 3 // 2
    intakes = {
        "caffeine_mg": _habit(days, rng.choice([7.5, 10, 13.5, 15.5], rng.integers(2, 4), False), world, rng),
        "cigarettes": _habit(days, np.sort(rng.uniform(7, 22, rng.integers(4, 10))), world, rng),
        "water_ml": _habit(days, np.arange(8, 21, 3) + rng.normal(0, 0.5, 5), world, rng),
    }
    moments = FIRST_DAY * A_DAY + np.arange(days * SLOTS_A_DAY) * SLOT
    level = _rhythm(days, rng) + _restless(days, world.restless, rng) + _weeks(days, world.weeks, rng)
    raised = in_windows(moments, intakes["caffeine_mg"])[:, 0]
    rate = np.exp(level + np.log(ratio) * raised)
    rate *= rng.uniform(1, 3) * days / rate.sum() / (1 + world.echoes)
    first = moments[rng.random(rate.size) < rate]
    onsets = np.unique(np.concatenate([first, _echoes(first, world.echoes, rng)]))
    if world.soothed:
        intakes |= {name: _soothed(intakes[name], onsets, world, rng) for name in ("caffeine_mg", "water_ml")}
    logged = _logged(onsets, days, rng)[:wanted]
    return Timeline(logged, onsets[np.isin(onsets // A_DAY, logged)], intakes, dict.fromkeys(intakes, logged))


def _habit(days: int, hours: Floats, world: HourWorld, rng: Generator) -> np.ndarray:
    """Minutes of intakes: each habitual hour is kept on some days, later on weekends, and habits move week by week."""
    taken = []
    week, weekend = np.arange(days) // 7, np.arange(days) % 7 >= 5
    for hour in hours:
        weeks = week[-1] + 1
        moved = np.cumsum(rng.normal(0, world.drift / 2, weeks))[week]
        keen = rng.normal(0.3, 0.7) + _remembering(weeks, 0.8, rng)[week] * world.drift * 2
        keen = keen + weekend * rng.normal(0, 0.7)
        kept = rng.random(days) < 1 / (1 + np.exp(-keen))
        at = hour + moved + weekend * rng.normal(0.7, 0.4) + rng.normal(0, rng.uniform(0.3, 1.0), days)
        taken.append(((FIRST_DAY + np.arange(days)) * A_DAY + np.round(at * 60 / SLOT).astype(int) * SLOT)[kept])
    return np.unique(np.concatenate(taken))


def _rhythm(days: int, rng: Generator) -> Floats:
    hour = np.arange(SLOTS_A_DAY) * 24 / SLOTS_A_DAY
    day = 1.2 * np.cos((hour - rng.uniform(10, 20)) * np.pi / 12) - 2.5 * ((hour < 7) | (hour > 23))
    weekdays = rng.normal(0, 0.3, 7)[np.arange(days) % 7]
    shifts = np.where(np.arange(days) % 7 >= 5, rng.normal(0, 0.5), 0.0)
    return (np.tile(day, (days, 1)) + weekdays[:, None] + shifts[:, None] * (hour > 12)).ravel()


def _restless(days: int, spread: float, rng: Generator) -> Floats:
    two_hours = _remembering(days * 12, 0.6, rng)
    return np.repeat(two_hours * spread, SLOTS_A_DAY // 12) + np.repeat(rng.normal(0, 0.4, days), SLOTS_A_DAY)


def _weeks(days: int, spread: float, rng: Generator) -> Floats:
    return np.repeat(_remembering(days, 0.85, rng) * spread, SLOTS_A_DAY)


def _remembering(many: int, memory: float, rng: Generator) -> Floats:
    shocks = rng.normal(0, np.sqrt(1 - memory**2), many)
    shocks[0] = rng.normal()
    for at in range(1, many):
        shocks[at] += memory * shocks[at - 1]
    return shocks


def _echoes(first: np.ndarray, echoes: float, rng: Generator) -> np.ndarray:
    again = np.repeat(first, rng.poisson(echoes, first.size))
    return again + rng.integers(1, 180 // SLOT, again.size) * SLOT


def _soothed(intakes: np.ndarray, onsets: np.ndarray, world: HourWorld, rng: Generator) -> np.ndarray:
    answered = onsets[rng.random(onsets.size) < world.soothed]
    return np.unique(np.concatenate([intakes, answered + rng.integers(1, 60 // SLOT, answered.size) * SLOT]))


def _logged(onsets: np.ndarray, days: int, rng: Generator) -> np.ndarray:
    counts = np.bincount(onsets // A_DAY - FIRST_DAY, minlength=days)[:days]
    left_out = np.full(days, 0.15) + (0.1 * (counts > counts.mean()) if rng.random() < 0.5 else 0)
    return FIRST_DAY + np.flatnonzero(rng.random(days) >= left_out)
