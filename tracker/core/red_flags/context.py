"""The diary as it stands on one day, with what several rules count from it, each thing counted once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import fsum

from tracker.core.records import Day, Diary, Episode, History, Onset, Place, Sign, Visit, history_of
from tracker.core.red_flags.combinations import TWITCH, DaySigns, combine_signs
from tracker.core.red_flags.conditions import conditions
from tracker.core.red_flags.dates import episode_dates, minutes
from tracker.core.red_flags.jerks import is_sleep_jerk, jerks_as_signs
from tracker.core.red_flags.runs import Run, open_run
from tracker.core.red_flags.settings import DEFAULTS, Settings
from tracker.core.reference.places import REGIONS

MINUTES_A_DAY = 1440
ANY_ONSET = frozenset(Onset)
FACE = "face"

MAX_WINDOW_DAYS = 400
"""No window can be made longer than this, in days."""

WINDOW_STEP_DAYS = 28
"""The trend of a diary is looked at every four weeks; the first day of the window moves as seldom."""


def window_start(today: date) -> date:
    """The first day whose entries the rules read in full: MAX_WINDOW_DAYS days ago, or up to four weeks more.

    What was logged before that day counts by its date, its places and its signs: see `History`.
    """
    earliest = today - timedelta(days=MAX_WINDOW_DAYS)
    return earliest - timedelta(days=earliest.toordinal() % WINDOW_STEP_DAYS)


@dataclass(frozen=True)
class LoggedSign:
    """A sign and the date of the entry it stands in."""

    day: date
    sign: Sign


@dataclass(frozen=True)
class TrendResult:
    """What a trend test says of the weekly rate up to today; worked out elsewhere and handed in."""

    rising: bool
    p: float | None = None


@dataclass(frozen=True)
class RuleContext:
    """What every rule takes: the diary, the day on which it is read, and the thresholds.

    `diary` is everything ever logged; or, with `history`, the entries since `window_start(today)`, and `history` what
    lies before them. Both give the same flags, as long as a rule asks this value and not `diary` for days and
    episodes. Entries after today are as if they were not there.
    """

    diary: Diary
    today: date
    settings: Settings = DEFAULTS
    trend: TrendResult | None = None
    history: History | None = None

    @cached_property
    def earlier(self) -> History:
        """What was logged before the window."""
        return history_of(self.diary, window_start(self.today)) if self.history is None else self.history

    @cached_property
    def episodes_on(self) -> Mapping[date, Sequence[Episode]]:
        """The episodes of the window, by each date that they touch."""
        found: dict[date, list[Episode]] = defaultdict(list)
        for episode in self.diary.episodes:
            if self.earlier.until <= episode.local_date <= self.today:
                for day in self._touched(episode):
                    found[day].append(episode)
        return dict(found)

    @cached_property
    def places_on(self) -> Mapping[date, frozenset[tuple[Place, ...]]]:
        """The places of each episode that touches a date, however long ago; an empty tuple where none was said.

        Before the window an episode of less than a day counts on its own date only. Within it jerks on falling asleep
        are left out: they are common, harmless and wherever they like.
        """
        found: dict[date, set[tuple[Place, ...]]] = defaultdict(set)
        for day, places in self.earlier.twitched:
            found[day].add(places)
        for episode in self.earlier.long:
            for day in self._touched(episode):
                found[day].add(episode.places)
        for day, episodes in self.episodes_on.items():
            found[day] |= {episode.places for episode in episodes if not is_sleep_jerk(episode)}
        found = {day: places for day, places in found.items() if places}
        return {day: frozenset(places) for day, places in found.items()}

    @cached_property
    def check_ins(self) -> Mapping[date, Day]:
        """The check-in of each date of the window that has one."""
        first = self.earlier.until
        return {day.local_date: day for day in self.diary.days if first <= day.local_date <= self.today}

    @cached_property
    def signs_on(self) -> Mapping[date, tuple[LoggedSign, ...]]:
        """The signs of each date that has any, however long ago."""
        found: dict[date, set[LoggedSign]] = defaultdict(set)
        first = self.earlier.until
        entries: list[Day | Episode] = [*self.check_ins.values(), *self.diary.episodes]
        for entry in entries:
            if entry.signs and first <= entry.local_date <= self.today:
                found[entry.local_date].update(LoggedSign(entry.local_date, sign) for sign in entry.signs)
        for day, sign in self.earlier.signs:
            found[day].add(LoggedSign(day, sign))
        return {day: tuple(sorted(noted, key=_in_order)) for day, noted in found.items()}

    @cached_property
    def visits(self) -> tuple[Visit, ...]:
        """Visits that have been. One of today counts once something is written down of it."""
        over = (v for v in self.diary.visits if v.day < self.today or (v.day == self.today and has_a_result(v)))
        return tuple(over)

    @cached_property
    def last_visit(self) -> date | None:
        """The day of the latest visit that has been."""
        return max((visit.day for visit in self.visits), default=None)

    @cached_property
    def evidence_on(self) -> Mapping[date, DaySigns]:
        """Each date that can hold an emergency, with a sign or with jerks that go on, as one."""
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
        """Dates with *no twitch* and without an episode, however long ago."""
        said = {day for day, check_in in self.check_ins.items() if check_in.no_twitch}
        return (self.earlier.quiet | said) - self.places_on.keys()

    @cached_property
    def logged(self) -> frozenset[date]:
        """Dates with a check-in, or touched by an episode. All others are unknown, never quiet."""
        return self.earlier.check_ins | self.check_ins.keys() | self.places_on.keys() | self.episodes_on.keys()

    def last(self, days: int, before: int = 0) -> tuple[date, ...]:
        """The dates that end today, or `before` days earlier; today included."""
        end = self.today - timedelta(days=before)
        return tuple(end - timedelta(days=n) for n in reversed(range(days)))

    def episodes(self, days: int) -> tuple[Episode, ...]:
        """Every episode that touches one of the last days, once, in order of onset and name."""
        found = {episode.id: episode for day in self.last(days) for episode in self.episodes_on.get(day, ())}
        return tuple(sorted(found.values(), key=lambda episode: (episode.onset, episode.id)))

    def days_with(self, episodes: Collection[Episode]) -> frozenset[date]:
        """The dates that these episodes touch."""
        return frozenset(day for episode in episodes for day in self._touched(episode))

    def logged_signs(self, days: int, *names: str, onsets: Collection[Onset] = ANY_ONSET) -> tuple[LoggedSign, ...]:
        """The signs of these names (of any name, where none is given) in entries of the last days, in order."""
        found = (one for day in self.last(days) for one in self.signs_on.get(day, ()))
        return tuple(one for one in found if (not names or one.sign.name in names) and one.sign.onset in onsets)

    def all_logged_signs(self, *names: str, onsets: Collection[Onset] = ANY_ONSET) -> tuple[LoggedSign, ...]:
        """The signs of these names in all entries up to today, in order."""
        found = (one for day in sorted(self.signs_on) for one in self.signs_on[day])
        return tuple(one for one in found if one.sign.name in names and one.sign.onset in onsets)

    def scores(self, name: str, least: int) -> frozenset[date]:
        """The days of the last two weeks whose check-in gives a score (`impact`, `worry`) of at least this."""
        days = self.check_ins.keys() & set(self.last(self.settings.recent_days))
        return frozenset(day for day in days if (getattr(self.check_ins[day], name) or 0) >= least)

    def minutes_on(self, day: date) -> float:
        """Minutes of twitching on a date; at most all of it."""
        starts = self.diary.person.day_starts_at
        return min(MINUTES_A_DAY, fsum(minutes(e, day, starts) for e in self.episodes_on.get(day, ())))

    def number_on(self, day: date) -> int:
        """Episodes that touch a date; a cluster counts the number it says."""
        return sum(episode.count or 1 for episode in self.episodes_on.get(day, ()))

    def coverage(self, days: Collection[date]) -> float:
        """Share of these dates that was logged."""
        return len(self.logged.intersection(days)) / len(days)

    @cached_property
    def run(self) -> Run | None:
        """The open run of days with any twitch."""
        return open_run(self.places_on, self.today, self.settings.run_gap_days)

    @cached_property
    def face_run(self) -> Run | None:
        """The open run of the face as a whole.

        An episode without a place counts here: this journal begins with the face, and a person who logs with one
        tap would otherwise never be told.
        """
        days = [day for day in self.days_of_run if any(map(of_the_face, self.places_on[day]))]
        return open_run(days, self.today, self.settings.run_gap_days)

    @cached_property
    def first_dates(self) -> Mapping[Place, date]:
        """When each place was first logged, however long ago."""
        found: dict[Place, date] = {}
        for day in sorted(self.places_on, reverse=True):
            found |= {place: day for places in self.places_on[day] for place in places}
        return found

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
        """Days of the open run. The run of one place lies within it, so older days need no look."""
        return tuple(day for day in self.places_on if self.run and day >= self.run.first)

    def _touched(self, episode: Episode) -> tuple[date, ...]:
        return episode_dates(episode, self.diary.person.day_starts_at, self.settings.going_days, self.today)


def has_a_result(visit: Visit) -> bool:
    """Whether something was found, tested, scored or agreed."""
    return bool(visit.findings or visit.agreed or visit.scores or any(test.result for test in visit.tests))


def of_the_face(places: Collection[Place]) -> bool:
    """Whether an episode at these places was in the face, or nobody said where."""
    return not places or any(REGIONS[place.region].part == FACE for place in places)


def _in_order(noted: LoggedSign) -> tuple[date, str, Onset]:
    return noted.day, noted.sign.name, noted.sign.onset
