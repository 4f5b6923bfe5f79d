"""Where values come from, in words."""

from __future__ import annotations

from uuid import UUID

from tracker.core.analysis.describe.imported import ImportedDays
from tracker.core.records import Exposure, Summary
from tracker.core.reports.source_words import source_sentence, sources_legend, sources_note

SLEEP = ImportedDays("sleep_h", 430, (("apple_health", 412), ("table:0a1b", 3)))
EXPOSURES = {"sleep_h": Exposure(UUID(int=1), "sleep_h", "Sleep", "h", Summary.LAST)}


def test_sentence_counts_the_days_of_each_source() -> None:
    assert source_sentence(SLEEP, str) == "412 of 430 days come from Apple Health, 3 from a table."


def test_one_day_comes() -> None:
    assert source_sentence(ImportedDays("sleep_h", 9, (("x", 1),)), str) == "1 of 9 days comes from another app."


def test_nothing_imported_needs_no_words() -> None:
    assert source_sentence(ImportedDays("sleep_h", 9, ()), str) == ""
    assert sources_legend([], EXPOSURES, str) == ""
    assert sources_note([], EXPOSURES, str) == ()


def test_doctor_reads_which_values_were_not_typed() -> None:
    assert sources_note([SLEEP], EXPOSURES, str) == (
        "Not typed, but read from other apps: Sleep (Apple Health, 412 of 430 days), Sleep (a table, 3 of 430 days).",
    )


def test_legend_names_each_source_once() -> None:
    assert sources_legend([SLEEP], EXPOSURES, str) == "From other apps: Sleep (Apple Health, a table)."


def test_what_is_not_tracked_is_not_named() -> None:
    assert sources_legend([SLEEP], {}, str) == ""
