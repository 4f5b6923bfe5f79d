"""Detect how a spreadsheet wrote the dates of a file, and read them.

2026-01-31 and 31.1.2026 are unambiguous. 3/4/2026 is not, but 31/4 or 4/31 in the same file may decide it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.core.formats.validation.violations import invalid
from tracker.core.reference.words import gettext_noop as _

_DATE = re.compile(
    r"(?:(?P<y1>[0-9]{4})(?P<s1>[-/.])(?P<a1>[0-9]{1,2})(?P=s1)(?P<b1>[0-9]{1,2})"
    r"|(?P<a2>[0-9]{1,2})(?P<s2>[-/.])(?P<b2>[0-9]{1,2})(?P=s2)(?P<y2>[0-9]{4}))"
    r"(?:[ T]0?0:00(?::00(?:\.0+)?)?)?"
)
NOT_A_DATE = _("is no date written like 2026-01-31")
_NOT_IN_THE_CALENDAR = _("is a date that the calendar does not have")


@dataclass(frozen=True)
class _WrittenDate:
    """The three numbers of a date as written, and their style: where the year is, and the separator."""

    numbers: tuple[int, int, int]
    style: tuple[str, str]

    def read(self, order: str) -> date:
        """Read the numbers in `order`: ymd, dmy or mdy. Raises ValueError if there is no such date."""
        found = dict(zip(order, self.numbers, strict=True))
        return date(found["y"], found["m"], found["d"])

    def fits(self, order: str) -> bool:
        """Whether this order gives a date of the calendar."""
        try:
            self.read(order)
        except ValueError:
            return False
        return True


@dataclass(frozen=True)
class DateOrder:
    """The style and order of the dates of one file. `example` is one of them."""

    order: str = "ymd"
    style: tuple[str, str] = ("year first", "-")
    example: str = "2026-01-31"

    def read(self, cell: str) -> date:
        """Read the date in a cell. Raises InvalidValueError."""
        written = _parse(cell)
        if written is None:
            raise invalid(NOT_A_DATE)
        if written.style != self.style:
            raise invalid(_("is written otherwise than most dates here, such as %(example)s"), example=self.example)
        if not written.fits(self.order):
            raise invalid(_NOT_IN_THE_CALENDAR)
        return written.read(self.order)


def date_order(cells: Iterable[str]) -> DateOrder:
    """Detect the order of most of these dates. Raises InvalidValueError if it is ambiguous."""
    found = [(cell, written) for cell in cells if (written := _parse(cell))]
    if not found:
        return DateOrder()
    (style, _times), *_rest = Counter(written.style for _cell, written in found).most_common()
    same_style = [(cell, written) for cell, written in found if written.style == style]
    if style[0] == "year first":
        return DateOrder("ymd", style, same_style[0][0])
    if style[1] == ".":
        return DateOrder("dmy", style, same_style[0][0])
    return DateOrder(_day_or_month_first(same_style), style, same_style[0][0])


def _day_or_month_first(dates: list[tuple[str, _WrittenDate]]) -> str:
    """Choose the order that is valid for more of these dates."""
    fits = {order: sum(written.fits(order) for _cell, written in dates) for order in ("dmy", "mdy")}
    if fits["dmy"] == fits["mdy"]:
        for cell, written in dates:
            if written.fits("dmy") and written.fits("mdy") and written.read("dmy") != written.read("mdy"):
                raise invalid(
                    _("“%(cell)s” can have the day or the month first: write dates like 2026-01-31"), cell=cell
                )
    return max(fits, key=lambda order: fits[order])


def _parse(cell: str) -> _WrittenDate | None:
    match = _DATE.fullmatch(cell)
    if not match:
        return None
    if match["y1"]:
        return _WrittenDate((int(match["y1"]), int(match["a1"]), int(match["b1"])), ("year first", match["s1"]))
    return _WrittenDate((int(match["a2"]), int(match["b2"]), int(match["y2"])), ("year last", match["s2"]))
