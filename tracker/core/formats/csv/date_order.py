"""Dates as spreadsheets write them, read where those of a file have one meaning together.

2026-01-31 and 31.1.2026 have one. 3/4/2026 has two, which another date of the same file, 31/4 or 4/31, may decide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.core.formats.validation.problems import wrong
from tracker.core.reference.words import gettext_noop as _

_DATE = re.compile(
    r"(?:(?P<y1>[0-9]{4})(?P<s1>[-/.])(?P<a1>[0-9]{1,2})(?P=s1)(?P<b1>[0-9]{1,2})"
    r"|(?P<a2>[0-9]{1,2})(?P<s2>[-/.])(?P<b2>[0-9]{1,2})(?P=s2)(?P<y2>[0-9]{4}))"
    r"(?:[ T]0?0:00(?::00(?:\.0+)?)?)?"
)
NOT_A_DATE = _("is no date written like 2026-01-31")
_NOT_IN_THE_CALENDAR = _("is a date that the calendar does not have")


@dataclass(frozen=True)
class _Written:
    """The three numbers of a date in the order of the file, and the style they are written in."""

    numbers: tuple[int, int, int]
    style: tuple[str, str]

    def read(self, order: str) -> date:
        """The date, with the numbers taken for `order`: ymd, dmy or mdy. Raises ValueError."""
        found = dict(zip(order, self.numbers, strict=True))
        return date(found["y"], found["m"], found["d"])

    def fits(self, order: str) -> bool:
        """Whether the calendar has such a date."""
        try:
            self.read(order)
        except ValueError:
            return False
        return True


@dataclass(frozen=True)
class DateOrder:
    """How the dates of one file are read: all of one style, in one order. `example` is one of them."""

    order: str = "ymd"
    style: tuple[str, str] = ("year first", "-")
    example: str = "2026-01-31"

    def read(self, cell: str) -> date:
        """The date in a cell. Raises Wrong."""
        written = _written(cell)
        if written is None:
            raise wrong(NOT_A_DATE)
        if written.style != self.style:
            raise wrong(_("is written otherwise than most dates here, such as %(example)s"), example=self.example)
        if not written.fits(self.order):
            raise wrong(_NOT_IN_THE_CALENDAR)
        return written.read(self.order)


def date_order(cells: Iterable[str]) -> DateOrder:
    """The one way to read most of these. Raises Wrong where they could be read in two."""
    found = [(cell, written) for cell in cells if (written := _written(cell))]
    if not found:
        return DateOrder()
    (style, _times), *_rest = Counter(written.style for _cell, written in found).most_common()
    alike = [(cell, written) for cell, written in found if written.style == style]
    if style[0] == "year first":
        return DateOrder("ymd", style, alike[0][0])
    if style[1] == ".":
        return DateOrder("dmy", style, alike[0][0])
    return DateOrder(_day_or_month_first(alike), style, alike[0][0])


def _day_or_month_first(alike: list[tuple[str, _Written]]) -> str:
    """The order that the calendar allows for more of these dates."""
    fits = {order: sum(written.fits(order) for _cell, written in alike) for order in ("dmy", "mdy")}
    if fits["dmy"] == fits["mdy"]:
        for cell, written in alike:
            if written.fits("dmy") and written.fits("mdy") and written.read("dmy") != written.read("mdy"):
                raise wrong(
                    _("“%(cell)s” can have the day or the month first: write dates like 2026-01-31"), cell=cell
                )
    return max(fits, key=lambda order: fits[order])


def _written(cell: str) -> _Written | None:
    match = _DATE.fullmatch(cell)
    if not match:
        return None
    if match["y1"]:
        return _Written((int(match["y1"]), int(match["a1"]), int(match["b1"])), ("year first", match["s1"]))
    return _Written((int(match["a2"]), int(match["b2"]), int(match["y2"])), ("year last", match["s2"]))
