"""The diary by the minute of the clock on the wall."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from tracker.core.analysis.hourly.timeline import A_DAY, local_minute, timeline
from tracker.core.records import Day, Diary, Episode, Exposure, Person, Reading, Summary

MONDAY = date(2026, 6, 1)
CAFFEINE = Exposure(UUID(int=99), "caffeine_mg", "Caffeine", "mg", Summary.SUM)


def reading(day: int, value: float, hour: int | None, number: int) -> Reading:
    at = None if hour is None else datetime(2026, 6, day, hour, tzinfo=UTC)
    return Reading(UUID(int=number), "caffeine_mg", date(2026, 6, day), value, at, "Europe/Berlin" if at else "")


def test_minutes_are_of_local_time() -> None:
    summer = datetime(2026, 6, 1, 22, 30, tzinfo=UTC)
    assert local_minute(summer, "Europe/Berlin") == date(2026, 6, 2).toordinal() * A_DAY + 30
    assert local_minute(summer, "America/New_York") == MONDAY.toordinal() * A_DAY + 18 * 60 + 30


def test_a_day_is_known_with_a_clock_time_or_a_whole_zero() -> None:
    made = Diary(
        Person(time_zone="Europe/Berlin"),
        MONDAY,
        date(2026, 6, 7),
        days=tuple(Day(UUID(int=day), date(2026, 6, day)) for day in (1, 2, 3, 4, 5, 7)),
        readings=(
            reading(1, 80, 7, 1),
            reading(2, 0, None, 2),
            reading(3, 160, None, 3),
            reading(4, 0, None, 4),
            reading(4, 80, None, 5),
            reading(6, 80, 9, 6),
            reading(7, 80, 9, 7),
            reading(7, 40, None, 8),
        ),
        exposures=(CAFFEINE,),
    )
    found = timeline(made)
    # 1: a time. 2: a zero. 3, 4, 7: an amount that could be of any hour. 5: nothing noted. 6: not logged.
    assert [date.fromordinal(day).day for day in found.known["caffeine_mg"]] == [1, 2]
    assert [minute // A_DAY - MONDAY.toordinal() for minute in found.intakes["caffeine_mg"]] == [0, 5, 6]
    assert found.intakes["caffeine_mg"][0] % A_DAY == 9 * 60


def test_an_exposure_without_clock_times_is_not_there() -> None:
    made = Diary(Person(), MONDAY, MONDAY, exposures=(CAFFEINE,), readings=(reading(1, 80, None, 1),))
    assert timeline(made).intakes == {}


def test_only_what_adds_up_over_a_day_is_an_intake() -> None:
    score = replace(CAFFEINE, summary=Summary.MEAN)
    made = Diary(Person(), MONDAY, MONDAY, exposures=(score,), readings=(reading(1, 80, 7, 1),))
    assert timeline(made).intakes == {}


def test_onsets_are_in_order_and_count_where_they_were_logged() -> None:
    late, early = (
        Episode(UUID(int=hour), datetime(2026, 6, 1, hour, tzinfo=UTC), "Asia/Tokyo", MONDAY) for hour in (12, 3)
    )
    found = timeline(Diary(Person(), MONDAY, MONDAY, episodes=(late, early)))
    assert [minute % A_DAY // 60 for minute in found.onsets] == [12, 21]
    assert list(found.logged) == [MONDAY.toordinal()]
