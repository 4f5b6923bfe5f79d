"""Format dates and months."""

from __future__ import annotations

from datetime import date

from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _

MONTHS = (
    _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"),
    _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
)  # fmt: skip


def day_text(day: date, translate: Translate = str) -> str:
    """Format a date: "3 May 2026"."""
    return translate(_("%(day)d %(month)s %(year)d")) % {
        "day": day.day,
        "month": translate(MONTHS[day.month - 1]),
        "year": day.year,
    }


def month_text(day: date, translate: Translate = str) -> str:
    """Format the month of a date: "May 2026"."""
    return translate(_("%(month)s %(year)d")) % {"month": translate(MONTHS[day.month - 1]), "year": day.year}
