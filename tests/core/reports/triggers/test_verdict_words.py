"""The analysis in table cells: linked, no link found, cannot tell yet, not looked at, each in per cent."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from tracker.core.analysis import results
from tracker.core.analysis.results import (
    METHOD,
    Basis,
    Estimate,
    Finding,
    Interval,
    LeftOut,
    RuledOut,
    TooEarly,
    Triggers,
)
from tracker.core.analysis.triggers.schedule import ScheduledAnalysis
from tracker.core.records import Exposure, Summary
from tracker.core.reports.triggers.verdict_words import span_tables, verdict_basis, verdict_cells

BASIS = Basis(METHOD, date(2026, 1, 1), date(2026, 6, 30), 174, 90, 210)
NAMES = {"caffeine_mg": ("Caffeine", "mg"), "sleep_h": ("Sleep", "h"), "stress": ("Stress", "0–10")}
EXPOSURES = {key: Exposure(UUID(int=1), key, *said, Summary.SUM) for key, said in NAMES.items()}


def verdict(**said: object) -> ScheduledAnalysis:
    return ScheduledAnalysis(180, date(2026, 6, 30), Triggers(BASIS, 0.0125, **said), ())  # type: ignore[arg-type]


def finding(**parts: object) -> Finding:
    usual = {
        "exposure": "caffeine_mg", "lag_days": 0, "shape": "linear", "over_days": 1, "limit": None, "sd": 85.0,
        "per_sd": Interval(1.52, 1.18, 1.94), "per_unit": 1.005, "p": 0.001, "q": 0.004,
    }  # fmt: skip
    return Finding(**(usual | parts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({}, "On days with one coffee more: about 60 % more episodes (between 1.2 and 2 times as many)."),
        ({"lag_days": 1, "shape": "high", "limit": 300.0, "per_unit": 1.52},
         "On the day after caffeine of 300 mg or more: about 50 % more episodes (between 15 % and 95 % more)."),
        ({"over_days": 3, "shape": "low", "limit": 90.0, "per_sd": Interval(0.6, 0.55, 0.9), "per_unit": 0.6},
         "Over three days with caffeine above 90 mg a day: about 70 % more episodes (between 10 % and 85 % more)."),
    ],
)  # fmt: skip
def test_a_finding_has_size_lag_and_interval(parts: dict[str, object], says: str) -> None:
    cell = verdict_cells(verdict(findings=(finding(**parts),)), EXPOSURES, "", str)["caffeine_mg"]
    assert (cell.text, cell.value) == (says, "together")


def test_the_other_answers_are_answers_too() -> None:
    said = verdict_cells(
        verdict(
            ruled_out=(RuledOut("caffeine_mg", 85.0, 0.88, 1.31),),
            too_early=(TooEarly("sleep_h", 40),),
            left_out=(LeftOut("stress", "moves exactly like %(other)s", "sleep_h"),),
        ),
        EXPOSURES,
        "",
        str,
    )
    assert {key: (cell.text, cell.value) for key, cell in said.items()} == {
        "caffeine_mg": (
            "No link found: at most about 35 % more or 15 % fewer for one coffee more.",
            "nothing_seen",
        ),
        "sleep_h": ("Cannot tell yet.", "too_early"),
        "stress": ("Not looked at: moves exactly like Sleep.", "left_out"),
    }


def test_the_basis_is_shown() -> None:
    tested = (results.ExposureTest("caffeine_mg", 0.001, 0.004), results.ExposureTest("sleep_h", 0.5, 0.5))
    words = verdict_basis(verdict(findings=(finding(),), tested=tested, too_early=(TooEarly("sleep_h", 40),)), str)
    assert words == (
        "1 of 2 linked, 1 cannot be told yet: whole diary to 30 Jun 2026, 174 days logged, 210 episodes,"
        " 95 % intervals."
    )


def test_before_the_first_analysis_there_are_no_results() -> None:
    assert verdict_cells(None, EXPOSURES, "", str) == {}
    assert verdict_basis(None, str) == "First answers come from day 63."
    assert span_tables(None, EXPOSURES, str) == ()


def test_the_spans_are_those_of_the_forest_plot() -> None:
    estimates = (
        Estimate("sleep_h", 0, 1.0, Interval(1.01, 0.9, 1.1)),
        Estimate("sleep_h", 1, 1.0, Interval(0.82, 0.7, 0.96)),
    )
    (table,) = span_tables(verdict(findings=(finding(),), estimates=estimates), EXPOSURES, str)
    assert [[cell.value for cell in row] for row in table.rows] == [
        ["Caffeine", 1.52, 1.18, 1.94, True],
        ["Sleep", 0.82, 0.7, 0.96, False],
    ]
