"""What every rule takes: the diary on one day, with cached counts that several rules share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import fsum
from typing import Any, TypeVar

from tracker.core.records import Day, Diary, Episode, History, Onset, Place, Sign, Visit, history_of
from tracker.core.red_flags.combinations import TWITCH, DaySigns, combine_signs
from tracker.core.red_flags.conditions import Periods, conditions_within, periods
from tracker.core.red_flags.dates import episode_dates, episode_minutes
from tracker.core.red_flags.jerks import is_sleep_jerk, jerks_as_signs
from tracker.core.red_flags.past import EpisodesOn, RulesPast, no_episodes, past_of
from tracker.core.red_flags.place_sets import PlaceSet, is_face_among, places_in
from tracker.core.red_flags.runs import Run, open_run
from tracker.core.red_flags.settings import DEFAULTS, Settings
from tracker.core.red_flags.window import window_start

MINUTES_A_DAY = 1440
T = TypeVar("T")
ANY_ONSET = frozenset(Onset)


@dataclass(frozen=True)
class LoggedSign:
    """A sign and the date of its entry."""

    day: date
    sign: Sign


@dataclass(frozen=True)
class TrendResult:
    """The result of the trend test of the weekly rate up to today."""

    rising: bool
    p: float | None = None


@dataclass(frozen=True)
class RuleContext:
    """The diary, the day for which the rules are checked, and the thresholds.

    `diary` holds all entries; or, with `history`, those since `window_start(today)`, and `history` summarises the
    earlier ones; or, with `past`, those since `past.until`, and `past_episodes` gives those of the window before. All
    three give the same flags if rules take days and episodes from this class, not from `diary`. Entries after today
    are ignored.
    """

    diary: Diary
    today: date
    settings: Settings = DEFAULTS
    trend: TrendResult | None = None
    history: History | None = None
    test_trend: Callable[[], TrendResult] | None = None
    past: RulesPast | None = None
    past_episodes: EpisodesOn = no_episodes

    @cached_property
    def is_rising(self) -> bool:
        """Whether the trend test claims a rise. `test_trend` is slow and runs only if a rule asks."""
        found = self.test_trend() if self.trend is None and self.test_trend else self.trend
        return found is not None and found.rising

    @cached_property
    def before(self) -> RulesPast:
        """What is known of the days before those whose entries `diary` holds."""
        if self.past is not None:
            return self.past
        history = history_of(self.diary, window_start(self.today)) if self.history is None else self.history
        return past_of(history, self.dates_of)

    @cached_property
    def entries(self) -> tuple[Day | Episode, ...]:
        """The check-ins and episodes of the latest days, up to today."""
        every: tuple[Day | Episode, ...] = (*self.diary.days, *self.diary.episodes)
        return tuple(one for one in every if self.before.until <= one.local_date <= self.today)

    @cached_property
    def latest_episodes(self) -> Mapping[date, Sequence[Episode]]:
        """The episodes by each of the latest dates they touch."""
        found: dict[date, list[Episode]] = defaultdict(list)
        began = [one for one in self.entries if isinstance(one, Episode)]
        if self.before.long:
            began = sorted((*self.before.long, *began), key=lambda episode: (episode.onset, episode.id))
        for episode in began:
            for day in self.dates_of(episode):
                if day >= self.before.until:
                    found[day].append(episode)
        return dict(found)

    def episodes_on(self, day: date) -> Sequence[Episode]:
        """The episodes of the window that touch a date."""
        return self.past_episodes(day) if day < self.before.until else self.latest_episodes.get(day, ())

    @cached_property
    def places_on(self) -> Mapping[date, PlaceSet]:
        """The places of each episode that touches a date, at any time; an empty tuple for an episode without a place.

        Before the window an episode of less than a day counts on its first date only. Within it sleep jerks are left
        out: they are common, harmless and anywhere.
        """
        latest: dict[date, set[tuple[Place, ...]]] = defaultdict(set)
        for episode in self.before.long_before:
            for day in self.dates_of(episode):
                if day >= self.before.until:
                    latest[day].add(episode.places)
        for day, episodes in self.latest_episodes.items():
            latest[day] |= {episode.places for episode in episodes if not is_sleep_jerk(episode)}
        return self.before.places_on() | {day: frozenset(places) for day, places in latest.items() if places}

    @cached_property
    def check_ins(self) -> Mapping[date, Day]:
        """The check-ins of the last weeks, by date."""
        latest = (one for one in self.entries if isinstance(one, Day))
        return {day.local_date: day for day in (*self.before.check_ins, *latest)}

    @cached_property
    def no_signs_on(self) -> frozenset[date]:
        """The dates on which *none of these signs* was answered."""
        return frozenset(self.before.no_signs) | {one.local_date for one in self.entries if one.no_other_signs}

    @cached_property
    def signs_on(self) -> Mapping[date, tuple[LoggedSign, ...]]:
        """The signs of each date, at any time."""
        found: dict[date, set[LoggedSign]] = defaultdict(set)
        for entry in self.entries:
            if entry.signs:
                found[entry.local_date].update(LoggedSign(entry.local_date, sign) for sign in entry.signs)
        for day, sign in self.before.signs:
            found[day].add(LoggedSign(day, sign))
        return {
            day: tuple(sorted(signs, key=lambda one: (one.day, one.sign.name, one.sign.onset)))
            for day, signs in found.items()
        }

    @cached_property
    def jerks(self) -> tuple[tuple[date, Sign], ...]:
        """Continuing jerks as signs, with the first date of their episodes."""
        latest = (one for one in self.entries if isinstance(one, Episode))
        return (*self.before.jerks, *((one.local_date, sign) for one in latest for sign in jerks_as_signs(one)))

    @cached_property
    def visits(self) -> tuple[Visit, ...]:
        """Past visits. A visit of today counts once it has a result."""
        return tuple(v for v in self.diary.visits if v.day < self.today or (v.day == self.today and v.has_a_result))

    @cached_property
    def last_visit(self) -> date | None:
        """The day of the latest past visit."""
        return max((visit.day for visit in self.visits), default=None)

    @cached_property
    def evidence(self) -> Sequence[tuple[DaySigns, Sequence[date]]]:
        """Signs and conditions, with the dates that have just these, of dates with no visit since.

        Only dates with a sign or with continuing jerks are among them. Most have one of a few sets.
        """
        signs: dict[date, set[Sign]] = defaultdict(set)
        for day, on in self.signs_on.items():
            signs[day].update(one.sign for one in on)
        for day, jerk in self.jerks:
            signs[day].add(jerk)
        ranges, seen_until = periods(self.diary), self.last_visit or date.min
        dates: dict[tuple[frozenset[Sign], frozenset[str]], list[date]] = defaultdict(list)
        for day in sorted(signs):
            if day > seen_until:
                dates[frozenset(signs[day]), self._conditions(day, ranges)].append(day)
        return [(combine_signs(signs, given), days) for (signs, given), days in dates.items()]

    def _conditions(self, day: date, ranges: Mapping[str, Periods]) -> frozenset[str]:
        return conditions_within(ranges, self.diary.person, day) | ({TWITCH} if day in self.places_on else set())

    @cached_property
    def quiet_dates(self) -> frozenset[date]:
        """Dates with *no twitch* and without an episode, at any time."""
        marked = {one.local_date for one in self.entries if isinstance(one, Day) and one.no_twitch}
        return (frozenset(self.before.quiet) | marked) - self.places_on.keys()

    @cached_property
    def logged(self) -> frozenset[date]:
        """Dates with a check-in, or touched by an episode. Other dates are unknown, not quiet."""
        latest = {one.local_date for one in self.entries}
        return frozenset(latest).union(self.places_on, self.latest_episodes, self.before.logged)

    @cached_property
    def first_logged(self) -> date:
        """The first date that was logged."""
        return min(self.logged)

    def last(self, days: int, before: int = 0) -> tuple[date, ...]:
        """Return the given number of dates, ending today or `before` days earlier."""
        end = self.today - timedelta(days=before)
        return tuple(end - timedelta(days=n) for n in reversed(range(days)))

    def episodes(self, days: int) -> tuple[Episode, ...]:
        """Return the episodes that touch one of the last days, sorted by onset and id."""
        if days not in self._computed:
            found = {episode.id: episode for day in self.last(days) for episode in self.episodes_on(day)}
            self._computed[days] = tuple(sorted(found.values(), key=lambda episode: (episode.onset, episode.id)))
        return self._computed[days]  # type: ignore[no-any-return]

    def once(self, compute: Callable[[RuleContext], T]) -> T:
        """The result of a function of this context that several rules ask for, computed once."""
        if compute not in self._computed:
            self._computed[compute] = compute(self)
        return self._computed[compute]  # type: ignore[no-any-return]

    @cached_property
    def _computed(self) -> dict[Any, Any]:
        """What `episodes` and `once` returned: several rules ask for the same."""
        return {}

    def days_with(self, episodes: Collection[Episode]) -> frozenset[date]:
        """Return the dates these episodes touch."""
        return frozenset(day for episode in episodes for day in self.dates_of(episode))

    def logged_signs(self, days: int, *names: str, onsets: Collection[Onset] = ANY_ONSET) -> tuple[LoggedSign, ...]:
        """Return the signs with these names (any name if none is given) of the last days, sorted."""
        found = (one for day in self.last(days) for one in self.signs_on.get(day, ()))
        return tuple(one for one in found if (not names or one.sign.name in names) and one.sign.onset in onsets)

    def all_logged_signs(self, *names: str, onsets: Collection[Onset] = ANY_ONSET) -> tuple[LoggedSign, ...]:
        """Return the signs with these names in all entries up to today, sorted."""
        found = (one for day in sorted(self.signs_on) for one in self.signs_on[day])
        return tuple(one for one in found if one.sign.name in names and one.sign.onset in onsets)

    def days_with_score(self, name: str, minimum: int) -> frozenset[date]:
        """Return the recent days whose check-in has a score (`impact`, `worry`) of at least `minimum`."""
        days = self.check_ins.keys() & set(self.last(self.settings.recent_days))
        return frozenset(day for day in days if (getattr(self.check_ins[day], name) or 0) >= minimum)

    def minutes_on(self, day: date) -> float:
        """Return the minutes of twitching on a date, at most a full day."""
        minutes = (episode_minutes(e, day, self.diary.person.day_starts_at) for e in self.episodes_on(day))
        return min(MINUTES_A_DAY, fsum(minutes))

    def number_on(self, day: date) -> int:
        """Return how many episodes touch a date; a cluster counts as its number."""
        return sum(episode.count or 1 for episode in self.episodes_on(day))

    def coverage(self, days: Collection[date]) -> float:
        """Return the share of these dates that was logged."""
        return len(self.logged.intersection(days)) / len(days)

    @cached_property
    def run(self) -> Run | None:
        """The open run of days with any twitch."""
        return open_run(self.places_on, self.today, self.settings.run_gap_days)

    @cached_property
    def face_run(self) -> Run | None:
        """The open run of the whole face.

        Episodes without a place count too: otherwise a person who logs with one tap would never get these flags.
        """
        days = [day for on, days in self.run_by_places.items() if is_face_among(on) for day in days]
        return open_run(days, self.today, self.settings.run_gap_days)

    @cached_property
    def first_dates(self) -> Mapping[Place, date]:
        """When each place was first logged."""
        first: dict[PlaceSet, date] = {}
        for day in sorted(self.places_on):
            first.setdefault(self.places_on[day], day)
        # The newest first, so that the oldest stays.
        return {place: day for on, day in reversed(first.items()) for place in places_in(on)}

    @cached_property
    def place_runs(self) -> Mapping[Place, Run]:
        """The open run of each place that has one."""
        days: dict[Place, list[date]] = defaultdict(list)
        for on, dates in self.run_by_places.items():
            for place in places_in(on):
                days[place] += dates
        found = {place: open_run(days[place], self.today, self.settings.run_gap_days) for place in sorted(days)}
        return {place: run for place, run in found.items() if run}

    @cached_property
    def days_of_run(self) -> tuple[date, ...]:
        """Days of the open run. The runs of single places lie within it."""
        return tuple(day for day in self.places_on if self.run and day >= self.run.first)

    @cached_property
    def run_by_places(self) -> Mapping[PlaceSet, Sequence[date]]:
        """The days of the open run, by the places of their episodes: most days have one of a few sets."""
        found: dict[PlaceSet, list[date]] = defaultdict(list)
        for day in self.days_of_run:
            found[self.places_on[day]].append(day)
        return found

    def dates_of(self, episode: Episode) -> tuple[date, ...]:
        """The dates that an episode touches, up to today."""
        return episode_dates(episode, self.diary.person.day_starts_at, self.settings.going_days, self.today)
