"""Analyse a finished self-experiment, as drawn and not as kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np

from tracker.core.analysis.experiments.pairs import Pairs, pairs_of, weighted_differences
from tracker.core.analysis.experiments.plan import Status, planned_days, status
from tracker.core.analysis.experiments.randomisation import share_as_high
from tracker.core.analysis.experiments.result import ExperimentResult, Verdict
from tracker.core.records import Expected, Experiment, Kept

LEVEL = 0.05
"""One-sided; the interval has this much on each side."""

SMALL_RATIO = 1.25
"""Rates less than this factor apart do not differ in a way that matters."""

MIN_PAIRS = 5
"""With four pairs even the most extreme order has a share of 1 / 16."""

RULE_OF_THREE = 3.0
"""The upper 95 % bound of the mean of a Poisson count of 0."""

RATIOS = np.exp(np.linspace(np.log(0.05), np.log(20.0), 121))
"""The ratios that the interval is searched in; a bound is halfway between two of them."""


def analyse(experiment: Experiment, episodes: Mapping[date, int], today: date) -> ExperimentResult | None:
    """Analyse an experiment; None unless it is finished, so that nobody sees a result before.

    `episodes` holds the number of episodes of each logged date.
    """
    return analyse_finished(experiment, episodes) if status(experiment, today) is Status.FINISHED else None


def analyse_finished(experiment: Experiment, episodes: Mapping[date, int]) -> ExperimentResult:
    """Analyse an experiment of which the caller knows that it is finished."""
    days = planned_days(experiment)
    pairs = pairs_of(days, episodes, experiment.pairs)
    dates = {planned.date for planned in days}
    answers = [answer for answer in experiment.kept if answer.day in dates]
    on_days, off_days = int(pairs.on_days.sum()), int(pairs.off_days.sum())
    fields: dict[str, Any] = {
        "usable_pairs": int(pairs.usable().sum()),
        "pairs": experiment.pairs,
        "on_days": on_days,
        "off_days": off_days,
        "planned_days": sum(planned.counts for planned in days),
        "on_rate": float(pairs.on_episodes.sum()) / on_days if on_days else None,
        "off_rate": float(pairs.off_episodes.sum()) / off_days if off_days else None,
        "days_kept": sum(answer.kept is Kept.YES for answer in answers),
        "days_answered": len(answers),
    }
    if fields["usable_pairs"] < MIN_PAIRS or not pairs.on_episodes.sum() + pairs.off_episodes.sum():
        return ExperimentResult(Verdict.CANNOT_TELL, **fields)
    return _compare(pairs, experiment.expected, fields)


def _compare(pairs: Pairs, expected: Expected, fields: dict[str, Any]) -> ExperimentResult:
    fewer, more = (float(p) for p in p_values(pairs))
    low, high = ratio_interval(pairs)
    p = fewer if expected is Expected.FEWER else more
    verdict = Verdict.CANNOT_TELL
    if p <= LEVEL:
        verdict = Verdict.FEWER if expected is Expected.FEWER else Verdict.MORE
    elif low is not None and high is not None and low >= 1 / SMALL_RATIO and high <= SMALL_RATIO:
        verdict = Verdict.NO_DIFFERENCE
    is_opposite = verdict is Verdict.CANNOT_TELL and (more if expected is Expected.FEWER else fewer) <= LEVEL
    ratio = fields["on_rate"] / fields["off_rate"] if fields["off_rate"] else None
    return ExperimentResult(verdict, **fields, ratio=ratio, low=low, high=high, p=p, is_opposite=is_opposite)


def p_values(pairs: Pairs) -> tuple[Any, Any]:
    """One-sided p-values for fewer and for more episodes *on*, each a number or an array over experiments."""
    differences = weighted_differences(pairs)
    return share_as_high(-differences), share_as_high(differences)


def ratio_interval(pairs: Pairs) -> tuple[float | None, float | None]:
    """The ratios that neither one-sided test refuses at `LEVEL`: a 90 % interval. None: open on that side.

    Parameters
    ----------
    pairs : Pairs
        One experiment, arrays of shape (pairs,).

    Notes
    -----
    No ratio turns 0 into another rate. Where one side has no episode and the test is clear, the bound is that of a
    Poisson count of 0: three episodes.
    """
    differences = np.array([weighted_differences(pairs, ratio) for ratio in RATIOS])
    above = np.flatnonzero(share_as_high(differences) > LEVEL)
    below = np.flatnonzero(share_as_high(-differences) > LEVEL)
    # The true ratio is higher than those refused for being too low, and lower than those refused for being too high.
    low = _between(above[0] - 1, above[0]) if above.size and above[0] > 0 else None
    high = _between(below[-1], below[-1] + 1) if below.size and below[-1] + 1 < RATIOS.size else None
    if not below.size:
        high = RULE_OF_THREE * float(pairs.off_days.sum() / (pairs.on_days.sum() * pairs.off_episodes.sum()))
    if not above.size:
        low = float(pairs.on_episodes.sum() * pairs.off_days.sum() / pairs.on_days.sum()) / RULE_OF_THREE
    return low, high


def _between(one: int, other: int) -> float:
    """The ratio halfway between two of those tried."""
    return float(np.sqrt(RATIOS[one] * RATIOS[other]))
