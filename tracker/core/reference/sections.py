"""The sections of the doctor's summary, in the default order: what a doctor needs first comes first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tracker.core.reference.words import gettext_noop as _

SECTIONS: Mapping[str, str] = {
    "signs_to_watch": _("Signs to watch"),
    "places": _("Since when and where"),
    "since_last_visit": _("What changed"),
    "signs": _("Asked and answered"),
    "course": _("How often"),
    "bouts": _("What an episode is like"),
    "person": _("The person"),
    "medicines": _("Medicines and injections"),
    "questions": _("Questions for the visit"),
    "reliefs": _("What was tried"),
    "exposures": _("Habits tracked"),
    "beliefs": _("What they think sets it off"),
    "how_made": _("How this was made"),
}
"""Titles of all sections by key, in the default order."""

NOTHING_ON: Mapping[str, str] = {
    "places": _("places"),
    "since_last_visit": _("changes"),
    "signs": _("signs"),
    "bouts": _("strength, length and feel"),
    "person": _("worry and how much it gets in the way"),
    "medicines": _("medicines"),
    "reliefs": _("what was tried"),
    "exposures": _("habits"),
    "beliefs": _("what may set it off"),
}
"""Names of empty sections for the line that lists them."""

ALWAYS = "how_made"
"""The section that cannot be hidden: how the summary was made, and what it cannot show."""

ADDED_LATER = frozenset({"person"})
"""Sections that did not exist when orders were first stored: an order without `hidden` does not know them."""


def valid_sections(keys: Iterable[str]) -> tuple[str, ...]:
    """Return the existing sections among `keys`, without duplicates, with ALWAYS last."""
    return *(key for key in dict.fromkeys(keys) if key in SECTIONS and key != ALWAYS), ALWAYS


ALL_SECTIONS = valid_sections(SECTIONS)
"""All sections in the default order."""


def hidden_sections(shown: Iterable[str]) -> list[str]:
    """Return the sections not shown. Stored with the order, so that later sections can be recognised as new."""
    return [key for key in ALL_SECTIONS if key not in (*shown, ALWAYS)]


def ordered_sections(shown: Iterable[str], hidden: Iterable[str] | None = None) -> tuple[str, ...]:
    """Return a stored order, with each newer section placed after its predecessor in the default order.

    `hidden` are the sections the person chose not to show; None if the order was stored without them.
    """
    order = [key for key in valid_sections(shown) if key != ALWAYS]
    known = set(SECTIONS) - ADDED_LATER if hidden is None else {*hidden, *order}
    for at, key in enumerate(ALL_SECTIONS):
        if key not in known and key not in order and key != ALWAYS:
            before = [other for other in ALL_SECTIONS[:at] if other in order]
            order.insert(order.index(before[-1]) + 1 if before else 0, key)
    return valid_sections(order)
