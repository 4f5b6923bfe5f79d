"""The parts of a summary for a doctor, by name, the most important first.

The order is what doctors ask for: how often and which way it goes, how strong, what was tried and what it did, then
what the person asks, then pattern. What changed since the last visit a doctor knows in part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tracker.reference.words import gettext_noop as _

SECTIONS: Mapping[str, str] = {
    "course": _("How often"),
    "places": _("Where, in order of appearance"),
    "bouts": _("What a bout is like"),
    "signs_to_watch": _("Signs to watch"),
    "signs": _("Other signs with it"),
    "medicines": _("Medicines and injections"),
    "reliefs": _("What was tried"),
    "questions": _("Questions for the visit"),
    "exposures": _("What was tracked beside it"),
    "since_last_visit": _("What changed"),
    "beliefs": _("What the person blames"),
    "how_made": _("How this was made"),
}
"""Every section by its key, in the order they have when nothing else is chosen."""

ALWAYS = "how_made"
"""What a summary says of itself: how it was made, what it cannot say, and what it is not. It cannot be left out."""


def chosen(keys: Iterable[str]) -> tuple[str, ...]:
    """The sections that are known among these, each once, in their order; what is always there stands last."""
    return *(key for key in dict.fromkeys(keys) if key in SECTIONS and key != ALWAYS), ALWAYS


EVERYTHING = chosen(SECTIONS)
"""All sections, the most important first."""
