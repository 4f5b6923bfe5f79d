"""The JSON holds the summary, every number bare beside its words."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.core.records import Diary
from tracker.core.reference.sections import SECTIONS
from tracker.core.reports import build_summary, from_snapshot, to_json, to_snapshot, with_sections
from tracker.core.reports.facts import WeeksChart
from tracker.core.reports.json_summary import FORMAT_VERSION

TODAY = date(2026, 7, 1)


@pytest.fixture
def document(three_weeks: Diary) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(to_json(build_summary(three_weeks, TODAY)))
    return read


def section(document: dict[str, Any], key: str) -> dict[str, Any]:
    (found,) = (section for section in document["sections"] if section["key"] == key)
    return dict(found)


def fact(document: dict[str, Any], of_section: str, key: str) -> dict[str, Any]:
    written = section(document, of_section)
    (found,) = (fact for fact in (*written["headline"], *written["facts"]) if fact["key"] == key)
    return dict(found)


def table(document: dict[str, Any], of_section: str) -> dict[str, Any]:
    return dict(section(document, of_section)["tables"][0])


def test_it_names_format_period_and_date(document: dict[str, Any]) -> None:
    assert (document["format"], document["format_version"]) == ("levator-doctor-summary", FORMAT_VERSION)
    assert (document["first_day"], document["last_day"], document["made_on"]) == (
        "2026-05-04",
        "2026-05-24",
        "2026-07-01",
    )


def test_facts_carry_bare_values(document: dict[str, Any]) -> None:
    assert fact(document, "course", "rate")["values"] == {"per_week": None, "per_logged_day": None}
    assert fact(document, "course", "episodes")["values"] == {"episodes": 7, "episode_days": 6}
    assert document["coverage"]["values"] == {"days_logged": 12, "days": 21}
    assert fact(document, "bouts", "in_sleep")["values"] == {"yes": 1, "no": 1, "not_said": 5}


def test_what_is_not_known_is_null(document: dict[str, Any]) -> None:
    assert table(document, "course")["rows"][1]["episodes"] == {"text": "not known", "value": None}
    tea = table(document, "exposures")["rows"][2]
    assert (tea["exposure"]["value"], tea["days"]["value"], tea["median"]["value"]) == ("own_tea", 0, None)


def test_own_words_stay_readable(three_weeks: Diary) -> None:
    assert "cold spoon" in to_json(build_summary(three_weeks, TODAY)).decode()


def test_names_are_translated_and_keys_are_not(three_weeks: Diary) -> None:
    greek = json.loads(to_json(build_summary(three_weeks, TODAY, lambda text: "Άγχος" if text == "Stress" else text)))
    assert table(greek, "beliefs")["rows"][0]["blamed"] == {"text": "Άγχος", "value": "stress"}


def test_the_same_summary_gives_the_same_bytes(half_a_year: Diary) -> None:
    assert to_json(build_summary(half_a_year, TODAY)) == to_json(build_summary(half_a_year, TODAY))


@pytest.mark.parametrize("name", ["three_weeks", "empty", "half_a_year", "overfull"])
def test_what_was_frozen_comes_back_as_it_was(name: str, request: pytest.FixtureRequest) -> None:
    """Through text, as a database keeps it; only the entries are not there any more."""
    summary = build_summary(request.getfixturevalue(name), TODAY)
    keys = ["reliefs", "course", "places"]
    kept = json.dumps(to_snapshot(summary, keys), sort_keys=True)
    assert from_snapshot(json.loads(kept)) == replace(with_sections(summary, keys), entries=None, days=())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=st.lists(st.sampled_from(list(SECTIONS))))
def test_only_what_was_chosen_is_frozen(three_weeks: Diary, keys: list[str]) -> None:
    marked = replace(three_weeks, episodes=tuple(replace(e, note="a private note") for e in three_weeks.episodes))
    kept = to_snapshot(build_summary(marked, TODAY), keys)
    shown = [section["key"] for section in kept["sections"]]
    assert shown == [key for key in dict.fromkeys(keys) if key in shown and key != "how_made"] + ["how_made"]
    text = json.dumps(kept)
    assert "a private note" not in text
    for key, words in OF_ONE_SECTION.items():
        assert (words in text) is (key in keys)


OF_ONE_SECTION = {
    "course": "Longest run",
    "places": "Side of nose, left",
    "bouts": "Single twitches",
    "signs": "Ringing in one ear",
    "reliefs": "cold spoon",
    "exposures": "Herbal tea",
    "beliefs": "the cat",
}
"""Words that are in this section of the three weeks only."""


def test_a_summary_frozen_by_another_version_is_refused(three_weeks: Diary) -> None:
    kept = to_snapshot(build_summary(three_weeks, TODAY), [])
    for changed in ({"format_version": 1}, {"format": "something else"}):
        with pytest.raises(ValueError, match="another version"):
            from_snapshot(kept | changed)


def test_a_snapshot_without_newer_keys_still_opens(three_weeks: Diary) -> None:
    kept = to_snapshot(build_summary(three_weeks, TODAY), ["course", "bouts"])
    for section in kept["sections"]:
        del section["nothing_on"]
        for fact in (*section["headline"], *section["facts"]):
            del fact["nothing_on"], fact["secondary"]
        for table in section["tables"]:
            del table["secondary"]
            table["columns"] = [
                {name: column[name] for name in ("key", "label", "number", "below")} for column in table["columns"][:4]
            ]
    del kept["nothing_title"], kept["nothing_noted"]
    (chart,) = (s.chart for s in from_snapshot(kept).sections if isinstance(s.chart, WeeksChart))
    assert [(week.episodes, week.days_logged, week.days) for week in chart.weeks] == [(4, 5, 7), (0, 0, 7), (3, 7, 7)]
