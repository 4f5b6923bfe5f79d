"""The names of the apps whose exports can be read, and where a reading comes from in words."""

from __future__ import annotations

from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _

APPS = {
    "apple_health": "Apple Health",
    "fitbit": "Fitbit",
    "google_fit": "Google Fit",
    "health_connect": "Health Connect",
    "samsung": "Samsung Health",
    "garmin": "Garmin",
    "oura": "Oura",
    "daylio": "Daylio",
    "sleep_as_android": "Sleep as Android",
    "sleep_cycle": "Sleep Cycle",
    "bearable": "Bearable",
    "loop_habits": "Loop Habit Tracker",
    "health_auto_export": "Health Auto Export",
    "nomie": "Nomie",
}
"""By the `source` of readings, which is also the key of the format."""

BY_HAND = ("check-in", "tap")
"""The sources of what was typed or tapped in Levator."""

_OTHERS = {"table": _("a table"), "notes": _("pasted notes")}


def is_imported(source: str) -> bool:
    """Whether a reading came from a file."""
    return source not in BY_HAND


def format_names(format: str, translate: Translate = str) -> list[str]:
    """The apps of an import; those of several files are joined by a plus. A table is named last."""
    return [source_name(one, translate) for one in format.split("+")]


def source_name(source: str, translate: Translate = str) -> str:
    """What a reading came from: the app, a table, or *another app*. A table is `table:` and its shape."""
    kind = source.partition(":")[0]
    return APPS.get(kind) or translate(_OTHERS.get(kind, _("another app")))
