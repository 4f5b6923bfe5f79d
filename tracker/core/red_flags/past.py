"""What the rules see of the days before a date, by date: short, whatever the length of the diary."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.core.records import Day, Episode, History, Place, Sign
from tracker.core.red_flags.place_sets import PlaceSet

EpisodesOn = Callable[[date], Sequence[Episode]]
"""The episodes that touch a date, in order."""


@dataclass(frozen=True)
class RulesPast:
    """The entries before `until`, reduced to what the rules ask of each date.

    `places` are the distinct places of episodes; `twitched` gives for each date with a twitch their positions in it.
    `logged` are the dates with a check-in or an episode, `quiet` those of check-ins with *no twitch*, `no_signs` those
    on which *none of these signs* was answered. `signs` and `jerks` are the signs that were logged, and continuing
    jerks as signs, with their dates. `check_ins` are those of the last weeks. `long` are the episodes that go on after
    these days; of `long_before`, which began before the window, only the places count.
    """

    until: date
    places: tuple[tuple[Place, ...], ...] = ()
    twitched: tuple[tuple[date, tuple[int, ...]], ...] = ()
    logged: tuple[date, ...] = ()
    quiet: tuple[date, ...] = ()
    no_signs: tuple[date, ...] = ()
    signs: tuple[tuple[date, Sign], ...] = ()
    jerks: tuple[tuple[date, Sign], ...] = ()
    check_ins: tuple[Day, ...] = ()
    long: tuple[Episode, ...] = ()
    long_before: tuple[Episode, ...] = ()

    def places_on(self) -> dict[date, PlaceSet]:
        """The places of the episodes that touch each date. Dates with the same places share one set."""
        known: dict[tuple[int, ...], PlaceSet] = {}
        found = {}
        for day, positions in self.twitched:
            if positions not in known:
                known[positions] = frozenset(self.places[position] for position in positions)
            found[day] = known[positions]
        return found


def no_episodes(day: date) -> Sequence[Episode]:
    """Before a window, no single episode is known."""
    return ()


def past_of(history: History, dates_of: Callable[[Episode], Sequence[date]]) -> RulesPast:
    """The past of the days before a window. `dates_of` gives the dates that an episode touches, up to today."""
    places: dict[date, set[tuple[Place, ...]]] = {}
    for day, at in history.twitched:
        places.setdefault(day, set()).add(at)
    for episode in history.long:
        for day in dates_of(episode):
            if day < history.until:
                places.setdefault(day, set()).add(episode.places)
    numbers, twitched = numbered(places)
    return RulesPast(
        history.until,
        numbers,
        twitched,
        logged=tuple(history.check_ins | places.keys()),
        quiet=tuple(history.quiet),
        signs=tuple(history.signs),
        long_before=tuple(e for e in history.long if dates_of(e)[-1] >= history.until),
    )


def numbered(
    places_on: Mapping[date, set[tuple[Place, ...]]] | Mapping[date, PlaceSet],
) -> tuple[tuple[tuple[Place, ...], ...], tuple[tuple[date, tuple[int, ...]], ...]]:
    """The distinct places, and for each date their positions."""
    distinct = sorted({at for on in places_on.values() for at in on})
    numbers = {at: number for number, at in enumerate(distinct)}
    return tuple(distinct), tuple((day, tuple(sorted(numbers[at] for at in on))) for day, on in places_on.items())
