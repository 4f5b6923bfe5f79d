"""The parts of the covariance: estimated where they are known, and counted into independent days."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import nnls

from tracker.core.analysis.triggers.covariance import (
    HALF_LIVES,
    VarianceComponents,
    covariance,
    effective_days,
    estimate,
    kernels,
)

DAYS = np.delete(np.arange(400.0), np.arange(100, 130))


def test_correlation_halves_with_every_half_life() -> None:
    (fast, slow) = kernels(np.array([0.0, 4.0, 8.0]), (4.0, 8.0))
    assert fast[0].tolist() == [1.0, 0.5, 0.25]
    assert slow[0, 2] == 0.5


def test_the_covariance_is_counting_noise_overdispersion_and_fading() -> None:
    noise = np.array([0.5, 1.0])
    found = covariance(noise, VarianceComponents(np.array([0.2, 0.3])), kernels(np.array([0.0, 4.0]), (4.0,)))
    np.testing.assert_allclose(found, [[1.0, 0.15], [0.15, 1.5]])


def test_known_components_are_estimated() -> None:
    """On average over 60 series drawn with these parts; far from the zero that bounds it, MINQUE is unbiased."""
    matrices = kernels(DAYS, (1.5, 15.0))
    noise = np.full(DAYS.size, 0.4)
    truth = VarianceComponents(np.array([0.8, 0.7, 0.7]))
    known = covariance(noise, truth, matrices)
    root, precision = np.linalg.cholesky(known), np.linalg.inv(known)
    rng = np.random.default_rng(1)
    drawn = [root @ rng.normal(size=DAYS.size) for _ in range(60)]
    found = np.array([estimate(precision, precision @ series, noise, matrices).variances for series in drawn])
    assert found.mean(axis=0) == pytest.approx([0.8, 0.7, 0.7], abs=0.12)
    assert (found >= 0).all()


def test_effective_days_of_independent_ones_are_all() -> None:
    assert effective_days(np.full(100, 0.5), VarianceComponents(np.array([0.2, 0.0])), (4.0,)) == pytest.approx(100)


def test_effective_days_of_an_ar1() -> None:
    """Without noise the component is an AR(1), whose days are worth n (1 - phi) / (1 + phi)."""
    phi = 0.5 ** (1 / 4)
    found = effective_days(np.zeros(5000), VarianceComponents(np.array([0.0, 1.0])), (4.0,))
    assert found == pytest.approx(5000 * (1 - phi) / (1 + phi), rel=0.01)


def test_there_is_a_start_for_every_component() -> None:
    assert VarianceComponents.start(len(HALF_LIVES)).variances.size == 1 + len(HALF_LIVES)


def test_components_are_those_of_the_matrix_products() -> None:
    """The fast product with a kernel, against the moments written out with matrices, on days with gaps."""
    rng = np.random.default_rng(5)
    days = np.sort(rng.choice(160, 120, replace=False)).astype(float)
    matrices, noise = kernels(days), rng.uniform(0.2, 0.8, 120)
    precision = np.linalg.inv(covariance(noise, VarianceComponents(np.array([0.3, 0.2, 0.4, 0.1])), matrices))
    weighted = precision @ rng.normal(size=120)
    products = [precision, *(precision @ matrix for matrix in matrices)]
    moments = np.array([[np.trace(one @ other) for other in products] for one in products])
    squares = [weighted @ weighted, *(weighted @ matrix @ weighted for matrix in matrices)]
    known = [noise @ np.diag(product @ precision) for product in products]
    expected, _ = nnls(moments, np.array(squares) - np.array(known))
    np.testing.assert_allclose(estimate(precision, weighted, noise, matrices).variances, expected, atol=1e-3)
