"""Fisher's randomisation test for pairs, exact: every outcome of the lots is counted."""

from __future__ import annotations

from typing import Any

import numpy as np

TOLERANCE = 1e-9
"""Relative difference below which two sums are equal: rounding must not make a tie a win."""


def share_as_high(differences: Any) -> Any:
    """Exact share of the 2^k sign patterns whose sum is at least the observed sum.

    Parameters
    ----------
    differences : array, shape (..., k)
        One difference per pair, *on* minus *off*. Under the null hypothesis the lot decides its sign alone. A pair
        without a difference is 0.

    Returns
    -------
    array, shape (...)
        One-sided p-values. Use `-differences` for the other side.

    Notes
    -----
    p = #{s in {-1, 1}^k : sum s_i |d_i| >= sum d_i} / 2^k. The sums of two halves of the pairs are combined by a
    sorted search, which takes 2^(k/2) steps in place of 2^k.

    References
    ----------
    R. A. Fisher, *The Design of Experiments* (1935), section 21.
    """
    rows = np.asarray(differences, dtype=float)
    flat = rows.reshape(-1, rows.shape[-1])
    half = flat.shape[1] // 2
    one, other = _signed_sums(flat[:, :half]), np.sort(_signed_sums(flat[:, half:]), axis=1)
    least = flat.sum(axis=1) - TOLERANCE * np.abs(flat).sum(axis=1)
    counts = [
        (ordered.size - np.searchsorted(ordered, bound - sums)).sum()
        for sums, ordered, bound in zip(one, other, least, strict=True)
    ]
    return (np.array(counts, dtype=float) / 2.0 ** flat.shape[1]).reshape(rows.shape[:-1])


def _signed_sums(differences: Any) -> Any:
    """All sums of each row with any signs, shape (rows, 2^columns)."""
    sums = np.zeros((differences.shape[0], 1))
    for column in differences.T:
        sums = np.concatenate([sums + column[:, None], sums - column[:, None]], axis=1)
    return sums
