"""What a diary holds before a day, without the details: cheap to load however long the diary is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.core.records.day import Day
from tracker.core.records.diary import Diary
from tracker.core.records.episode import Episode, Sign
from tracker.core.records.place import Place

LONG_S = 86_400
"""An episode that lasts this many seconds or more counts as long."""

ANSWERS = ("can_hold_back", "urge_before", "eye_closes", "in_sleep")
"""Questions about an episode that are answered with yes or no."""

NO_SIGN = "no_sign"
"""The name under which a history keeps that a person looked through the list of signs and had none."""


@dataclass(frozen=True)
class History:
    """The entries before `until`, reduced to their dates.

    `twitched` pairs the date of each episode with its places, each pair once. `long` holds the episodes that reach
    far beyond their own date: those that were never stopped or lasted a day or more. `quiet` are the check-ins that
    say *no twitch*, `signs` every sign with the date of its entry. `answers` are the answers to ANSWERS by date and
    name, and NO_SIGN where it was said.
    """

    until: date
    twitched: frozenset[tuple[date, tuple[Place, ...]]] = frozenset()
    long: tuple[Episode, ...] = ()
    check_ins: frozenset[date] = frozenset()
    quiet: frozenset[date] = frozenset()
    signs: frozenset[tuple[date, Sign]] = frozenset()
    answers: frozenset[tuple[date, str, bool]] = frozenset()

    def logged_dates(self) -> frozenset[date]:
        """Dates with a check-in or an episode, as in `Diary.logged_dates`."""
        return self.check_ins | {day for day, _places in self.twitched}


def history_of(diary: Diary, until: date) -> History:
    """The part of a whole diary before `until`."""
    episodes = [episode for episode in diary.episodes if episode.local_date < until]
    days = [day for day in diary.days if day.local_date < until]
    entries: list[Day | Episode] = [*episodes, *days]
    return History(
        until,
        frozenset((episode.local_date, episode.places) for episode in episodes),
        tuple(episode for episode in episodes if episode.still_going or (episode.duration_s or 0) >= LONG_S),
        frozenset(day.local_date for day in days),
        frozenset(day.local_date for day in days if day.no_twitch),
        frozenset((entry.local_date, sign) for entry in entries for sign in entry.signs),
        frozenset(answer for entry in entries for answer in _answers(entry)),
    )


def _answers(entry: Day | Episode) -> Iterator[tuple[date, str, bool]]:
    for name in ANSWERS:
        answer = getattr(entry, name, None)
        if answer is not None:
            yield entry.local_date, name, answer
    if entry.no_other_signs and not entry.signs:
        yield entry.local_date, NO_SIGN, True
