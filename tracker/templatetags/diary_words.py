"""Values of a diary in words, without computation."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.contrib.messages.storage.base import Message
from django.forms import Form
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.core.analysis import DailyTotals
from tracker.core.records import Exposure
from tracker.core.reference.exposures import BY_KEY, UNIT_OF_ONE, scale_top
from tracker.core.reference.places import PLACES, place_name
from tracker.core.reference.yes_no import yes_or_no
from tracker.pages.entry_words import began, clock, item_name, lasted, places_in_words

register = template.Library()

register.simple_tag(clock)
for words in (began, item_name, lasted, places_in_words):
    register.filter(words)


@register.filter
def place_in_words(token: str) -> str:
    """One place, written `nose_side:left`."""
    return place_name(PLACES[str(token)], _)


@register.filter
def day_in_words(totals: DailyTotals) -> str:
    """A day in words, for people who cannot see the chart."""
    if not totals.logged:
        return _("not logged")
    if not totals.episodes:
        return _("no twitch")
    return ngettext("%(n)d episode", "%(n)d episodes", totals.episodes) % {"n": totals.episodes}


@register.filter
def exposure_name(exposure: Exposure) -> str:
    """The translated name of a built-in exposure; the person's own as they wrote it."""
    return _(exposure.name) if exposure.key in BY_KEY else exposure.name


@register.filter
def unit_in_words(exposure: Exposure, value: float | None = None) -> str:
    """The unit after a value: "mg", "unit" after 1 and "units" after any other, or "of 10" for a score."""
    if value == 1 and exposure.key in BY_KEY and exposure.unit in UNIT_OF_ONE:
        return _(UNIT_OF_ONE[exposure.unit])
    if top := scale_top(exposure.unit):
        return _("of %(top)s") % {"top": top}
    return _(exposure.unit) if exposure.key in BY_KEY else exposure.unit


@register.filter
def amount(value: float | None) -> str:
    """A number without trailing zeros; a dash for None."""
    return "–" if value is None else f"{value:.2f}".rstrip("0").rstrip(".")


@register.filter
def amount_of(value: float | None, exposure: Exposure) -> str:
    """A value of an exposure without its unit: a number, or yes or no; a dash for None."""
    return yes_or_no(value, _) if exposure.is_yes_no and value is not None else amount(value)


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
    """Whether the collapsed part about reliefs has an error."""
    return any(name.startswith("relief_") for name in form.errors)


@register.filter
def noted_dose(message: Message) -> str:
    """The id of the dose that a message is about, for its undo button; empty for other messages."""
    kind, _space, client_id = (message.extra_tags or "").partition(" ")
    return client_id if kind == "dose" else ""
