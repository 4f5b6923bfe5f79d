from __future__ import annotations

from datetime import UTC, datetime

from walk.exports import day

from tracker.core.formats.imports.nights import covered_s, nights
from tracker.core.formats.imports.values import Rank, Sleep


def sleep(start: str, end: str, hours: float | None = None, **more: object) -> Sleep:
    """A sleep in UTC, from March 2026; times are like `1 23:30`."""
    first, last = (datetime.strptime(f"2026-03-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=UTC) for text in (start, end))
    return Sleep(first, last, "UTC", "Watch", asleep_s=None if hours is None else hours * 3_600, **more)  # type: ignore[arg-type]


def found(*sleeps: Sleep) -> list[tuple[str, float, bool]]:
    """Date, hours and whether it is a nap."""
    return [(f"{one.day:%d}", round(one.asleep_s / 3_600, 2), one.is_nap) for one in nights(sleeps)]


def test_sleep_belongs_to_the_morning() -> None:
    assert found(sleep("1 23:00", "2 07:00")) == [("02", 8.0, False)]
    assert found(sleep("2 00:30", "2 07:00")) == [("02", 6.5, False)]


def test_pieces_under_an_hour_apart_are_one_sleep() -> None:
    assert found(sleep("1 23:00", "2 02:00"), sleep("2 02:59", "2 06:00")) == [("02", 6.02, False)]


def test_broken_night_is_one_night() -> None:
    assert found(sleep("1 23:00", "2 02:00", 3.0), sleep("2 04:00", "2 07:00", 2.5)) == [("02", 5.5, False)]


def test_nap_does_not_replace_the_night() -> None:
    assert found(sleep("2 14:00", "2 15:00"), sleep("1 23:00", "2 07:00")) == [("02", 8.0, False), ("02", 1.0, True)]


def test_long_sleep_of_a_day_is_the_night_of_a_shift_worker() -> None:
    assert found(sleep("2 13:00", "2 20:00"), sleep("2 08:00", "2 08:30")) == [("02", 7.5, False)]


def test_makers_nap_is_no_part_of_the_night() -> None:
    night, nap = sleep("1 23:00", "2 07:00", 7.0), sleep("2 09:00", "2 10:00", 1.0, is_nap=True)
    assert found(night, nap) == [("02", 7.0, False), ("02", 1.0, True)]


def test_session_inside_another_counts_once() -> None:
    assert found(sleep("1 23:00", "2 07:00", 7.0), sleep("2 01:00", "2 05:00", 4.0)) == [("02", 7.0, False)]


def test_overlapping_pieces_count_once() -> None:
    (night,) = nights([sleep("1 23:00", "2 07:00"), sleep("2 01:00", "2 03:00", rank=Rank.BEST)])
    assert (night.asleep_s, night.rank, night.count) == (8 * 3_600, Rank.BEST, 2)


def test_makers_date_is_kept() -> None:
    assert found(sleep("1 23:00", "2 07:00", 7.0, day=day("2026-03-03"))) == [("03", 7.0, False)]


def test_stretches_cover_each_second_once() -> None:
    assert covered_s([(0, 10), (5, 12), (20, 21), (1, 2)]) == 13
