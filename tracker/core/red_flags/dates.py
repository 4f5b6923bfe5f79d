"""The dates a bout touches where it was logged, and how many of its minutes fall on each."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tracker.core.records import Episode, local_day

ONE_DAY = timedelta(days=1)
A_MOMENT = timedelta(microseconds=1)


def episode_dates(episode: Episode, day_starts_at: int, going_days: int, today: date) -> tuple[date, ...]:
    """Every date from the first to the last it touches, in the zone of the entry, none after today.

    A bout that ends on the stroke of midnight does not touch the day that begins then. One that was never stopped
    is taken to go on up to today, but for at most `going_days`.
    """
    first = episode.local_date
    if episode.still_going:
        last = min(first + timedelta(days=going_days - 1), today)
    elif not episode.duration_s:
        return (first,)
    else:
        last = min(first + _midnights(episode, day_starts_at), today)
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


def minutes(episode: Episode, day: date, day_starts_at: int) -> float:
    """Its minutes on one of the dates it touches. Without a duration it counts one minute, on its first date."""
    if not episode.duration_s:
        return float(day == episode.local_date)
    end = episode.onset + timedelta(seconds=episode.duration_s)
    begins, ends = (_day_begins(episode, day + n * ONE_DAY, day_starts_at) for n in (0, 1))
    here_from = episode.onset if day == episode.local_date else begins
    return (min(end, ends) - here_from).total_seconds() / 60


def _midnights(episode: Episode, day_starts_at: int) -> timedelta:
    """How many days after its first date it ends. Counted from the onset, because the first date never moves."""
    # Arithmetic within one zone forgets that clocks change; from UTC it does not.
    end = episode.onset + timedelta(seconds=episode.duration_s or 0) - A_MOMENT
    return local_day(end, episode.zone, day_starts_at) - local_day(episode.onset, episode.zone, day_starts_at)


def _day_begins(episode: Episode, day: date, day_starts_at: int) -> datetime:
    """The instant at which a date begins where the bout was logged."""
    moved = episode.local_date - local_day(episode.onset, episode.zone, day_starts_at)
    return datetime.combine(day - moved, time(day_starts_at), ZoneInfo(episode.zone)).astimezone(UTC)
