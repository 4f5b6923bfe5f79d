"""The face is drawn and told from the table of places, so that a frozen summary shows the same."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from tracker.core.records import Diary
from tracker.core.reference.places import PLACES
from tracker.core.reports import build_summary, from_snapshot, to_snapshot, with_sections
from tracker.core.reports.face_chart import face_chart, face_words, has_face

TODAY = date(2026, 7, 1)


def test_the_words_are_those_of_the_table(three_weeks: Diary) -> None:
    assert face_words(build_summary(three_weeks, TODAY)) == (
        "A face as the doctor sees it, the person's right on the left. In order of appearance:"
        " 1. Side of nose, left: 5 episodes; 2. Lower eyelid, right: 3 episodes."
    )


def test_a_thawed_summary_is_drawn_the_same(three_weeks: Diary) -> None:
    summary = build_summary(three_weeks, TODAY)
    kept = from_snapshot(json.loads(json.dumps(to_snapshot(summary, ["places"]), sort_keys=True)))
    assert face_chart(kept) == face_chart(summary)


def test_there_is_no_face_without_a_place_on_it(three_weeks: Diary, empty: Diary) -> None:
    summary = build_summary(three_weeks, TODAY)
    assert has_face(summary)
    assert not has_face(with_sections(summary, ["course"]))
    assert not has_face(build_summary(empty, TODAY))
    calves = tuple(replace(bout, places=(PLACES["calf:left"],)) for bout in three_weeks.episodes)
    assert not has_face(build_summary(replace(three_weeks, episodes=calves), TODAY))
