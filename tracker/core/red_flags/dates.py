"""The dates an episode touches in its own time zone, and its minutes on each."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tracker.core.records import Episode, local_day

ONE_DAY = timedelta(days=1)
ONE_MICROSECOND = timedelta(microseconds=1)

CLOCK_CHANGE_MINUTES = 181
"""More than any change of clocks: an episode that ends this long before midnight ends on its first date."""


def episode_dates(episode: Episode, day_starts_at: int, going_days: int, today: date) -> tuple[date, ...]:
    """Return every date an episode touches, in the time zone of the entry, up to today.

    An episode that ends exactly at midnight does not touch the next day. One that was never stopped is assumed to go
    on until today, for at most `going_days`.
    """
    first = episode.local_date
    if episode.still_going:
        last = min(first + timedelta(days=going_days - 1), today)
    elif not episode.duration_s:
        return (first,)
    else:
        last = min(first + _midnights(episode, day_starts_at), today)
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


def episode_minutes(episode: Episode, day: date, day_starts_at: int) -> float:
    """Return the minutes on one of the dates an episode touches. Without a duration: one minute on its first date."""
    if not episode.duration_s:
        return float(day == episode.local_date)
    if day == episode.local_date and not _midnights(episode, day_starts_at):
        return episode.duration_s / 60
    end = episode.onset + timedelta(seconds=episode.duration_s)
    begins, ends = (_day_start(episode, day + n * ONE_DAY, day_starts_at) for n in (0, 1))
    start = episode.onset if day == episode.local_date else begins
    return (min(end, ends) - start).total_seconds() / 60


def _midnights(episode: Episode, day_starts_at: int) -> timedelta:
    """Count the midnights between onset and end."""
    zone = ZoneInfo(episode.zone)
    begins = episode.onset.astimezone(zone) - timedelta(hours=day_starts_at)
    minutes_left = 1_440 - begins.hour * 60 - begins.minute - CLOCK_CHANGE_MINUTES
    if (episode.duration_s or 0) < minutes_left * 60:
        return timedelta(0)
    # UTC, because arithmetic within one time zone ignores clock changes.
    end = episode.onset + timedelta(seconds=episode.duration_s or 0) - ONE_MICROSECOND
    return local_day(end, episode.zone, day_starts_at) - local_day(episode.onset, episode.zone, day_starts_at)


def _day_start(episode: Episode, day: date, day_starts_at: int) -> datetime:
    """Return when a date begins in the episode's time zone.

    The first date of an episode is stored. If the person changed `day_starts_at` since, all its dates shift alike.
    """
    shift = episode.local_date - local_day(episode.onset, episode.zone, day_starts_at)
    return datetime.combine(day - shift, time(day_starts_at), ZoneInfo(episode.zone)).astimezone(UTC)
