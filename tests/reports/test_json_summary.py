"""The JSON holds the summary, every number bare beside its words."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from tracker.records import Diary
from tracker.reports import build, to_json

TODAY = date(2026, 7, 1)


@pytest.fixture
def document(three_weeks: Diary) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(to_json(build(three_weeks, TODAY)))
    return read


def test_it_names_format_period_and_date(document: dict[str, Any]) -> None:
    assert (document["format"], document["format_version"]) == ("levator-doctor-summary", 1)
    assert (document["first_day"], document["last_day"], document["made_on"]) == (
        "2026-05-04",
        "2026-05-24",
        "2026-07-01",
    )


def test_facts_carry_bare_values(document: dict[str, Any]) -> None:
    assert document["headline"]["rate"]["values"] == {"per_week": 4.1, "per_logged_day": 0.58}
    assert document["scope"]["coverage"]["values"] == {"days_logged": 12, "days": 21}
    assert document["bouts"]["facts"]["in_sleep"]["values"] == {"yes": 1, "no": 1, "not_said": 5}


def test_what_is_not_known_is_null(document: dict[str, Any]) -> None:
    assert document["weeks"]["rows"][1]["episodes"] == {"text": "not known", "value": None}
    tea = document["exposures"]["rows"][2]
    assert (tea["exposure"]["value"], tea["days"]["value"], tea["median"]["value"]) == ("own_tea", 0, None)


def test_own_words_stay_readable(three_weeks: Diary) -> None:
    assert "cold spoon" in to_json(build(three_weeks, TODAY)).decode()


def test_names_are_translated_and_keys_are_not(three_weeks: Diary) -> None:
    greek = json.loads(to_json(build(three_weeks, TODAY, lambda text: "Άγχος" if text == "Stress" else text)))
    assert greek["blamed"]["rows"][0]["blamed"] == {"text": "Άγχος", "value": "stress"}


def test_the_same_summary_gives_the_same_bytes(half_a_year: Diary) -> None:
    assert to_json(build(half_a_year, TODAY)) == to_json(build(half_a_year, TODAY))
