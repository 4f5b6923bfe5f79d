"""The diary as it stands on one day, with what several rules count from it, each thing counted once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import fsum

from tracker.records import Day, Diary, Episode, Onset, Place, Sign
from tracker.red_flags.runs import Run, open_run
from tracker.red_flags.settings import DEFAULTS, Settings
from tracker.red_flags.touched import minutes, touched
from tracker.reference.places import REGIONS

MINUTES_A_DAY = 1440
ANY_ONSET = frozenset(Onset)
FACE = "face"

LOOKS_BACK = 400
"""No window can be made longer than this, in days."""

LONGEST_BOUT = 8
"""A bout of a week touches at most so many dates."""


@dataclass(frozen=True)
class Noted:
    """A sign and the date of the entry it stands in."""

    day: date
    sign: Sign


@dataclass(frozen=True)
class TrendFinding:
    """What a trend test says of the weekly rate up to today; worked out elsewhere and handed in."""

    rising: bool
    p: float | None = None


@dataclass(frozen=True)
class Seen:
    """What every rule takes: the diary, the day on which it is read, and the thresholds.

    Entries after today are as if they were not there.
    """

    diary: Diary
    today: date
    settings: Settings = DEFAULTS
    trend: TrendFinding | None = None

    @cached_property
    def began_on(self) -> Mapping[date, Sequence[Episode]]:
        """The episodes of each date, however long ago."""
        found: dict[date, list[Episode]] = defaultdict(list)
        for episode in self.diary.episodes:
            if episode.local_date <= self.today:
                found[episode.local_date].append(episode)
        return dict(found)

    @cached_property
    def episodes_on(self) -> Mapping[date, Sequence[Episode]]:
        """The episodes that touch each date, as far back as a rule can look."""
        found: dict[date, list[Episode]] = defaultdict(list)
        starts, going, since = self.diary.person.day_starts_at, self.settings.going_days, self._since
        for first, episodes in self.began_on.items():
            for episode in episodes if first >= since else ():
                for day in touched(episode, starts, going, self.today):
                    found[day].append(episode)
        return dict(found)

    @property
    def _since(self) -> date:
        """The first date that can matter: no window reaches back further, nor does the open run."""
        window = self.today - timedelta(days=LOOKS_BACK)
        run = open_run(self.began_on, self.today, self.settings.run_gap_days + LONGEST_BOUT)
        return min(window, run.first) if run else window

    @cached_property
    def check_ins(self) -> Mapping[date, Day]:
        """The check-in of each date that has one."""
        return {day.local_date: day for day in self.diary.days if day.local_date <= self.today}

    @cached_property
    def logged(self) -> frozenset[date]:
        """Dates with a check-in, or touched by an episode. All others are unknown, never quiet."""
        return frozenset(self.check_ins) | frozenset(self.began_on) | frozenset(self.episodes_on)

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
        starts, going = self.diary.person.day_starts_at, self.settings.going_days
        return frozenset(day for e in episodes for day in touched(e, starts, going, self.today))

    def noted(self, days: int, *names: str, onsets: Collection[Onset] = ANY_ONSET) -> tuple[Noted, ...]:
        """The signs of these names (of any name, where none is given) in entries of the last days, in order."""
        window = frozenset(self.last(days))
        check_ins = [self.check_ins[day] for day in window & self.check_ins.keys()]
        entries: list[Day | Episode] = [*self.episodes(days), *check_ins]
        found = {
            Noted(entry.local_date, sign)
            for entry in entries
            for sign in entry.signs
            if entry.local_date in window and (not names or sign.name in names) and sign.onset in onsets
        }
        return tuple(sorted(found, key=lambda noted: (noted.day, noted.sign.name, noted.sign.onset)))

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
        return open_run(self.episodes_on, self.today, self.settings.run_gap_days)

    @cached_property
    def face_run(self) -> Run | None:
        """The open run of the face as a whole.

        An episode without a place counts here: this journal begins with the face, and a person who logs with one
        tap would otherwise never be told.
        """
        days = [day for day in self.days_of_run if any(map(of_the_face, self.episodes_on[day]))]
        return open_run(days, self.today, self.settings.run_gap_days)

    def place_runs(self) -> Mapping[Place, Run]:
        """The open run of each place that has one."""
        days: dict[Place, list[date]] = defaultdict(list)
        for day in self.days_of_run:
            for place in {place for episode in self.episodes_on[day] for place in episode.places}:
                days[place].append(day)
        found = {place: open_run(days[place], self.today, self.settings.run_gap_days) for place in sorted(days)}
        return {place: run for place, run in found.items() if run}

    @cached_property
    def days_of_run(self) -> tuple[date, ...]:
        """Days of the open run. The run of one place lies within it, so older days need no look."""
        return tuple(day for day in self.episodes_on if self.run and day >= self.run.first)


def of_the_face(episode: Episode) -> bool:
    """Whether it was in the face, or nobody said where."""
    return not episode.places or any(REGIONS[place.region].part == FACE for place in episode.places)
