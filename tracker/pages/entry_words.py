"""Entries in a person's words: when, how long, where, what was taken."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.core.records import Episode
from tracker.core.reference.exposures import INTAKES
from tracker.core.reference.places import place_name


def clock(instant: datetime, zone: str) -> str:
    """A clock time in that zone."""
    return date_format(instant.astimezone(ZoneInfo(zone or "UTC")), "H:i")


def began(episode: Episode) -> str:
    """The clock time of the onset, where it was logged."""
    return clock(episode.onset, episode.zone)


def lasted(episode: Episode) -> str:
    """How long it went on; nothing where that is not known."""
    if episode.still_going:
        return _("still going")
    if episode.duration_s is None:
        return ""
    minutes, seconds = divmod(episode.duration_s, 60)
    if not minutes:
        return ngettext("%(n)d second", "%(n)d seconds", seconds) % {"n": seconds}
    if minutes < 120:
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    return _("%(hours)d h %(minutes)02d min") % {"hours": minutes // 60, "minutes": minutes % 60}


def places_in_words(episode: Episode) -> str:
    """All places, or that none was given."""
    return "; ".join(place_name(place, _) for place in episode.places) or _("Place not said")


def item_name(item: str) -> str:
    """What was taken with a tap."""
    return _(INTAKES[item].name) if item in INTAKES else item
