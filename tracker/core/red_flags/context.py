"""What every rule takes: the diary on one day, with cached counts that several rules share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import fsum

from tracker.core.records import Day, Diary, Episode, History, Onset, Place, Sign, Visit, history_of
from tracker.core.red_flags.combinations import TWITCH, DaySigns, combine_signs
from tracker.core.red_flags.conditions import conditions
from tracker.core.red_flags.dates import episode_dates, episode_minutes
from tracker.core.red_flags.jerks import is_sleep_jerk, jerks_as_signs
from tracker.core.red_flags.runs import Run, open_run
from tracker.core.red_flags.settings import DEFAULTS, Settings
from tracker.core.reference.places import REGIONS

MINUTES_A_DAY = 1440
ANY_ONSET = frozenset(Onset)
FACE = "face"

MAX_WINDOW_DAYS = 400
"""The longest period any rule can look back, with all thresholds at their maximum."""

WINDOW_STEP_DAYS = 28
"""The window starts every four weeks, in step with the trend test, so that cached results stay valid longer."""


def window_start(today: date) -> date:
    """Return the first day whose entries the rules read in full: MAX_WINDOW_DAYS ago, or up to four weeks more.

    Of earlier entries only dates, places and signs count, see `History`.
    """
    earliest = today - timedelta(days=MAX_WINDOW_DAYS)
    return earliest - timedelta(days=earliest.toordinal() % WINDOW_STEP_DAYS)


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
    earlier ones. Both give the same flags if rules take days and episodes from this class, not from `diary`. Entries
    after today are ignored.
    """

    diary: Diary
    today: date
    settings: Settings = DEFAULTS
    trend: TrendResult | None = None
    history: History | None = None
    test_trend: Callable[[], TrendResult] | None = None

    @cached_property
    def is_rising(self) -> bool:
        """Whether the trend test claims a rise. `test_trend` is slow and runs only if a rule asks."""
        found = self.test_trend() if self.trend is None and self.test_trend else self.trend
        return found is not None and found.rising

    @cached_property
    def earlier(self) -> History:
        """Summary of the entries before the window."""
        return history_of(self.diary, window_start(self.today)) if self.history is None else self.history

    @cached_property
    def episodes_on(self) -> Mapping[date, Sequence[Episode]]:
        """The episodes of the window, by each date they touch."""
        found: dict[date, list[Episode]] = defaultdict(list)
        for episode in self.diary.episodes:
            if self.earlier.until <= episode.local_date <= self.today:
                for day in self._dates_of(episode):
                    found[day].append(episode)
        return dict(found)

    @cached_property
    def places_on(self) -> Mapping[date, frozenset[tuple[Place, ...]]]:
        """The places of each episode that touches a date, at any time; an empty tuple for an episode without a place.

        Before the window an episode of less than a day counts on its first date only. Within it sleep jerks are left
        out: they are common, harmless and anywhere.
        """
        found: dict[date, set[tuple[Place, ...]]] = defaultdict(set)
        for day, places in self.earlier.twitched:
            found[day].add(places)
        for episode in self.earlier.long:
            for day in self._dates_of(episode):
                found[day].add(episode.places)
        for day, episodes in self.episodes_on.items():
            found[day] |= {episode.places for episode in episodes if not is_sleep_jerk(episode)}
        found = {day: places for day, places in found.items() if places}
        return {day: frozenset(places) for day, places in found.items()}

    @cached_property
    def check_ins(self) -> Mapping[date, Day]:
        """The check-ins of the window, by date."""
        first = self.earlier.until
        return {day.local_date: day for day in self.diary.days if first <= day.local_date <= self.today}

    @cached_property
    def signs_on(self) -> Mapping[date, tuple[LoggedSign, ...]]:
        """The signs of each date, at any time."""
        found: dict[date, set[LoggedSign]] = defaultdict(set)
        first = self.earlier.until
        entries: list[Day | Episode] = [*self.check_ins.values(), *self.diary.episodes]
        for entry in entries:
            if entry.signs and first <= entry.local_date <= self.today:
                found[entry.local_date].update(LoggedSign(entry.local_date, sign) for sign in entry.signs)
        for day, sign in self.earlier.signs:
            found[day].add(LoggedSign(day, sign))
        return {
            day: tuple(sorted(signs, key=lambda one: (one.day, one.sign.name, one.sign.onset)))
            for day, signs in found.items()
        }

    @cached_property
    def visits(self) -> tuple[Visit, ...]:
        """Past visits. A visit of today counts once it has a result."""
        past = (v for v in self.diary.visits if v.day < self.today or (v.day == self.today and has_a_result(v)))
        return tuple(past)

    @cached_property
    def last_visit(self) -> date | None:
        """The day of the latest past visit."""
        return max((visit.day for visit in self.visits), default=None)

    @cached_property
    def evidence_on(self) -> Mapping[date, DaySigns]:
        """Signs and conditions of each date with a sign or with continuing jerks."""
        jerks: dict[date, list[Sign]] = defaultdict(list)
        for episode in self.diary.episodes:
            if self.earlier.until <= episode.local_date <= self.today:
                jerks[episode.local_date] += jerks_as_signs(episode)
        days = sorted(self.signs_on.keys() | {day for day, signs in jerks.items() if signs})
        return {day: self._together(day, jerks.get(day, [])) for day in days}

    def _together(self, day: date, jerks: Sequence[Sign]) -> DaySigns:
        signs = [one.sign for one in self.signs_on.get(day, ())]
        twitch = {TWITCH} if day in self.places_on else set()
        return combine_signs(day, [*signs, *jerks], conditions(self.diary, day) | twitch)

    @cached_property
    def quiet_dates(self) -> frozenset[date]:
        """Dates with *no twitch* and without an episode, at any time."""
        marked = {day for day, check_in in self.check_ins.items() if check_in.no_twitch}
        return (self.earlier.quiet | marked) - self.places_on.keys()

    @cached_property
    def logged(self) -> frozenset[date]:
        """Dates with a check-in, or touched by an episode. Other dates are unknown, not quiet."""
        return self.earlier.check_ins | self.check_ins.keys() | self.places_on.keys() | self.episodes_on.keys()

    def last(self, days: int, before: int = 0) -> tuple[date, ...]:
        """Return the given number of dates, ending today or `before` days earlier."""
        end = self.today - timedelta(days=before)
        return tuple(end - timedelta(days=n) for n in reversed(range(days)))

    def episodes(self, days: int) -> tuple[Episode, ...]:
        """Return the episodes that touch one of the last days, sorted by onset and id."""
        found = {episode.id: episode for day in self.last(days) for episode in self.episodes_on.get(day, ())}
        return tuple(sorted(found.values(), key=lambda episode: (episode.onset, episode.id)))

    def days_with(self, episodes: Collection[Episode]) -> frozenset[date]:
        """Return the dates these episodes touch."""
        return frozenset(day for episode in episodes for day in self._dates_of(episode))

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
        starts = self.diary.person.day_starts_at
        return min(MINUTES_A_DAY, fsum(episode_minutes(e, day, starts) for e in self.episodes_on.get(day, ())))

    def number_on(self, day: date) -> int:
        """Return how many episodes touch a date; a cluster counts as its number."""
        return sum(episode.count or 1 for episode in self.episodes_on.get(day, ()))

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
        days = [day for day in self.days_of_run if any(map(of_the_face, self.places_on[day]))]
        return open_run(days, self.today, self.settings.run_gap_days)

    @cached_property
    def first_dates(self) -> Mapping[Place, date]:
        """When each place was first logged."""
        found: dict[Place, date] = {}
        for day in sorted(self.places_on, reverse=True):
            found |= {place: day for places in self.places_on[day] for place in places}
        return found

    @cached_property
    def place_runs(self) -> Mapping[Place, Run]:
        """The open run of each place that has one."""
        days: dict[Place, list[date]] = defaultdict(list)
        for day in self.days_of_run:
            for place in {place for places in self.places_on[day] for place in places}:
                days[place].append(day)
        found = {place: open_run(days[place], self.today, self.settings.run_gap_days) for place in sorted(days)}
        return {place: run for place, run in found.items() if run}

    @cached_property
    def days_of_run(self) -> tuple[date, ...]:
        """Days of the open run. The runs of single places lie within it."""
        return tuple(day for day in self.places_on if self.run and day >= self.run.first)

    def _dates_of(self, episode: Episode) -> tuple[date, ...]:
        return episode_dates(episode, self.diary.person.day_starts_at, self.settings.going_days, self.today)


def has_a_result(visit: Visit) -> bool:
    """Whether the visit has findings, test results, scores or an agreement."""
    return bool(visit.findings or visit.agreed or visit.scores or any(test.result for test in visit.tests))


def of_the_face(places: Collection[Place]) -> bool:
    """Whether an episode at these places counts for the face: one is of the face, or there is none."""
    return not places or any(REGIONS[place.region].part == FACE for place in places)
