from __future__ import annotations

import json

from walk.exports import Options, chosen, read, totals, zip_of

from tracker.core.formats.imports.values import Rank


def part(kind: str, start: str, end: str) -> dict[str, str]:
    return {"fitnessActivity": kind, "startTime": f"2026-03-{start}:00Z", "endTime": f"2026-03-{end}:00Z"}


def session(*segments: dict[str, str], kind: str = "sleep", start: str = "01T22:00", end: str = "02T06:00") -> str:
    return json.dumps({**part(kind, start, end), "duration": "28800s", "segment": list(segments)})


def test_awake_in_bed_is_no_sleep_and_the_night_is_that_of_the_morning() -> None:
    data = session(
        part("sleep", "01T22:00", "02T01:00"),
        part("sleep.awake", "02T01:00", "02T01:30"),
        part("sleep", "02T01:30", "02T06:00"),
    )
    assert totals(data) == {"sleep_h": {"2026-03-02": 7.5}}


def test_session_without_segments_is_its_length_and_stages_make_it_better() -> None:
    assert totals(session()) == {"sleep_h": {"2026-03-02": 8.0}}
    (staged,) = chosen(session(part("sleep.deep", "01T23:00", "02T05:00"))).values
    assert (staged.value, staged.rank) == (6.0, Rank.BEST)


def test_exercise_waits_for_a_tick_and_other_sessions_are_counted() -> None:
    data = zip_of(
        {
            "Takeout/Fit/All Sessions/1.json": session(kind="running", start="02T10:00", end="02T10:40"),
            "Takeout/Fit/All Sessions/2.json": session(kind="in_vehicle"),
            "Takeout/Fit/Daily activity metrics/Daily activity metrics.csv": "Date,Move Minutes count\n2026-03-02,9\n",
        }
    )
    assert totals(data) == {}
    assert read(data).collected.unused == {"In vehicle": 1}
    ticked = Options(on=frozenset({"exercise_min|Google Fit|on request"}))
    assert totals(data, options=ticked) == {"exercise_min": {"2026-03-02": 40.0}}


def test_time_that_cannot_be_read_is_left_out() -> None:
    assert read(session(start="41T22:00")).collected.left_out[0].count == 1
