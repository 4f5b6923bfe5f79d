"""Peer methods, implemented from their public descriptions, on the same diaries.

They get our imputation, and our calendar terms where they allow for any.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from benchmarks.calibration.answers import Answer, MethodOf, Named, ours
from tracker.core.analysis.triggers.design import calendar, lags
from tracker.core.analysis.triggers.distributions import normal_two_sided, t_two_sided
from tracker.core.analysis.triggers.fdr import q_values
from tracker.core.analysis.triggers.grid import DayGrid, Floats
from tracker.core.analysis.triggers.standardise import LAGS, standardise

LEVEL = 0.05


@dataclass(frozen=True)
class Tables:
    """A diary as peers see it: outcome, calendar, and each exposure on three lags."""

    counts: Floats
    calendar: Floats
    exposures: Mapping[str, Floats]

    def each(self) -> Iterator[tuple[str, int, Floats]]:
        """Every exposure on every lag."""
        for name, columns in self.exposures.items():
            for lag in range(LAGS):
                yield name, lag, columns[:, lag]


def tables(grid: DayGrid) -> Tables:
    """The same rows and filled exposures that our method starts from."""
    rows = grid.logged
    kept, _ = standardise(grid)
    days, _ = calendar(grid, rows)
    return Tables(grid.counts[rows], np.delete(days, 2, axis=1), {one.name: lags(one.z, rows) for one in kept})


def by_bh(tests: Mapping[tuple[str, int], float]) -> Answer:
    """Name by Benjamini and Hochberg over all exposures and lags; an exposure by its strongest lag."""
    q = dict(zip(tests, q_values(list(tests.values())), strict=True))
    named: dict[str, Named] = {}
    for (name, lag), _ in sorted(tests.items(), key=lambda item: item[1]):
        if q[name, lag] <= LEVEL:
            named.setdefault(name, Named(lag, "linear"))
    return Answer(named, p=tuple(tests.values()), strongest=strongest(tests))


def strongest(tests: Mapping[tuple[str, int], float]) -> dict[str, float]:
    """The smallest p that each exposure has on any lag."""
    return {name: min(p for (one, _), p in tests.items() if one == name) for name, _ in tests}


def pearson(grid: DayGrid) -> Answer:
    """Correlation of the day's count with each exposure on each lag, BH."""
    seen = tables(grid)
    df = seen.counts.size - 2
    tests = {}
    for name, lag, column in seen.each():
        r = float(np.corrcoef(seen.counts, column)[0, 1]) if column.std() > 0 else 0.0
        tests[name, lag] = t_two_sided(r * (df / max(1 - r * r, 1e-12)) ** 0.5, df)
    return by_bh(tests)


def means(grid: DayGrid) -> Answer:
    """Bearable-like: days with much of it against days with little, 20 % apart, three days of each."""
    seen = tables(grid)
    named: dict[str, Named] = {}
    for name, lag, column in seen.each():
        high = column > np.median(column)
        if min(high.sum(), (~high).sum()) < 3:
            continue
        with_it, without = seen.counts[high].mean(), seen.counts[~high].mean()
        if abs(with_it - without) >= 0.2 * max(without, 1e-9):
            named.setdefault(name, Named(lag, "linear"))
    return Answer(named)


def cox(grid: DayGrid) -> Answer:
    """N1-Headache-like: one exposure at a time, hazard of the next attack day, p < 0.05 each.

    Gap time between attack days with the exposure changing from day to day; an attack is any day with an
    episode, or one above the median where most days have one. Breslow's partial likelihood.
    """
    rows = grid.logged
    counts = grid.counts[rows]
    border = np.median(counts) if (counts > 0).mean() > 0.6 else 0.0
    attack = counts > border
    since = _days_since(rows, attack)
    named: dict[str, Named] = {}
    p_of: dict[tuple[str, int], float] = {}
    for name, lag, column in tables(grid).each():
        p_of[name, lag] = _cox_p(column, attack, since)
        if p_of[name, lag] < LEVEL:
            named.setdefault(name, Named(lag, "linear"))
    return Answer(named, p=tuple(p_of.values()), strongest=strongest(p_of))


def _days_since(rows: np.ndarray, attack: np.ndarray) -> np.ndarray:
    """Days since the last attack day, on each logged day."""
    last = np.maximum.accumulate(np.where(attack, rows, -1))
    before = np.concatenate([[-1], last[:-1]])
    return rows - np.where(before >= 0, before, rows[0])


def _cox_p(column: Floats, attack: np.ndarray, since: np.ndarray) -> float:
    """Wald test of one coefficient; days at the same time since the last attack are the risk set."""
    beta = information = 0.0
    for _ in range(8):
        weight = np.exp(np.clip(beta * column, -20, 20))
        total = np.bincount(since, weight)
        mean = np.bincount(since, weight * column) / np.maximum(total, 1e-12)
        spread = np.bincount(since, weight * column**2) / np.maximum(total, 1e-12) - mean**2
        information = float(spread[since[attack]].sum())
        if information <= 1e-9:
            return 1.0
        beta += float(np.clip((column[attack] - mean[since[attack]]).sum() / information, -1, 1))
    return normal_two_sided(beta * information**0.5)


def quasi_poisson(grid: DayGrid) -> Answer:
    """All exposures and lags, yesterday's count and the calendar in one Poisson regression, HAC errors, BH."""
    seen = tables(grid)
    before = np.log1p(np.concatenate([[seen.counts.mean()], seen.counts[:-1]]))
    names = [(name, lag) for name, lag, _ in seen.each()]
    columns = np.column_stack([seen.calendar, before, *(column for _, _, column in seen.each())])
    coefficients, rate = _poisson(columns, seen.counts)
    bread = np.linalg.pinv(columns.T @ (columns * rate[:, None]))
    variance = np.diag(bread @ _newey_west(columns * (seen.counts - rate)[:, None]) @ bread)
    error = (
        np.sqrt(np.maximum(variance, 1e-12)) * (seen.counts.size / max(seen.counts.size - columns.shape[1], 1)) ** 0.5
    )
    p = [normal_two_sided(float(z)) for z in (coefficients / error)[-len(names) :]]
    return by_bh(dict(zip(names, p, strict=True)))


def _poisson(columns: Floats, counts: Floats) -> tuple[Floats, Floats]:
    """Poisson regression by iterated least squares, with a trace of ridge for days without an episode."""
    coefficients = np.zeros(columns.shape[1])
    coefficients[0] = np.log(max(counts.mean(), 1e-3))
    rate = np.exp(columns @ coefficients)
    for _ in range(25):
        inside = columns.T @ (columns * rate[:, None]) + 1e-6 * np.eye(columns.shape[1])
        step = np.linalg.solve(inside, columns.T @ (counts - rate))
        coefficients = coefficients + np.clip(step, -1, 1)
        rate = np.exp(np.clip(columns @ coefficients, -10, 8))
    return coefficients, rate


def _newey_west(scores: Floats, most: int = 7) -> Floats:
    """Covariance of summed scores, neighbours up to a week apart weighed down evenly (Newey and West 1987)."""
    total: Floats = scores.T @ scores
    for lag in range(1, most + 1):
        across = scores[lag:].T @ scores[:-lag]
        total = total + (1 - lag / (most + 1)) * (across + across.T)
    return total


def pcmci(grid: DayGrid) -> Answer:
    """PCMCI with partial correlation (Runge 2019; tigramite), lags 0 to 2, BH."""
    from tigramite import data_processing
    from tigramite.independence_tests.parcorr import ParCorr
    from tigramite.pcmci import PCMCI

    kept, _ = standardise(grid)
    logged = ~np.isnan(grid.counts)
    outcome = np.where(logged, np.log1p(np.nan_to_num(grid.counts)), 999.0)
    values = np.column_stack([outcome, *(one.z[LAGS - 1 :] for one in kept)])
    frame = data_processing.DataFrame(values, missing_flag=999.0)
    found = PCMCI(dataframe=frame, cond_ind_test=ParCorr(), verbosity=0).run_pcmci(tau_max=LAGS - 1, pc_alpha=0.2)
    p = found["p_matrix"]
    return by_bh({(one.name, lag): float(p[j, 0, lag]) for j, one in enumerate(kept, start=1) for lag in range(LAGS)})


METHODS: dict[str, MethodOf] = {
    "ours": ours,
    "ours-no-lean": partial(ours, lean=False),
    "ours-no-injections": lambda grid: ours(replace(grid, injections=())),
    "pearson": pearson,
    "means": means,
    "cox": cox,
    "quasi-poisson": quasi_poisson,
    "pcmci": pcmci,
}
