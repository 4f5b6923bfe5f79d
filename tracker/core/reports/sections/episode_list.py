"""The episodes of a period, newest first, up to a limit; those left out are counted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from zoneinfo import ZoneInfo

from tracker.core.records import Episode, Onset
from tracker.core.reference.limits import NOTE_CHARS
from tracker.core.reference.places import place_name
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.facts import Cell, SummaryColumn, SummaryTable
from tracker.core.reports.sections.episodes import FEELS
from tracker.core.reports.wording import day_cell, duration_text, own_words, sign_name, whole

MAX_EPISODES = 1_000
"""Limit of the list; nobody reads a longer one on paper."""

MAX_NOTE_CHARS = 300_000
"""Limit for the length of all notes together, so that the PDF is ready in a second or two."""

NOT_SAID = Cell("–", None)

BEGAN = {
    Onset.SUDDEN: _("%(sign)s (suddenly)"),
    Onset.GRADUAL: _("%(sign)s (little by little)"),
    Onset.UNSURE: _("%(sign)s (not sure how)"),
}


def episode_table(episodes: Sequence[Episode], translate: Translate = str) -> SummaryTable:
    """One row per episode, the newest first, within both limits. `episodes` are sorted by onset."""
    newest = _newest(episodes)
    rows = tuple(_row(episode, translate) for episode in newest)
    return SummaryTable("episodes", "", _columns(translate), rows, _about(len(episodes), len(newest), translate))


def _newest(episodes: Sequence[Episode]) -> list[Episode]:
    newest = list(reversed(episodes))[:MAX_EPISODES]
    letters = accumulate(len(episode.note) for episode in newest)
    return [episode for episode, so_far in zip(newest, letters, strict=True) if so_far <= MAX_NOTE_CHARS]


def _columns(translate: Translate) -> tuple[SummaryColumn, ...]:
    return (
        SummaryColumn("day", translate(_("Day")), number=False),
        SummaryColumn("time", translate(_("Time")), number=False),
        SummaryColumn("places", translate(_("Place")), number=False),
        SummaryColumn("strength", translate(_("Strength"))),
        SummaryColumn("duration", translate(_("Duration"))),
        SummaryColumn("feel", translate(_("Feel")), number=False),
        SummaryColumn("signs", translate(_("Other signs")), number=False),
        SummaryColumn("note", translate(_("Note")), number=False, below=True),
    )


def _row(episode: Episode, translate: Translate) -> tuple[Cell, ...]:
    began = f"{episode.onset.astimezone(ZoneInfo(episode.zone or 'UTC')):%H:%M}"
    note = own_words(episode.note, NOTE_CHARS)
    return (
        day_cell(episode.local_date, translate),
        Cell(began, began),
        _listed([place_name(place, translate) for place in episode.places]),
        NOT_SAID if episode.strength is None else whole(episode.strength),
        _duration(episode, translate),
        Cell(translate(FEELS[episode.feel]), episode.feel.value) if episode.feel else NOT_SAID,
        _signs(episode, translate),
        Cell(note, note or None),
    )


def _listed(names: Sequence[str]) -> Cell:
    words = "; ".join(names)
    return Cell(words, words) if words else NOT_SAID


def _duration(episode: Episode, translate: Translate) -> Cell:
    if episode.still_going:
        return Cell(translate(_("still going")), None)
    return (
        NOT_SAID
        if episode.duration_s is None
        else Cell(duration_text(episode.duration_s, translate), episode.duration_s)
    )


def _signs(episode: Episode, translate: Translate) -> Cell:
    if episode.no_other_signs and not episode.signs:
        none = translate(_("none of the list"))
        return Cell(none, none)
    return _listed(
        [translate(BEGAN[sign.onset]) % {"sign": sign_name(sign.name, translate)} for sign in episode.signs]
    )


def _about(every: int, listed: int, translate: Translate) -> str:
    """The note: the meaning of times and strengths, and the number of older episodes left out."""
    if not every:
        return translate(_("No episode was logged in this period."))
    times = translate(
        _("Times are those of the clock where the episode was logged. Strength is from 0 to 10; – is not said.")
    )
    if every == listed:
        return times
    left_out = translate(_("The newest %(listed)d of %(every)d episodes; %(count)d older ones are left out."))
    return f"{left_out} {times}" % {"listed": listed, "every": every, "count": every - listed}
