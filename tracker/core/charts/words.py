"""Words and number formats shared by charts."""

from __future__ import annotations

from datetime import date

from tracker.core.records import Exposure
from tracker.core.reference.graphemes import one_line
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _

WEEKDAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
MONTHS = (
    _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"),
    _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
)  # fmt: skip

NOT_LOGGED = _("not logged")
NOTHING_YET = _("Nothing logged in this time")
MAX_NAME_CHARS = 24
MAX_UNIT_CHARS = 12


def weekday(day: date, translate: Translate = str) -> str:
    """The short name of a date's weekday."""
    return translate(WEEKDAYS[day.weekday()])


def month(day: date, translate: Translate = str) -> str:
    """The short name of a date's month."""
    return translate(MONTHS[day.month - 1])


def day_and_month(day: date, translate: Translate = str) -> str:
    """A date without its year, as the language orders it."""
    return translate(_("%(day)d %(month)s")) % {"day": day.day, "month": month(day, translate)}


def full_date(day: date, translate: Translate = str) -> str:
    """A date with its year, as the language orders it."""
    return translate(_("%(day)d %(month)s %(year)d")) % {
        "day": day.day,
        "month": month(day, translate),
        "year": day.year,
    }


def month_and_year(day: date, translate: Translate = str) -> str:
    """A month with its year, as the language orders it."""
    return translate(_("%(month)s %(year)d")) % {"month": month(day, translate), "year": day.year}


def period(first: date, last: date, translate: Translate = str) -> str:
    """A period; the year once if it is the same."""
    begins = day_and_month(first, translate) if first.year == last.year else full_date(first, translate)
    return translate(_("%(first)s to %(last)s")) % {"first": begins, "last": full_date(last, translate)}


def number(value: float) -> str:
    """Format with three significant digits below 100, and as an integer from there on."""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"


def exposure_name(exposure: Exposure, translate: Translate = str) -> str:
    """The name of an exposure on one line, shortened if it is long."""
    return one_line(translate(exposure.name) if exposure.name else exposure.key, MAX_NAME_CHARS)


def exposure_unit(exposure: Exposure, translate: Translate = str) -> str:
    """The unit of an exposure on one line, shortened if it is long; may be empty."""
    return one_line(translate(exposure.unit), MAX_UNIT_CHARS) if exposure.unit else ""
