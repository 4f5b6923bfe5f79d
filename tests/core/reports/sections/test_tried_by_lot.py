"""Finished self-experiments in the doctor's summary."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from tracker.core.analysis.experiments.result import ExperimentResult, Verdict
from tracker.core.records import Expected, Experiment
from tracker.core.reports.sections.tried_by_lot import tried_by_lot

TRIED = Experiment(UUID(int=1), date(2026, 1, 5), "no coffee", "as usual", Expected.FEWER, "5eed", 14, 2)


def found(verdict: Verdict, **values: object) -> ExperimentResult:
    fields = {"ratio": 0.5, "low": 0.34, "high": 0.74, "p": 0.004, **values}
    return ExperimentResult(verdict, 14, 14, 26, 27, 56, 1.04, 2.07, 25, 28, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("verdict", list(Verdict))
def test_each_verdict_comes_with_its_caution(verdict: Verdict) -> None:
    (fact,) = tried_by_lot([(TRIED, found(verdict))], str)
    assert "no coffee" in fact.text
    assert "noticed or noted less" in fact.detail
    assert fact.values["verdict"] == verdict


def test_says_rates_interval_and_days() -> None:
    (fact,) = tried_by_lot([(TRIED, found(Verdict.FEWER))], str)
    assert fact.text == "Fewer twitches on the days with “no coffee”."
    for part in (
        "Episodes a day: 1 on these days, 2.1 on the others.",
        "about 50 % fewer (between 25 % and 70 % fewer)",
        "53 of the 56 days that count were logged.",
        "You kept to it on 25 of 28 days",
    ):
        assert part in fact.detail
    assert (fact.values["last_day"], fact.values["high"]) == ("2026-03-01", 0.74)


def test_an_open_interval_and_missing_rates_are_left_out() -> None:
    (fact,) = tried_by_lot([(TRIED, found(Verdict.CANNOT_TELL, high=None, p=None))], str)
    assert "%" not in fact.detail
    assert fact.values["high"] is None


def test_the_unexpected_direction_is_a_hint() -> None:
    (fact,) = tried_by_lot([(TRIED, found(Verdict.CANNOT_TELL, ratio=2.0, low=1.5, high=2.6, is_opposite=True))], str)
    assert "take this as a hint" in fact.detail
