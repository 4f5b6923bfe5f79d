"""The circumstances of the twitch: exposures tracked, beliefs about triggers, remedies tried."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from statistics import median

from tracker.core.analysis import DailyTotals, median_by_exposure
from tracker.core.records import Episode, Exposure, Relief
from tracker.core.reference.exposures import BY_KEY
from tracker.core.reference.reliefs import BLAMED, RELIEFS
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reference.yes_no import yes_or_no
from tracker.core.reports.facts import Cell, SummaryColumn, SummaryTable
from tracker.core.reports.triggers.beliefs import Belief
from tracker.core.reports.triggers.cards import Kind
from tracker.core.reports.wording import days_text, number, own_words, share, whole

UNKNOWN = Cell("–", None)
NOTHING = Cell("", None)


def exposure_table(
    exposures: Sequence[Exposure],
    days: Sequence[DailyTotals],
    says: Mapping[str, Cell],
    basis: str,
    translate: Translate,
) -> SummaryTable:
    """Per exposure tracked or recorded: days, median, range and the result of the trigger analysis.

    Findings first, then exposures with values, in the person's order.
    """
    columns = (
        SummaryColumn("exposure", translate(_("Tracked, by day")), number=False),
        SummaryColumn("days", translate(_("Days"))),
        SummaryColumn("median", translate(_("Median"))),
        SummaryColumn("lowest", translate(_("Lowest"))),
        SummaryColumn("highest", translate(_("Highest"))),
        SummaryColumn("unit", translate(_("Unit")), number=False),
        SummaryColumn("says", translate(_("In the diary")), number=False, below=True),
    )
    values, medians = _values(days), median_by_exposure(days)
    named = {key for key, cell in says.items() if cell.value == Kind.TOGETHER.value}
    tracked = (e for e in exposures if e.tracked or e.key in values)
    shown = sorted(tracked, key=lambda e: (e.key not in named, e.key not in values))
    rows = tuple(
        (*_exposure_row(e, values.get(e.key, []), medians, translate), says.get(e.key, NOTHING)) for e in shown
    )
    note = basis if rows else translate(_("Nothing else was tracked."))
    return SummaryTable("exposures", translate(_("Values by day")), columns, rows, note, secondary=True)


def blame_table(episodes: Sequence[Episode], beliefs: Sequence[Belief], translate: Translate) -> SummaryTable:
    """What the person blames, by number of episodes, each with the diary's answer."""
    columns = (
        SummaryColumn("blamed", translate(_("Thought of")), number=False),
        SummaryColumn("episodes", translate(_("Episodes"))),
        SummaryColumn("says", translate(_("The diary")), number=False),
    )
    rows = tuple(
        (
            Cell(belief.what, belief.key if belief.key in BLAMED else belief.what),
            whole(belief.episodes),
            Cell(belief.diary_says, belief.answer.value),
        )
        for belief in beliefs
    )
    named = sum(bool(e.blamed) for e in episodes)
    note = (
        translate(_("Said for %(share)s episodes.")) % {"share": share(named, len(episodes), translate)}
        if named
        else ""
    )
    return SummaryTable("blamed", "", columns, rows, note or translate(_("Not said.")))


def relief_table(episodes: Sequence[Episode], translate: Translate) -> SummaryTable:
    """Remedies tried, how often each helped, and the median time until it did."""
    columns = (
        SummaryColumn("relief", translate(_("Tried")), number=False),
        SummaryColumn("tried", translate(_("Times"))),
        SummaryColumn("helped", translate(_("Helped"))),
        SummaryColumn("did_not", translate(_("Did not"))),
        SummaryColumn("not_said", translate(_("Not said"))),
        SummaryColumn("after_min", translate(_("After, min"))),
    )
    tried: dict[str, list[Relief]] = defaultdict(list)
    for relief in (relief for e in episodes for relief in e.reliefs):
        tried[relief.what].append(relief)
    most_first = sorted(tried, key=lambda what: -len(tried[what]))
    rows = tuple((_said(what, RELIEFS, translate), *_counts(tried[what])) for what in most_first)
    return SummaryTable("reliefs", "", columns, rows, "" if rows else translate(_("Nothing was written down.")))


def _exposure_row(
    exposure: Exposure, values: Sequence[float], medians: Mapping[str, float], translate: Translate
) -> tuple[Cell, ...]:
    words = translate if exposure.key in BY_KEY else own_words
    name, unit = words(exposure.name), words(exposure.unit)
    if exposure.is_yes_no and values:
        said = translate(_("yes on %(days)s")) % {"days": days_text(sum(value > 0 for value in values), translate)}
        ends = (Cell(yes_or_no(value, translate), value) for value in (min(values), max(values)))
        return Cell(name, exposure.key), whole(len(values)), UNKNOWN, *ends, Cell(said, said)
    numbers = (
        [number(value) for value in (medians[exposure.key], min(values), max(values))] if values else [UNKNOWN] * 3
    )
    return Cell(name, exposure.key), whole(len(values)), *numbers, Cell(unit, unit)


def _counts(times: Sequence[Relief]) -> tuple[Cell, ...]:
    counts = Counter(relief.helped for relief in times)
    minutes = [relief.after_min for relief in times if relief.helped and relief.after_min is not None]
    after = number(median(minutes)) if minutes else UNKNOWN
    return whole(len(times)), *(whole(counts[answer]) for answer in (True, False, None)), after


def _values(days: Sequence[DailyTotals]) -> dict[str, list[float]]:
    values: dict[str, list[float]] = defaultdict(list)
    for day in days:
        for key, value in day.values.items():
            values[key].append(value)
    return values


def _said(what: str, known: Mapping[str, str], translate: Translate) -> Cell:
    """A known name translated, any other in the person's own words."""
    return Cell(translate(known[what]), what) if what in known else Cell(own_words(what), own_words(what))
