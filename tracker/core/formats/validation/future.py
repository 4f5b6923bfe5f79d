"""Refuse entries in the future. The current time is an argument."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from tracker.core.formats.validation.violations import Violation
from tracker.core.reference.words import gettext_noop as _

IN_THE_FUTURE = _("lies in the future")

DATE_FIELDS = (
    ("days", "local_date"), ("readings", "local_date"), ("episodes", "local_date"), ("doses", "local_date"),
    ("injections", "day"),
)  # fmt: skip
"""Sections whose entries must be in the past, with their date field. Visits may be planned."""


def future_violations(document: Any, latest: datetime) -> tuple[Violation, ...]:
    """Return a violation for each entry after `latest`, an aware time, in an otherwise valid document."""
    late = [
        (section, n, field)
        for section, field in DATE_FIELDS
        for n, entry in enumerate(document.get(section, ()))
        if date.fromisoformat(entry[field]) > latest.date()
        or datetime.fromisoformat(entry.get("onset") or entry.get("at") or "1900-01-01T00:00:00Z") > latest
    ]
    return tuple(Violation(path, IN_THE_FUTURE) for path in late)
