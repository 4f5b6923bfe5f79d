"""The section on places, in order of first appearance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.core.analysis import DiaryDates, PlaceCount, PlaceDays
from tracker.core.records import Diary, Episode, Place
from tracker.core.reference.face_shapes import FACE_SHAPES
from tracker.core.reference.places import place_name
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.facts import Cell, FaceChart, SummaryColumn, SummaryTable
from tracker.core.reports.wording import day_cell, day_text, period_text, share, whole

MAX_ELSEWHERE = 8
"""Limit of earlier places named, the latest first; the others are counted."""


def place_table(counts: Sequence[PlaceCount], dates: DiaryDates, period: Diary, translate: Translate) -> SummaryTable:
    """The places of a period, in order of first appearance in the whole diary (`dates`)."""
    columns = (
        SummaryColumn("place", translate(_("Place")), number=False),
        SummaryColumn("first", translate(_("First noted"))),
        SummaryColumn("episodes", translate(_("Episodes"))),
        SummaryColumn("days", translate(_("Days"))),
        SummaryColumn("since", translate(_("Since when")), number=False, below=True),
    )
    first = {one.place: one.first for one in dates.places}
    in_order = sorted(counts, key=lambda count: (first[count.place], -count.episodes, str(count.place)))
    rows = tuple(
        (
            *_cells(number, count, first[count.place], translate),
            _since(first[count.place], dates, period.first_day, translate),
        )
        for number, count in enumerate(in_order, start=1)
    )
    here = {count.place for count in counts}
    elsewhere = [one for one in dates.places if one.place not in here]
    note = " ".join(filter(None, (_placeless(period.episodes, translate), _elsewhere(elsewhere, translate))))
    return SummaryTable("places", "", columns, rows, note)


def face_of(table: SummaryTable) -> FaceChart | None:
    """The places of the table as a drawing; None without a place of the face."""
    places = tuple(
        (Place.parse(str(row["place"].value)), row["place"].text, int(row["episodes"].value or 0))
        for row in table.records
    )
    return FaceChart(places) if any(place.region in FACE_SHAPES for place, _label, _episodes in places) else None


def first_noted(day: date, dates: DiaryDates, translate: Translate) -> str:
    """When something was first logged; if that is soon after the diary began, it may be older."""
    text, began = _("since %(day)s"), dates.first_logged or day
    if dates.may_be_older(day):
        text = _("since %(day)s or before (the diary began on %(began)s)")
        if day == began:
            text = _("since the diary began (%(day)s) or before")
    return translate(text) % {"day": day_text(day, translate), "began": day_text(began, translate)}


def _cells(number: int, count: PlaceCount, first: date, translate: Translate) -> tuple[Cell, ...]:
    """The number is the same as in the drawing of the face."""
    name = Cell(f"{number}. {place_name(count.place, translate)}", str(count.place))
    return name, day_cell(first, translate), whole(count.episodes), whole(count.days)


def _since(first: date, dates: DiaryDates, period_first: date, translate: Translate) -> Cell:
    """Whether the first date lies before the period, or may be older than the diary."""
    if dates.may_be_older(first):
        words = first_noted(first, dates, translate)
        if first < period_first:
            words = translate(_("before this period, %(since)s")) % {"since": words}
        return Cell(words, "diary_began")
    return Cell(translate(_("before this period")), "before_period") if first < period_first else Cell("", None)


def _elsewhere(places: Sequence[PlaceDays], translate: Translate) -> str:
    """Places logged only before the period."""
    latest = sorted(places, key=lambda one: one.last, reverse=True)
    named = [
        f"{place_name(one.place, translate)}, {period_text(one.first, one.last, translate)}"
        for one in latest[:MAX_ELSEWHERE]
    ]
    if not named:
        return ""
    if others := len(latest) - len(named):
        named.append(translate(_("%(count)d more places")) % {"count": others})
    return translate(_("Elsewhere, before this period: %(places)s.")) % {"places": "; ".join(named)}


def _placeless(episodes: Sequence[Episode], translate: Translate) -> str:
    without = sum(not e.places for e in episodes)
    if not episodes:
        return translate(_("No episode was logged."))
    return (
        translate(_("No place said for %(share)s episodes.")) % {"share": share(without, len(episodes), translate)}
        if without
        else ""
    )
