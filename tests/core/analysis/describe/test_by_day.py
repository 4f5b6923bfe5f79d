from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from tracker.core.analysis import by_day, daily
from tracker.core.demo import believable
from tracker.core.records import Day, Diary, Episode, Exposure, Person, Reading, Summary

FIRST = date(2026, 3, 2)
SECOND = FIRST + timedelta(days=1)
CAFFEINE = Exposure(UUID(int=1), "caffeine_mg", "Caffeine", "mg", Summary.SUM)
SLEEP = Exposure(UUID(int=2), "sleep_h", "Sleep", "h", Summary.LAST)
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_a_day_shows_everything_logged_on_it_and_nothing_else():
    check_in = Day(UUID(int=3), FIRST, note="fine")
    episode = Episode(UUID(int=4), AT, "UTC", FIRST)
    typed, cup = Reading(UUID(int=5), "sleep_h", FIRST, 7), Reading(UUID(int=6), "caffeine_mg", FIRST, 80, at=AT)
    other = Reading(UUID(int=7), "caffeine_mg", SECOND, 40, at=AT + timedelta(days=1))
    diary = Diary(Person(), FIRST, SECOND, (check_in,), (episode,), (SLEEP, CAFFEINE), (typed, cup, other))
    second, first = by_day(diary)
    assert (first.check_in, first.episodes, first.tapped) == (check_in, (episode,), ((CAFFEINE, cup),))
    assert first.values == ((SLEEP, 7), (CAFFEINE, 80))
    assert (second.check_in, second.episodes, second.values) == (None, (), ((CAFFEINE, 40),))


def test_values_are_in_the_persons_order():
    readings = (Reading(UUID(int=5), "sleep_h", FIRST, 7), Reading(UUID(int=6), "caffeine_mg", FIRST, 80))
    diary = Diary(Person(), FIRST, FIRST, exposures=(CAFFEINE, SLEEP), readings=readings)
    assert [exposure.key for exposure, _value in by_day(diary)[0].values] == ["caffeine_mg", "sleep_h"]


def test_the_newest_day_comes_first_and_none_is_lost():
    diary = believable(date(2026, 5, 31), 60, 1)
    days = by_day(diary)
    assert [day.totals for day in reversed(days)] == list(daily(diary))
    assert sum(len(day.episodes) for day in days) == len(diary.episodes)
    assert sum(len(day.tapped) for day in days) == sum(reading.at is not None for reading in diary.readings)
