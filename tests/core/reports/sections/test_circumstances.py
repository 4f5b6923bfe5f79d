"""Exposures, beliefs and reliefs, against values counted by hand."""

from __future__ import annotations

from dataclasses import replace

from tracker.core.analysis import count_blamed, daily
from tracker.core.records import Diary
from tracker.core.reports.facts import Cell, SummaryTable
from tracker.core.reports.sections.circumstances import blame_table, exposure_table, relief_table
from tracker.core.reports.triggers.beliefs import beliefs
from tracker.core.reports.triggers.cards import Kind

SAID = Cell("nothing seen", "nothing_seen")


def texts(table: SummaryTable) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def test_exposures_are_summed_up_over_the_days_that_have_a_value(three_weeks: Diary) -> None:
    table = exposure_table(three_weeks.exposures, daily(three_weeks), {"caffeine_mg": SAID}, "As of today.", str)
    assert texts(table) == [
        ["Sleep", "2", "7.25", "6.5", "8", "h", ""],
        ["Caffeine", "1", "170", "170", "170", "mg", "nothing seen"],
        ["Herbal tea", "0", "–", "–", "–", "cups", ""],
    ]
    assert [cell.value for cell in table.rows[2]] == ["own_tea", 0, None, None, None, "cups", None]
    assert table.note == "As of today."


def test_findings_come_first(three_weeks: Diary) -> None:
    stands_out = Cell("more episodes", Kind.TOGETHER.value)
    table = exposure_table(three_weeks.exposures, daily(three_weeks), {"caffeine_mg": stands_out}, "", str)
    assert [row[0].text for row in table.rows] == ["Caffeine", "Sleep", "Herbal tea"]


def test_what_is_neither_tracked_nor_recorded_is_left_out(three_weeks: Diary) -> None:
    untracked = tuple(replace(exposure, tracked=False) for exposure in three_weeks.exposures)
    table = exposure_table(untracked, daily(three_weeks), {}, "", str)
    assert [row[0].text for row in table.rows] == ["Sleep", "Caffeine"]


def test_built_in_names_are_translated_and_own_names_are_not(three_weeks: Diary) -> None:
    table = exposure_table(three_weeks.exposures, daily(three_weeks), {}, "", lambda text: f"<{text}>")
    assert [row[0].text for row in table.rows] == ["<Sleep>", "<Caffeine>", "Herbal tea"]


def test_beliefs_are_counted_and_answered(three_weeks: Diary) -> None:
    said = beliefs(count_blamed(three_weeks.episodes), None, {}, str)
    table = blame_table(three_weeks.episodes, said, str)
    assert texts(table) == [["Stress", "2", "cannot tell yet"], ["the cat", "1", "cannot tell: not tracked"]]
    assert [row[0].value for row in table.rows] == ["stress", "the cat"]
    assert {row[-1].value for row in table.rows} == {"cannot_tell"}
    assert table.note == "Said for 2 of 7 episodes."
    assert blame_table((), (), str).note == "Not said."


def test_reliefs_distinguish_helped_from_unanswered(three_weeks: Diary) -> None:
    table = relief_table(three_weeks.episodes, str)
    assert texts(table) == [
        ["Gentle massage", "2", "1", "0", "1", "4"],
        ["cold spoon", "1", "0", "1", "0", "–"],
    ]
    assert relief_table((), str).note == "Nothing was written down."
