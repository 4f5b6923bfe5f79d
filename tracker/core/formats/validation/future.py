"""Entries that lie in the future. The time after which that is so comes in as an argument."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from tracker.core.formats.validation.violations import Violation
from tracker.core.reference.words import gettext_noop as _

LIES_AHEAD = _("lies in the future")

DATED = (
    ("days", "local_date"), ("readings", "local_date"), ("episodes", "local_date"), ("doses", "local_date"),
    ("injections", "day"),
)  # fmt: skip
"""What can only have happened already, and the field that says when; a visit may be planned."""


def future_violations(document: Any, latest: datetime) -> tuple[Violation, ...]:
    """A finding for each entry after `latest` (an aware time), in a document that passed every other check."""
    late = [
        (section, n, field)
        for section, field in DATED
        for n, entry in enumerate(document.get(section, ()))
        if date.fromisoformat(entry[field]) > latest.date()
        or datetime.fromisoformat(entry.get("onset") or entry.get("at") or "1900-01-01T00:00:00Z") > latest
    ]
    return tuple(Violation(path, LIES_AHEAD) for path in late)
