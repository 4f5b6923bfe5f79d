"""Notes of a phone as proposed entries, and those that the person confirmed as one import."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from tracker import diary
from tracker.core import records
from tracker.core.formats.imports.notes import Proposal, read_notes
from tracker.core.reference.places import place_name
from tracker.core.reports.wording import duration_text
from tracker.insights.import_words import ExposureWords, short_day
from tracker.insights.imports import IMPORTED, context_of
from tracker.models import User

NOTES = "notes"


def proposals(user: User, text: str, now: datetime, today: date) -> list[Proposal]:
    """What each line seems to say."""
    return list(read_notes(text, today, context_of(user, now)))


def proposal_words(one: Proposal, words: ExposureWords) -> str:
    """A proposal in words, "" if the line was not understood."""
    if one.day is None or not (one.episode or one.values):
        return ""
    parts = [_twitch_words(one)] if one.episode else []
    parts += [f"{words.name(value.exposure)} {words.amount(value.exposure, value.value)}" for value in one.values]
    return f"{short_day(one.day)}: {'; '.join(parts)}"


def _twitch_words(one: Proposal) -> str:
    episode = one.episode
    assert episode is not None  # noqa: S101 — The caller has looked.
    place = place_name(one.place, _) if one.place else _("place not known")
    length = duration_text(int((episode.until - episode.at).total_seconds()), _) if episode.until else ""
    strength = _("strength %(n)d") % {"n": episode.strength} if episode.strength is not None else ""
    return ", ".join(filter(None, (_("episode"), place, length, strength)))


def notes_batch(user: User, found: Collection[Proposal], lines: Collection[int], client_id: UUID) -> diary.ImportBatch:
    """The lines that the person confirmed. The same line confirmed twice is one entry."""
    chosen = [one for one in found if one.line in lines]
    values = {value.external_id: value for one in chosen for value in one.values}
    readings = tuple(
        records.Reading(
            uuid5(IMPORTED, f"{NOTES}|{name}"), value.exposure, value.day, value.value, source=NOTES, external_id=name
        )
        for name, value in values.items()
        if value.day
    )
    episodes = {one.episode.external_id: _episode(user, one) for one in chosen if one.episode}
    return diary.ImportBatch(client_id, NOTES, "", readings, (), tuple(episodes.values()))


def _episode(user: User, one: Proposal) -> records.Episode:
    episode = one.episode
    assert episode is not None  # noqa: S101
    assert one.day is not None  # noqa: S101
    seconds = int((episode.until - episode.at).total_seconds()) if episode.until else None
    return records.Episode(
        uuid5(IMPORTED, f"{NOTES}|{episode.external_id}"), episode.at, user.time_zone, one.day, seconds,
        places=(one.place,) if one.place else (), strength=episode.strength, note=episode.note,
    )  # fmt: skip
