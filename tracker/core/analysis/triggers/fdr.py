"""Multiplicity over exposures: the false discovery rate."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tracker.core.analysis.triggers.grid import Floats


def q_values(p: Sequence[float]) -> Floats:
    """The q of each p: the smallest false discovery rate at which its exposure is named.

    References
    ----------
    Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57:289.
    """
    values = np.asarray(p, dtype=float)
    if values.size == 0:
        return values
    order = np.argsort(values, kind="stable")
    scaled = values[order] * values.size / np.arange(1, values.size + 1)
    q = np.empty_like(values)
    q[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return q
