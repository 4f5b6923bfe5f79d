"""Findings are turned to the side with more twitches, for a step that a person would say."""

from __future__ import annotations

from uuid import UUID

import pytest

from tracker.core.analysis.results import Estimate, Finding, Interval, RuledOut
from tracker.core.records import Exposure, Summary
from tracker.core.reports.triggers.links import Link, link_of, so_far, still_possible, turned

EXPOSURES = {
    key: Exposure(UUID(int=1), key, name, unit, Summary.SUM)
    for key, name, unit in (
        ("sleep_h", "Sleep", "h"), ("stress", "Stress", "0–10"), ("own_gum", "Chewing gum", "pieces"),
    )
}  # fmt: skip


def link(**parts: object) -> Link:
    usual = {
        "exposure": "sleep_h", "lag_days": 0, "shape": "linear", "over_days": 1, "limit": None, "sd": 1.0,
        "per_sd": Interval(0.66, 0.59, 0.77), "per_unit": 0.66, "p": 0.001, "q": 0.004,
    }  # fmt: skip
    return link_of(Finding(**(usual | parts)), EXPOSURES, "", str)  # type: ignore[arg-type]


def test_fewer_episodes_with_more_is_more_with_less() -> None:
    found = link()
    assert (found.more, found.step) == (False, "an hour less sleep")
    assert found.ratio.ratio == pytest.approx(1 / 0.66)
    assert (found.ratio.low, found.ratio.high) == (pytest.approx(1 / 0.77), pytest.approx(1 / 0.59))
    assert found.when(str) == "On days after an hour less sleep"


def test_the_ratio_is_that_of_the_step_not_of_the_standard_deviation() -> None:
    stress = {"exposure": "stress", "sd": 1.0, "per_sd": Interval(1.2, 1.1, 1.3), "per_unit": 1.2}
    found = link(**stress)
    assert found.step == "2 points more stress"
    assert found.ratio.ratio == pytest.approx(1.44)
    assert (found.ratio.low, found.ratio.high) == (pytest.approx(1.21), pytest.approx(1.69))


@pytest.mark.parametrize(
    ("shape", "ratio", "more", "step"),
    [
        ("high", 1.5, True, "stress of 7 points or more"),
        ("high", 0.6, False, "stress below 7 points"),
        ("low", 1.5, False, "stress of 7 points or less"),
        ("low", 0.6, True, "stress above 7 points"),
    ],
)
def test_outer_days_are_named_by_their_limit(shape: str, ratio: float, more: bool, step: str) -> None:
    per_sd = Interval(ratio, ratio * 0.9, ratio * 1.1)
    found = link(exposure="stress", shape=shape, limit=7.0, per_sd=per_sd, per_unit=ratio)
    assert (found.more, found.step) == (more, step)
    assert found.ratio.ratio == pytest.approx(max(ratio, 1 / ratio))


@pytest.mark.parametrize(
    ("parts", "when", "later"),
    [
        ({}, "On days with 2 points more stress", ""),
        ({"lag_days": 1}, "On the day after 2 points more stress", ", a day later"),
        ({"lag_days": 2}, "Two days after 2 points more stress", ", two days later"),
        ({"over_days": 3}, "Over three days with 2 points more stress a day", ", over three days"),
    ],
)
def test_it_says_when(parts: dict[str, object], when: str, later: str) -> None:
    found = link(exposure="stress", per_sd=Interval(1.5, 1.2, 1.8), per_unit=1.5, **parts)
    assert (found.when(str), found.later(str)) == (when, later)


def test_a_step_of_an_own_exposure_is_a_round_number_below_its_deviation() -> None:
    found = link(exposure="own_gum", sd=3.4, per_sd=Interval(1.5, 1.2, 1.8), per_unit=1.13)
    assert found.step == "2 pieces more of “Chewing gum”"


def test_turning_twice_changes_nothing() -> None:
    ratio = Interval(1.5, 1.2, 1.9)
    assert turned(turned(ratio)).low == pytest.approx(1.2)
    assert ratio.scaled(2).scaled(0.5).high == pytest.approx(1.9)


def test_what_is_not_ruled_out_is_for_a_step() -> None:
    possible = still_possible(RuledOut("sleep_h", 2.0, 0.64, 1.44), "", {})
    assert (possible.low, possible.high) == (pytest.approx(0.8), pytest.approx(1.2))


def test_so_far_spans_every_day_that_was_estimated() -> None:
    lags = [
        Estimate("sleep_h", lag, 1.0, Interval(ratio, ratio * 0.5, ratio * 2)) for lag, ratio in enumerate((0.9, 1.3))
    ]
    found = so_far("sleep_h", lags, "", {})
    assert found
    assert (found.ratio, found.low, found.high) == (pytest.approx(1.3), pytest.approx(0.45), pytest.approx(2.6))
    assert so_far("stress", lags, "", {}) is None
