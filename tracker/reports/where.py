"""Where it twitches, in the order in which it began there."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.analysis import PlaceCount
from tracker.records import Episode
from tracker.reference.places import place_name
from tracker.reference.words import gettext_noop as _
from tracker.reports.facts import Cell, Column, Say, Table
from tracker.reports.wording import day_cell, share, whole


def place_table(places: Sequence[PlaceCount], episodes: Sequence[Episode], say: Say) -> Table:
    """Places with their sides, in the order in which they first appeared."""
    columns = (
        Column("place", say(_("Place")), number=False),
        Column("first", say(_("First noted"))),
        Column("episodes", say(_("Episodes"))),
        Column("days", say(_("Days"))),
    )
    in_order = sorted(places, key=lambda count: (count.first_date, -count.episodes, str(count.place)))
    rows = tuple(_place_row(number, count, say) for number, count in enumerate(in_order, start=1))
    return Table("places", "", columns, rows, _placeless(episodes, say))


def _place_row(number: int, count: PlaceCount, say: Say) -> tuple[Cell, ...]:
    """The number is the one that stands in the drawing of the face."""
    name = Cell(f"{number}. {place_name(count.place, say)}", str(count.place))
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
