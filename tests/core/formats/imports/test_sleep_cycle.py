from __future__ import annotations

from walk.exports import Options, read, totals

CLASSIC = (
    "Start;End;Sleep quality;Time in bed;Wake up;Sleep Notes;Heart rate;Activity (steps)\n"
    "2026-03-28 23:30:00;2026-03-29 07:36:00;54%;7:06;:|;Drank coffee :Stressful day;0;23666\n"
    "2026-03-30 02:19:54;2026-03-30 13:58:53;0%;0:00;;;0;1229\n"
    "2026-03-31 00:10:00;2026-03-31 08:10:00;74%;8:00;;Drank coffee;0;1\n"
)
NEWER = (
    "Went to bed;Woke up;Sleep Quality;Time in bed (seconds);Time asleep (seconds);Notes\n"
    "2026-06-01 22:30:00;2026-06-02 06:30:00;82%;28800.0;25200.0;\n"
    "2026-06-03 00:40:00;2026-06-03 06:10:00;61%;19800.0;—;\n"
)


def test_time_in_bed_is_what_passed_and_not_the_clocks() -> None:
    assert totals(CLASSIC) == {"sleep_h": {"2026-03-29": 7.1, "2026-03-31": 8.0}}


def test_failed_recording_is_no_night_of_zero_hours() -> None:
    assert [(group.count, group.examples[0].line) for group in read(CLASSIC).collected.left_out] == [(1, 3)]


def test_notes_are_about_the_evening_before() -> None:
    coffee = next(one.key for one in read(CLASSIC).collected.exposures if one.name == "Drank coffee")
    ticked = Options(on=frozenset({f"{coffee}|Sleep Cycle: Drank coffee|on request"}))
    assert totals(CLASSIC, options=ticked)[coffee] == {"2026-03-28": 1.0, "2026-03-30": 1.0}


def test_time_asleep_counts_where_there_is_one() -> None:
    assert totals(NEWER) == {"sleep_h": {"2026-06-02": 7.0, "2026-06-03": 5.5}}


def test_table_saved_again_in_america_is_read() -> None:
    data = "Start,End,Sleep quality,Time in bed,Wake up,Sleep Notes\n7/29/25 21:47,7/30/25 6:08,82%,8:20,,\n"
    assert totals(data) == {"sleep_h": {"2025-07-30": 8.33}}
