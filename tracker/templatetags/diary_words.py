"""A diary's values in a person's words. Nothing is counted here; it is only said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django import template
from django.contrib.messages.storage.base import Message
from django.forms import Form
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.core.analysis import DailyTotals
from tracker.core.records import Episode, Exposure
from tracker.core.reference.exposures import BY_KEY, INTAKES
from tracker.core.reference.places import PLACES, place_name

register = template.Library()


@register.filter
def began(episode: Episode) -> str:
    """The clock time of the onset, where it was logged."""
    return clock(episode.onset, episode.zone)


@register.simple_tag
def clock(instant: datetime, zone: str) -> str:
    """A clock time in that zone."""
    return date_format(instant.astimezone(ZoneInfo(zone or "UTC")), "H:i")


@register.filter
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


@register.filter
def places_in_words(episode: Episode) -> str:
    """Every place, or that none was said."""
    return "; ".join(place_name(place, _) for place in episode.places) or _("Place not said")


@register.filter
def place_in_words(token: str) -> str:
    """One place, written `nose_side:left`."""
    return place_name(PLACES[str(token)], _)


@register.filter
def day_in_words(totals: DailyTotals) -> str:
    """A day for somebody who does not see the picture."""
    if not totals.logged:
        return _("not logged")
    if not totals.episodes:
        return _("no twitch")
    return ngettext("%(n)d episode", "%(n)d episodes", totals.episodes) % {"n": totals.episodes}


@register.filter
def item_name(item: str) -> str:
    """What was taken with a tap."""
    return _(INTAKES[item].name) if item in INTAKES else item


@register.filter
def exposure_name(exposure: Exposure) -> str:
    """A built-in exposure in the reader's language; the person's own as they wrote it."""
    return _(exposure.name) if exposure.key in BY_KEY else exposure.name


@register.filter
def unit_in_words(exposure: Exposure) -> str:
    """What stands behind a value: "mg", or "of 10" for a score."""
    if exposure.unit == "0–10":
        return _("of 10")
    return _(exposure.unit) if exposure.key in BY_KEY else exposure.unit


@register.filter
def amount(value: float | None) -> str:
    """A number without needless decimals; a dash where nothing was noted."""
    return "–" if value is None else f"{value:.2f}".rstrip("0").rstrip(".")


@register.filter
def of(values: Mapping[str, object], key: str) -> object:
    """One entry of a mapping."""
    return values.get(key)


@register.filter
def zone_name(zone: str) -> str:
    """A time zone as people write it."""
    return zone.replace("_", " ")


@register.filter
def has_relief_errors(form: Form) -> bool:
    """Whether the folded part about reliefs holds a message."""
    return any(name.startswith("relief_") for name in form.errors)


@register.filter
def noted_dose(message: Message) -> str:
    """The id of the dose that a message is about, so that it can be taken back; nothing for any other message."""
    kind, _space, client_id = (message.extra_tags or "").partition(" ")
    return client_id if kind == "dose" else ""
