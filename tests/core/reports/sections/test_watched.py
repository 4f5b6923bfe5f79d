"""The doctor's summary tells every rule that matches, with its level and since when the person knows."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

from tracker.core.records import Diary, Person
from tracker.core.red_flags import RedFlag
from tracker.core.red_flags.flag import raise_flag
from tracker.core.reports import SummaryContext, build_summary, to_csv, to_json
from tracker.core.reports.sections.watched import watched_table

TODAY, SHOWN = date(2026, 7, 1), date(2026, 6, 20)
DROOP = raise_flag("E1_face_droop", {"dates": ["2026-06-30"], "signs": ["face_droop"]})
SLEEP = raise_flag("N2_sleep", {"dates": ["2026-06-30"]})
QUIET = raise_flag("R3_quiet", {"days": 14})
FLAGS: tuple[RedFlag, ...] = (DROOP, SLEEP, QUIET)


def test_every_flag_but_what_reassures_is_a_row_the_most_urgent_first() -> None:
    table = watched_table(FLAGS, {"E1_face_droop": SHOWN}, Person(country="AU"), TODAY, str)
    rows = [[(cell.text, cell.value) for cell in row] for row in table.rows]
    droop = (
        "A face that suddenly drops on one side, or that suddenly cannot smile evenly, needs emergency help now. Call "
        "000. Note the time it started."
    )
    assert rows[0] == [(droop, "E1_face_droop"), ("Get help now", "emergency"), ("20 Jun 2026", "2026-06-20")]
    assert [value for _text, value in rows[1]] == ["N2_sleep", "next_visit", None]
    assert rows[1][2][0] == "–"
    assert len(rows) == 2
    assert table.note == "As of 1 Jul 2026."


def test_without_a_flag_it_says_so() -> None:
    table = watched_table((QUIET,), {}, Person(), TODAY, str)
    assert (table.rows, table.note) == ((), "No warning sign was found, as of 1 Jul 2026.")


def test_it_is_in_the_readers_language() -> None:
    table = watched_table(FLAGS, {}, Person(), TODAY, lambda text: f"⟦{text}⟧")
    texts = [table.note, *(c.label for c in table.columns), *(c.text for row in table.rows for c in row if c.value)]
    assert all(text.startswith("⟦") for text in texts)


def test_json_and_csv_say_the_same(three_weeks: Diary) -> None:
    summary = build_summary(three_weeks, TODAY, context=SummaryContext(FLAGS, {"N2_sleep": SHOWN}))
    (section,) = (s for s in json.loads(to_json(summary))["sections"] if s["key"] == "signs_to_watch")
    (document,) = section["tables"]
    rows = list(csv.reader(io.StringIO(to_csv(summary).decode(), newline="")))
    for row in document["rows"]:
        head = row["says"]["text"]
        assert ["Signs to watch", f"{head}: Level", row["level"]["text"]] in rows
        assert ["Signs to watch", f"{head}: First shown", row["first_shown"]["text"]] in rows
    assert [row["says"]["value"] for row in document["rows"]] == ["E1_face_droop", "N2_sleep"]
    assert ["Signs to watch", "", "As of 1 Jul 2026."] in rows
