"""The parts of a summary for a doctor, by name, the most important first.

The order is what a doctor needs first: what must not be missed, since when and where, what changed, what was asked
and answered; then the course, what an episode is like, what is taken; then questions, relief and habits.
"""

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
"""Every section by its key, in the order they have when nothing else is chosen."""

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
"""How a section without any content is named in the one line that lists them."""

ALWAYS = "how_made"
"""What a summary says of itself: how it was made, what it cannot say, and what it is not. It cannot be left out."""

ADDED_LATER = frozenset({"person"})
"""Sections that an order chosen before they existed neither shows nor leaves out."""


def chosen(keys: Iterable[str]) -> tuple[str, ...]:
    """The sections that are known among these, each once, in their order; what is always there stands last."""
    return *(key for key in dict.fromkeys(keys) if key in SECTIONS and key != ALWAYS), ALWAYS


EVERYTHING = chosen(SECTIONS)
"""All sections, the most important first."""


def left_out(shown: Iterable[str]) -> list[str]:
    """The sections that a person who shows these does not show; kept with the order, so that none of them is new."""
    return [key for key in EVERYTHING if key not in (*shown, ALWAYS)]


def arranged(shown: Iterable[str], left_out: Iterable[str] | None = None) -> tuple[str, ...]:
    """A person's own order. A section that is newer than it follows the one it follows in the usual order.

    `left_out` are the sections the person chose not to show; None for an order that was stored without them.
    """
    order = [key for key in chosen(shown) if key != ALWAYS]
    known = set(SECTIONS) - ADDED_LATER if left_out is None else {*left_out, *order}
    for at, key in enumerate(EVERYTHING):
        if key not in known and key not in order and key != ALWAYS:
            before = [other for other in EVERYTHING[:at] if other in order]
            order.insert(order.index(before[-1]) + 1 if before else 0, key)
    return chosen(order)
