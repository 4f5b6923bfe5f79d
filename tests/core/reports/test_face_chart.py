"""The face is drawn from the places of the summary, also from a snapshot."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from tracker.core.records import Diary
from tracker.core.reference.places import PLACES
from tracker.core.reports import DoctorSummary, build_summary, from_snapshot, to_snapshot, with_sections
from tracker.core.reports.face_chart import face_chart, face_words
from tracker.core.reports.facts import FaceChart

TODAY = date(2026, 7, 1)


def faces(summary: DoctorSummary) -> list[FaceChart]:
    return [section.chart for section in summary.sections if isinstance(section.chart, FaceChart)]


def test_the_words_are_those_of_the_table(three_weeks: Diary) -> None:
    (face,) = faces(build_summary(three_weeks, TODAY))
    assert face_words(face) == (
        "A face as the doctor sees it, the person's right on the left. In order of appearance:"
        " 1. Side of nose, left: 5 episodes; 2. Lower eyelid, right: 3 episodes."
    )


def test_one_episode_is_one_episode() -> None:
    words = face_words(FaceChart(((PLACES["chin:left"], "1. Chin, left", 1),)))
    assert words.endswith(": 1. Chin, left: 1 episode.")


def test_a_snapshot_is_drawn_the_same(three_weeks: Diary) -> None:
    summary = build_summary(three_weeks, TODAY)
    snapshot = from_snapshot(json.loads(json.dumps(to_snapshot(summary, ["places"]), sort_keys=True)))
    assert list(map(face_chart, faces(snapshot))) == list(map(face_chart, faces(summary)))


def test_there_is_no_face_without_a_place_on_it(three_weeks: Diary, empty: Diary) -> None:
    summary = build_summary(three_weeks, TODAY)
    assert faces(summary)
    assert not faces(with_sections(summary, ["course"]))
    assert not faces(build_summary(empty, TODAY))
    calves = tuple(replace(episode, places=(PLACES["calf:left"],)) for episode in three_weeks.episodes)
    assert not faces(build_summary(replace(three_weeks, episodes=calves), TODAY))
