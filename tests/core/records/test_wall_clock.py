# A time on the wall has no zone: that is the point of these tests.
# ruff: noqa: DTZ001
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tracker.core.records import choose_fold, is_twice, local_day, resolve

BERLIN = "Europe/Berlin"
ZONES = sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")

zones = st.sampled_from(ZONES)
# From the first day that a diary may hold to well after anybody's last.
walls = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1))
instants = st.datetimes(datetime(1900, 1, 2), datetime(2100, 1, 1), timezones=st.just(UTC))


@st.composite
def around_a_switch(draw):
    """A zone, and a wall time within two hours of the moment its clock changes in some year."""
    zone, year = draw(zones), draw(st.integers(1980, 2037))
    hours = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(hours=n) for n in range(0, 8_760, 12)]
    offsets = [hour.astimezone(ZoneInfo(zone)).utcoffset() for hour in hours]
    switches = [hour for hour, before, after in zip(hours[1:], offsets, offsets[1:], strict=False) if before != after]
    assume(switches)
    near = draw(st.sampled_from(switches)) - timedelta(minutes=draw(st.integers(-120, 900)))
    return zone, near.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def shown(instant, zone):
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def test_half_past_two_is_twice_when_the_clock_goes_back():
    night = datetime(2026, 10, 25, 2, 30)
    first, second = (resolve(night, BERLIN, fold) for fold in (0, 1))
    assert (first.instant, first.twice) == (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), True)
    assert (second.instant, second.twice) == (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), True)
    assert [choose_fold(answer.instant, BERLIN) for answer in (first, second)] == [0, 1]


def test_half_past_two_moves_on_when_the_clock_goes_forward():
    answer = resolve(datetime(2026, 3, 29, 2, 30), BERLIN)
    assert answer.moved
    assert not answer.twice
    assert shown(answer.instant, BERLIN) == datetime(2026, 3, 29, 3, 30)


def test_half_an_hour_twice_on_lord_howe():
    night = datetime(2026, 4, 5, 1, 45)
    first, second = (resolve(night, "Australia/Lord_Howe", fold).instant for fold in (0, 1))
    assert second - first == timedelta(minutes=30)


def test_the_day_that_samoa_skipped_moves_to_the_next():
    answer = resolve(datetime(2011, 12, 30, 12, 0), "Pacific/Apia")
    assert (answer.moved, shown(answer.instant, "Pacific/Apia")) == (True, datetime(2011, 12, 31, 12, 0))


@pytest.mark.parametrize(
    ("hour", "begins", "day"), [(0, 0, 25), (0, 4, 24), (3, 4, 24), (4, 4, 25), (5, 6, 24), (6, 6, 25), (23, 6, 25)]
)
def test_a_day_begins_when_the_person_says(hour, begins, day):
    instant = resolve(datetime(2026, 11, 25, hour, 59 if hour == 3 else 0), BERLIN).instant
    assert local_day(instant, BERLIN, begins) == date(2026, 11, day)


@given(zones, walls, st.sampled_from([0, 1]))
def test_every_wall_time_has_an_instant(zone, wall, fold):
    answer = resolve(wall, zone, fold)
    assert answer.instant.tzinfo is UTC
    assert (shown(answer.instant, zone) == wall) != answer.moved


@given(around_a_switch(), st.sampled_from([0, 1]))
def test_a_wall_time_at_a_switch_comes_back_or_has_moved_forward(at, fold):
    zone, wall = at
    answer = resolve(wall, zone, fold)
    assert (shown(answer.instant, zone) > wall) == answer.moved
    assert not (answer.moved and answer.twice)
    if answer.twice:
        assert choose_fold(answer.instant, zone) == fold


@given(zones, instants)
def test_an_instant_comes_back_through_its_wall_time(zone, instant):
    wall = shown(instant, zone)
    assert resolve(wall, zone, choose_fold(instant, zone)).instant == instant
    assert is_twice(wall, zone) or choose_fold(instant, zone) == 0


@given(zones, instants, st.integers(0, 6))
def test_a_later_begin_of_the_day_never_makes_it_later(zone, instant, begins):
    plain = local_day(instant, zone)
    assert local_day(instant, zone, begins) in {plain, plain - timedelta(days=1)}
