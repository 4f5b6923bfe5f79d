from __future__ import annotations

from walk.exports import Options, milliseconds, read, totals

HEAD = "Id,Tz,From,To,Sched,Hours,Rating,Comment,Framerate,Snore,Noise,Cycles,DeepSleep,"
HEAD += 'LenAdjust,Geo,"8:18","Event","Event"\n'


def night(start: str, hours: float, adjusted: str = "0", comment: str = "", rating: str = "0.0") -> str:
    cells = [
        milliseconds(start),
        "Europe/London",
        "1. 3. 2026 8:17",
        "x",
        "x",
        hours,
        rating,
        comment,
        10_007,
        -1,
        -1.0,
        -1,
        -2.0,
    ]
    return HEAD + ",".join(f'"{cell}"' for cell in (*cells, adjusted, "", "0.1", "A-1", "B-2", "C-3")) + "\n"


def test_every_record_brings_its_header() -> None:
    data = night("2026-03-01T23:00:00+00:00", 7.5) + night("2026-03-02T23:00:00+00:00", 8)
    assert totals(data) == {"sleep_h": {"2026-03-02": 7.5, "2026-03-03": 8.0}}


def test_minus_one_with_a_point_means_by_hand() -> None:
    assert totals(night("2026-03-01T23:00:00+00:00", 7.5, "-1.0")) == {"sleep_h": {"2026-03-02": 7.5}}
    assert totals(night("2026-03-01T23:00:00+00:00", 7.5, "-30")) == {"sleep_h": {"2026-03-02": 7.0}}


def test_tests_of_a_minute_are_left_out() -> None:
    found = read(night("2026-03-01T23:00:00+00:00", 0.01)).collected
    assert (found.candidates, found.left_out[0].count) == ((), 1)


def test_tags_and_rating_wait_for_a_tick() -> None:
    data = night("2026-03-02T01:00:00+00:00", 6, comment=" #alcohol_2x late", rating="3.0")
    assert totals(data) == {"sleep_h": {"2026-03-02": 6.0}}
    (alcohol,) = (one.key for one in read(data).collected.exposures)
    ticks = frozenset({f"{alcohol}|Sleep as Android: alcohol|on request", "sleep_quality|Sleep as Android|on request"})
    found = totals(data, options=Options(on=ticks))
    assert (found[alcohol], found["sleep_quality"]) == ({"2026-03-01": 1.0}, {"2026-03-02": 6.0})
