"""Conditional Poisson regression against statsmodels, and against the Poisson model that it is equal to."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from statsmodels.discrete.conditional_models import ConditionalLogit, ConditionalPoisson

from tracker.core.analysis.hourly.conditional_poisson import Rows, at_slopes, fit


def rows() -> Rows:
    """80 strata of 4 to 6 rows, two linked exposures, true log ratios 0.5 and -0.3."""
    rng = np.random.default_rng(11)
    stratum = np.repeat(np.arange(80), rng.integers(4, 7, 80))
    exposed = rng.normal(size=(stratum.size, 2)) @ np.array([[1.0, 0.4], [0.0, 1.0]])
    rate = np.exp(rng.normal(size=80)[stratum] + exposed @ [0.5, -0.3])
    return Rows(rng.poisson(rate).astype(float), exposed, stratum, np.arange(stratum.size) // 3)


def test_counts_agree_with_statsmodels() -> None:
    # statsmodels leaves out strata in which all counts are equal, which do tell something: one case more in each.
    ours = rows()
    counts = ours.counts.copy()
    counts[np.unique(ours.stratum, return_index=True)[1]] += 5
    ours = Rows(counts, ours.exposed, ours.stratum, ours.cluster)
    theirs = ConditionalPoisson(ours.counts, ours.exposed, groups=ours.stratum).fit(disp=False, method="newton")
    found = fit(ours)
    assert found is not None
    assert found.slopes == pytest.approx(theirs.params, abs=1e-6)
    assert np.sqrt(np.diag(np.linalg.inv(found.information))) == pytest.approx(theirs.bse, abs=1e-6)


def test_one_case_in_a_stratum_is_the_conditional_logit_of_statsmodels() -> None:
    ours = rows()
    case = np.zeros(ours.counts.size)
    case[np.unique(ours.stratum, return_index=True)[1] + 2] = 1
    matched = Rows(case, ours.exposed, ours.stratum, ours.cluster)
    theirs = ConditionalLogit(case, ours.exposed, groups=ours.stratum).fit(disp=False, method="newton")
    found = fit(matched)
    assert found is not None
    assert found.slopes == pytest.approx(theirs.params, abs=1e-6)


def test_it_equals_poisson_with_an_indicator_for_every_stratum() -> None:
    """Armstrong, Gasparrini, Tobias 2014, BMC Medical Research Methodology 14:122."""
    ours = rows()
    some = np.bincount(ours.stratum, ours.counts)[ours.stratum] > 0
    indicators = (ours.stratum[some, None] == np.unique(ours.stratum[some])[None, :]).astype(float)
    design = np.column_stack([ours.exposed[some], indicators])
    theirs = sm.GLM(ours.counts[some], design, family=sm.families.Poisson()).fit(tol=1e-12)
    found = fit(ours)
    assert found is not None
    assert found.slopes == pytest.approx(theirs.params[:2], abs=1e-6)
    assert np.sqrt(np.diag(np.linalg.inv(found.information))) == pytest.approx(theirs.bse[:2], abs=1e-6)


def test_matched_pairs_by_hand() -> None:
    """30 pairs with only the case exposed, 10 with only the control: the odds ratio is 3 (McNemar)."""
    case = np.tile([1.0, 0.0], 40)
    exposed = np.concatenate([np.tile([1.0, 0.0], 30), np.tile([0.0, 1.0], 10)])[:, None]
    pairs = np.repeat(np.arange(40), 2)
    found = fit(Rows(case, exposed, pairs, pairs))
    assert found is not None
    assert found.slopes[0] == pytest.approx(np.log(3))
    assert np.linalg.inv(found.information)[0, 0] == pytest.approx(1 / 30 + 1 / 10)


PAIRS = {
    "00 00": 15, "00 01": 6, "00 10": 1, "00 11": 3, "01 00": 14, "01 01": 6, "01 10": 1, "10 00": 6,
    "10 01": 4, "10 10": 2, "11 00": 2, "11 01": 1, "11 10": 1, "11 11": 1,
}  # fmt: skip
"""The 63 pairs of the Los Angeles study of endometrial cancer, case then control: gall-bladder disease, hypertension.

Mack et al. 1976; Breslow and Day 1980, Statistical Methods in Cancer Research I, chapter 7, first control of each
case; typed pair by pair in the SAS/STAT User's Guide, "Conditional Logistic Regression for Matched Pairs Data".
"""


def endometrial_cancer() -> Rows:
    pairs = [pair.split(" ") for pair, times in PAIRS.items() for _ in range(times)]
    exposed = np.array([[float(figure) for figure in who] for pair in pairs for who in pair])
    pair = np.repeat(np.arange(len(pairs)), 2)
    return Rows(np.tile([1.0, 0.0], len(pairs)), exposed, pair, pair)


def test_the_published_matched_pairs_of_breslow_and_day() -> None:
    """Printed in the SAS/STAT guide: Gall 0.9704 (standard error 0.5307), Hyper 0.3481 (0.3770)."""
    found = fit(endometrial_cancer())
    assert found is not None
    assert found.slopes == pytest.approx([0.9704, 0.3481], abs=5e-5)
    assert np.sqrt(np.diag(np.linalg.inv(found.information))) == pytest.approx([0.5307, 0.3770], abs=5e-5)


def test_one_exposure_of_the_published_pairs_is_the_ratio_of_discordant_pairs() -> None:
    """13 pairs with gall-bladder disease in the case alone, 5 in the control alone: 13 / 5."""
    both = endometrial_cancer()
    found = fit(Rows(both.counts, both.exposed[:, :1], both.stratum, both.cluster))
    assert found is not None
    assert np.exp(found.slopes[0]) == pytest.approx(13 / 5)
    assert np.linalg.inv(found.information)[0, 0] == pytest.approx(1 / 13 + 1 / 5)


def test_the_robust_spread_grows_with_clusters_that_repeat_themselves() -> None:
    ours = rows()
    times = 4
    copied = Rows(
        np.tile(ours.counts, times),
        np.tile(ours.exposed, (times, 1)),
        np.concatenate([ours.stratum + 80 * n for n in range(times)]),
        np.tile(ours.cluster, times),
    )
    one, many = fit(ours), fit(copied)
    assert one is not None
    assert many is not None
    # Four copies in the same clusters tell nothing new: the information quadruples, the robust spread stays.
    assert many.information == pytest.approx(times * one.information)
    assert many.covariance == pytest.approx(one.covariance)


def test_a_constant_exposure_has_no_estimate() -> None:
    ours = rows()
    constant = Rows(ours.counts, np.column_stack([ours.exposed[:, 0], np.ones(ours.counts.size)]), ours.stratum,
                    ours.cluster)  # fmt: skip
    assert fit(constant) is None


def test_every_case_exposed_and_no_control_has_no_finite_ratio() -> None:
    case = np.tile([1.0, 0.0], 40)
    pairs = np.repeat(np.arange(40), 2)
    assert fit(Rows(case, case[:, None], pairs, pairs)) is None


def test_the_score_is_zero_where_the_fit_is() -> None:
    found = fit(rows())
    assert found is not None
    assert at_slopes(rows(), found.slopes, np.zeros(2)).score == pytest.approx([0, 0], abs=1e-8)


def test_a_prior_makes_every_ratio_finite_and_a_strong_one_makes_it_one() -> None:
    case = np.tile([1.0, 0.0], 40)
    pairs = np.repeat(np.arange(40), 2)
    separated = Rows(case, case[:, None], pairs, pairs)
    wide, narrow = fit(separated, np.array([0.25])), fit(separated, np.array([1e6]))
    assert wide is not None
    assert narrow is not None
    assert 1 < wide.slopes[0] < 10
    assert narrow.slopes[0] == pytest.approx(0, abs=1e-4)
