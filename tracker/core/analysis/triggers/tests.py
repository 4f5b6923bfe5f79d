"""One robust test for each exposure: the strongest of its candidates, allowing for having tried them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tracker.core.analysis.triggers.distributions import as_normal, largest_of
from tracker.core.analysis.triggers.fit import Fit, Problem, Solution, solve
from tracker.core.analysis.triggers.grid import Floats
from tracker.core.analysis.triggers.standardise import LAGS

FEWEST_DEGREES = 8.0
SELDOM_DAYS = 12
"""An exposure that crosses its mean less often than once in so many days is slow."""

SPARSE_BELOW = 0.3
"""With an episode on fewer days than this share, the covariance is found too small (Breslow and Lin 1995)."""

STEADY_DAYS = 90
BLOCK_DAYS = 14
FEW_BLOCKS_DAYS = 365

YES_NO_FLOOR = 0.3
"""A day that can only be 0 or 1 varies less than a count of the same mean; else the Poisson variance is the least."""


@dataclass(frozen=True)
class Scale:
    """How much the whitened days still vary, and with how many degrees of freedom that is known."""

    residual: Floats
    variance: float
    degrees: float

    @property
    def inflation(self) -> float:
        """What the fitting took from the squares of the residual."""
        return self.residual.size / self.degrees


@dataclass(frozen=True)
class Look:
    """The test of one exposure. `best` is the strongest candidate; `p` allows for having tried all of them.

    `strongest_day` is the lag that is strongest when each stands alone, straight.
    """

    p: float
    best: int
    strongest_day: int


def floor_of(counts: Floats) -> float:
    """The least residual variance that is believed."""
    return YES_NO_FLOOR if counts.max() <= 1 else 1.0


def scale_of(solution: Solution, precisions: Floats, floor: float) -> Scale:
    """The residual variance of a solved model, not below `floor`."""
    used = precisions.size - float(np.diag(solution.inverse) @ precisions)
    residual = solution.residual
    degrees = max(residual.size - used, FEWEST_DEGREES)
    return Scale(residual, max(floor, float(residual @ residual) / degrees), degrees)


def robust(scale: Scale, pure: Floats) -> Floats:
    """How much more each score varies than the model says, from day to day (White 1980); never less than 1."""
    squares = pure**2
    found = scale.inflation * (squares.T @ scale.residual**2) / (scale.variance * squares.sum(axis=0))
    return np.asarray(np.maximum(1.0, found))


def score_tests(
    problem: Problem,
    at: Fit,
    own: Sequence[npt.NDArray[np.intp]],
    tried: Sequence[Floats],
    crossings: Sequence[int],
) -> tuple[Look, ...]:
    """Test every exposure: `own` are its columns in the model, `tried` its candidate columns.

    `crossings` says how often each crosses its mean, see `degrees_of`. No test has more degrees of freedom than
    there are days with an episode, for the days without say little of what brings one.
    """
    solution = solve(problem, at)
    scale = scale_of(solution, problem.precisions, floor_of(problem.counts))
    eventful = int((problem.counts > 0).sum())
    sparse = eventful < SPARSE_BELOW * problem.counts.size
    borders = np.cumsum([columns.shape[1] for columns in tried])[:-1]
    white = np.split(at.whiten(np.concatenate(tried, axis=1)), borders, axis=1)
    return tuple(
        look(solution, scale, mine, columns, min(degrees_of(scale, crossed), max(eventful, FEWEST_DEGREES)), sparse)
        for mine, columns, crossed in zip(own, white, crossings, strict=True)
    )


def degrees_of(scale: Scale, crossings: int) -> float:
    """Degrees of freedom for the test of an exposure that crosses its mean so often.

    An exposure that is on for weeks and off for weeks meets a wild month in few independent ways, however many
    days there are: no more than it has crossings. One that crosses often is free of that.
    """
    often = scale.residual.size / SELDOM_DAYS
    return min(scale.degrees, crossings * max(1.0, (crossings / often) ** 2))


def look(
    solution: Solution, scale: Scale, own: npt.NDArray[np.intp], tried: Floats, degrees: float, sparse: bool = False
) -> Look:
    """Test one exposure by its whitened candidates, given the calendar and all other exposures.

    In a sparse diary the fortnights have a say in what the score varies by.
    """
    others, inverse = _without(solution.inverse, own)
    rest = solution.columns[:, others]
    pure = tried - rest @ (inverse @ (rest.T @ tried))
    information = tried.T @ pure
    spread = np.sqrt(np.maximum(np.diag(information), 1e-12))
    inflation = steadied(robust(scale, pure), scale)
    if sparse:
        inflation = np.maximum(inflation, robust_in_blocks(scale, pure))
    z = (pure.T @ solution.outcome) / (spread * np.sqrt(scale.variance * inflation))
    best, strongest_day = int(np.abs(z).argmax()), int(np.abs(z[:LAGS]).argmax())
    p = largest_of(as_normal(float(z[best]), degrees), information / np.outer(spread, spread))
    return Look(p, best, strongest_day)


def robust_in_blocks(scale: Scale, pure: Floats) -> Floats:
    """The same from fortnight to fortnight, for intervals: what the covariance missed adds up within a flare.

    There are few fortnights, so only a part of their excess is believed, more of it in a longer diary.
    """
    days = scale.residual.size
    starts = np.linspace(0, days, max(days // BLOCK_DAYS, 4) + 1).astype(int)[:-1]
    sums = np.add.reduceat(pure * scale.residual[:, None], starts, axis=0)
    found = scale.inflation * (sums**2).sum(axis=0) / (scale.variance * (pure**2).sum(axis=0))
    return np.asarray(np.maximum(robust(scale, pure), 1 + (found - 1) * days / (days + FEW_BLOCKS_DAYS)))


def steadied(inflation: Floats, scale: Scale) -> Floats:
    """The robust inflation of a short diary is mostly noise; so much of it is believed as there are days for it."""
    days = scale.residual.size
    return np.asarray(1 + (inflation - 1) * days / (days + STEADY_DAYS))


def _without(inverse: Floats, own: npt.NDArray[np.intp]) -> tuple[npt.NDArray[np.intp], Floats]:
    """The columns of everybody else, and the inverse of their part of the system."""
    others = np.setdiff1d(np.arange(inverse.shape[0]), own)
    cross = inverse[np.ix_(others, own)]
    return others, inverse[np.ix_(others, others)] - cross @ np.linalg.solve(inverse[np.ix_(own, own)], cross.T)
