"""The JSON object of the trigger analysis: the keys that are promised, and no value that is no number."""

from __future__ import annotations

import json
from datetime import date

import numpy as np
import pytest

from tracker.core.analysis.report import analyse
from tracker.core.analysis.triggers.grid import DayGrid
from tracker.core.reports.triggers.json_report import to_object

DICE = np.random.default_rng(2)
X = DICE.normal(size=(200, 3))
STEP = np.repeat([0.0, 1.0], 100)
GRID = DayGrid(
    date(2024, 1, 1),
    DICE.poisson(np.exp(0.8 + 0.6 * X[:, 0])).astype(float),
    ("a_mg", "b_h", "c_copy", "step"),
    np.column_stack([X[:, 0], X[:, 1], 2 * X[:, 1], STEP]),
)
PROMISED = {
    "file", "method", "days_logged", "episodes", "gate", "findings", "estimates", "ruled_out", "too_early",
    "worsening", "changes",
}  # fmt: skip


def test_the_promised_keys_are_there() -> None:
    found = to_object("a.csv", analyse(GRID))
    assert found.keys() >= PROMISED
    assert (found["file"], found["days_logged"], found["gate"]) == ("a.csv", 200, None)
    (finding,) = found["findings"]
    assert (finding["exposure"], finding["lag_days"], finding["shape"], finding["unit"]) == ("a_mg", 0, "linear", "mg")
    assert finding["low"] < finding["rate_ratio_per_sd"] < finding["high"]
    assert finding["p"] <= finding["q"] <= 0.05
    assert found["estimates"][0].keys() == {"exposure", "lag_days", "rate_ratio_per_sd", "low", "high"}
    assert found["changes"][0].keys() >= {"exposure", "day", "rate_ratio", "low", "high", "claimed"}
    assert found["changes"][0]["day"] == "2024-04-10"


def test_reasons_are_whole_sentences() -> None:
    left_out = {one["exposure"]: one["reason"] for one in to_object("a.csv", analyse(GRID))["left_out"]}
    assert left_out["c_copy"] == "moves exactly like b_h"
    assert left_out["step"] == "changes too seldom, look at it before and after"


@pytest.mark.parametrize("days", [1, 30, 75, 200])
def test_it_is_valid_json_for_any_length(days: int) -> None:
    text = json.dumps(to_object("x", analyse(GRID.between(0, days), scheduled=days > 60)), allow_nan=False)
    assert json.loads(text)["days_logged"] == days
