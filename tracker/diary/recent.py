"""Load a diary up to today. The entries of all but the latest days are cached, so that a page reads few rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.core.records import Day, Diary, Episode, Reading
from tracker.diary.background import Background
from tracker.diary.cache import cached
from tracker.diary.codecs import Raw, compact, json_of
from tracker.diary.load import load, with_background
from tracker.models import User

ONE_DAY, WEEK = timedelta(days=1), timedelta(days=7)

OPEN_DAYS = 2
"""Today and the day before are never cached: most changes are of these."""

CACHED_WEEKS = 27
"""As far back as the usual summary for a doctor reaches: three months, compared with the three before."""

MAX_CACHED_ENTRIES = 10_000
"""A diary with more entries in these weeks is read from the tables: the cached result would take megabytes."""

CACHED_ENTRIES = "entries"
"""The name of the cached result."""


@dataclass(frozen=True)
class Entries:
    """The dated entries of some days, without doses, each kind in the order of a diary."""

    days: tuple[Day, ...] = ()
    episodes: tuple[Episode, ...] = ()
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True)
class CachedWeeks:
    """Entries from `first_day` on, as JSON by the Monday of each week: a page decodes the weeks it shows."""

    first_day: date
    weeks: Mapping[date, Raw]


def load_recent(
    user: User,
    first_day: date,
    last_day: date,
    today: date,
    readings_from: date | None = None,
    *,
    background: Background,
) -> Diary:
    """Load the diary of a period as `load` does with a background. `today` is the person's date.

    `readings_from` must not be before `first_day`.
    """

    def read(first: date, last: date) -> Diary:
        return load(user, first, last, readings_from and max(readings_from, first), background=background)

    ends = end_of_cached_weeks(today)
    if first_day > ends or last_day < _beginning_of_weeks(ends):
        return read(first_day, last_day)

    def compute() -> CachedWeeks:
        return _in_weeks(load(user, _beginning_of_weeks(ends), ends, background=background))

    stored = cached(user, CACHED_ENTRIES, compute, json_of(CachedWeeks), last_day=ends)
    begins = max(first_day, stored.first_day)
    earlier = [read(first_day, min(begins - ONE_DAY, last_day))] if first_day < begins else []
    latest = [read(max(ends + ONE_DAY, first_day), last_day)] if ends < last_day else []
    period = Diary(user.person(), first_day, last_day)
    return _joined([*earlier, *_between(stored, period, readings_from or first_day), *latest], period, background)


def end_of_cached_weeks(today: date) -> date:
    """The last Sunday before the days that are never cached."""
    latest = today - timedelta(days=OPEN_DAYS)
    return latest - timedelta(days=latest.isoweekday() % 7)


def _beginning_of_weeks(ends: date) -> date:
    return ends - CACHED_WEEKS * WEEK + ONE_DAY


def _in_weeks(found: Diary) -> CachedWeeks:
    """The weeks to cache; none of a very long diary."""
    if len(found.days) + len(found.episodes) + len(found.readings) > MAX_CACHED_ENTRIES:
        return CachedWeeks(found.last_day + ONE_DAY, {})
    weeks = {}
    for monday in (found.first_day + number * WEEK for number in range(CACHED_WEEKS)):
        week = found.between(monday, monday + WEEK - ONE_DAY)
        entries = {name: compact(getattr(week, name)) for name in ("days", "episodes", "readings")}
        weeks[monday] = Raw(json_of(dict).encode(entries))
    return CachedWeeks(found.first_day, weeks)


def _between(stored: CachedWeeks, period: Diary, readings_from: date) -> Iterator[Entries]:
    """The cached entries of a period."""
    first, last = period.first_day, period.last_day
    for monday, content in stored.weeks.items():
        if first - WEEK < monday <= last:
            week = json_of(Entries).decode(bytes(content))
            yield Entries(
                tuple(one for one in week.days if first <= one.local_date <= last),
                tuple(one for one in week.episodes if first <= one.local_date <= last),
                tuple(one for one in week.readings if readings_from <= one.local_date <= last),
            )


def _joined(parts: Iterable[Diary | Entries], period: Diary, background: Background) -> Diary:
    """The parts as one diary. Only episodes may need sorting: their date depends on the zone they were logged in."""
    days, episodes, readings = list[Day](), list[Episode](), list[Reading]()
    for part in parts:
        days += part.days
        episodes += part.episodes
        readings += part.readings
    episodes.sort(key=lambda one: (one.onset, one.id))
    dated = replace(period, days=tuple(days), episodes=tuple(episodes), readings=tuple(readings))
    return with_background(dated, background)
