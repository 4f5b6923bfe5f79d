"""Where it twitches, and what came along with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tracker.analysis import PlaceCount
from tracker.records import Episode, Onset
from tracker.reference.places import place_name
from tracker.reference.signs import SIGNS
from tracker.reference.words import gettext_noop as _
from tracker.reports.facts import Cell, Column, Say, Table
from tracker.reports.wording import day_cell, own_words, share, whole


def place_table(places: Sequence[PlaceCount], episodes: Sequence[Episode], say: Say) -> Table:
    """Places with their sides, in the order in which they first appeared."""
    columns = (
        Column("place", say(_("Place")), number=False),
        Column("first", say(_("First noted"))),
        Column("episodes", say(_("Episodes"))),
        Column("days", say(_("Days"))),
    )
    in_order = sorted(places, key=lambda count: (count.first_date, -count.episodes, str(count.place)))
    rows = tuple(_place_row(count, say) for count in in_order)
    return Table("places", "", columns, rows, _placeless(episodes, say))


def sign_table(episodes: Sequence[Episode], say: Say) -> Table:
    """Companion signs, those with a sudden onset first; absence counts only where it was said."""
    columns = (
        Column("sign", say(_("Sign")), number=False),
        Column("episodes", say(_("Episodes"))),
        Column("sudden", say(_("Sudden"))),
        Column("gradual", say(_("Gradual"))),
        Column("unsure", say(_("Not sure"))),
    )
    counts = Counter((sign.name, sign.onset) for e in episodes for sign in set(e.signs))
    in_episodes = Counter(name for e in episodes for name in {sign.name for sign in e.signs})
    names = sorted(in_episodes, key=lambda name: (-counts[name, Onset.SUDDEN], -in_episodes[name], name))
    rows = tuple(
        (_sign_cell(name, say), whole(in_episodes[name]), *(whole(counts[name, onset]) for onset in Onset))
        for name in names
    )
    return Table("signs", "", columns, rows, _absence(episodes, say))


def _place_row(count: PlaceCount, say: Say) -> tuple[Cell, ...]:
    name = Cell(place_name(count.place, say), str(count.place))
    return name, day_cell(count.first_date, say), whole(count.episodes), whole(count.days)


def _placeless(episodes: Sequence[Episode], say: Say) -> str:
    without = sum(not e.places for e in episodes)
    if not episodes:
        return say(_("No episode was logged."))
    return (
        say(_("No place said for %(share)s episodes.")) % {"share": share(without, len(episodes), say)}
        if without
        else ""
    )


def _sign_cell(name: str, say: Say) -> Cell:
    return Cell(say(SIGNS[name].says) if name in SIGNS else own_words(name), name)


def _absence(episodes: Sequence[Episode], say: Say) -> str:
    if not episodes:
        return say(_("Nothing was said about other signs."))
    absent = sum(e.no_other_signs and not e.signs for e in episodes)
    unsaid = sum(not e.signs and not e.no_other_signs for e in episodes)
    return say(_("Said to be without any other sign: %(absent)s episodes. Nothing said: %(unsaid)d.")) % {
        "absent": share(absent, len(episodes), say),
        "unsaid": unsaid,
    }
