"""A summary of the entries before a day, cheap to load for a long diary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.core.records.day import Day
from tracker.core.records.diary import Diary
from tracker.core.records.episode import Episode, Sign
from tracker.core.records.place import Place

LONG_S = 86_400
"""Episodes of at least this many seconds count as long."""

ANSWERS = ("can_hold_back", "urge_before", "eye_closes", "in_sleep")
"""Yes/no questions about an episode."""

NO_SIGN = "no_sign"
"""The name of the answer *none of these signs* in a history."""


@dataclass(frozen=True)
class History:
    """The entries before `until`, reduced to their dates.

    `twitched` pairs the date of each episode with its places. `long` holds the episodes that were never stopped or
    lasted a day or more. `quiet` are the dates of check-ins with *no twitch*, `signs` all signs with the date of
    their entry. `answers` are the answers to ANSWERS by date and name, and NO_SIGN.
    """

    until: date
    twitched: frozenset[tuple[date, tuple[Place, ...]]] = frozenset()
    long: tuple[Episode, ...] = ()
    check_ins: frozenset[date] = frozenset()
    quiet: frozenset[date] = frozenset()
    signs: frozenset[tuple[date, Sign]] = frozenset()
    answers: frozenset[tuple[date, str, bool]] = frozenset()

    def logged_dates(self) -> frozenset[date]:
        """Return the dates with a check-in or an episode, as in `Diary.logged_dates`."""
        return self.check_ins | {day for day, _places in self.twitched}


def history_of(diary: Diary, until: date) -> History:
    """Summarise the part of a diary before `until`."""
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
