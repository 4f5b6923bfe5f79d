"""How alike the unexplained parts of two days are.

The relative residual of a day has variance 1/mu from counting, an overdispersion of its own, and parts that
fade with the distance between days: within a day or two, within a week, within a season. The sizes of these
parts are estimated by the quadratic moments of Rao's MINQUE (1971), held at zero or above.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tracker.core.analysis.triggers.grid import Floats

Singles = npt.NDArray[np.float32]

HALF_LIVES = (0.8, 4.0, 40.0)
"""Days after which each fading part is half as alike."""

START_OVERDISPERSION, START_FADING = 0.2, 0.05
CAP = 4.0
STEADY = 1e-6


@dataclass(frozen=True)
class Parts:
    """Sizes of the parts: overdispersion first, then one for each half-life. All are variances, 0 or more."""

    sizes: Floats

    @classmethod
    def start(cls, fading: int) -> Parts:
        """What the first round assumes, with so many fading parts."""
        return cls(np.array([START_OVERDISPERSION, *[START_FADING] * fading]))


def kernels(days: Floats, half_lives: tuple[float, ...] = HALF_LIVES) -> tuple[Floats, ...]:
    """One matrix for each half-life: 1 on the diagonal, halved with every half-life of distance."""
    distance = np.abs(days[:, None] - days[None, :])
    return tuple(np.exp2(-distance / half_life) for half_life in half_lives)


def covariance(noise: Floats, parts: Parts, matrices: tuple[Floats, ...]) -> Floats:
    """The covariance of all days, from the counting noise of each and the parts."""
    total: Floats = np.zeros((noise.size, noise.size))
    for size, matrix in zip(parts.sizes[1:], matrices, strict=True):
        total += size * matrix
    total[np.diag_indices_from(total)] += noise + parts.sizes[0]
    return total


def estimate(precision: Floats | Singles, rest: Floats, noise: Floats, matrices: tuple[Floats, ...]) -> Parts:
    """The parts that would make the observed squares and products as large as they are.

    `precision` is the inverse covariance with the fitted mean taken out, `rest` is `precision` times the
    residual, `noise` the counting noise that is known and not estimated.
    """
    from scipy.optimize import nnls

    first = precision.astype(np.float32, copy=False)
    products = [first, *(first @ matrix.astype(np.float32) for matrix in matrices)]
    moments = _traces(products)
    squares = [rest @ rest, *(rest @ matrix @ rest for matrix in matrices)]
    known = [float(noise @ (np.einsum("ij,ij->i", product, first))) for product in products]
    moments[np.diag_indices_from(moments)] += STEADY * float(np.diag(moments).mean())
    sizes, _ = nnls(moments, np.array(squares) - np.array(known))
    return Parts(np.minimum(sizes, CAP))


def _traces(products: list[Singles]) -> Floats:
    """The trace of each product with each; the first is symmetric, so that only the others need to be turned."""
    many = len(products)
    traces = np.empty((many, many))
    for j, other in enumerate(products):
        turned = np.ascontiguousarray(other.T) if j else other
        for i in range(j + 1):
            traces[i, j] = traces[j, i] = float(np.vdot(products[i], turned))
    return traces


def effective_days(noise: Floats, parts: Parts, half_lives: tuple[float, ...]) -> float:
    """How many independent days so many alike days are worth: n / (1 + 2 * the sum of all autocorrelations)."""
    apart = np.arange(1, noise.size)
    fading = zip(parts.sizes[1:], half_lives, strict=True)
    alike = float(sum(size * np.exp2(-apart / half_life).sum() for size, half_life in fading))
    return noise.size / (1 + 2 * alike / float(noise.mean() + parts.sizes.sum()))
