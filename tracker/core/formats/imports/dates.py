"""Dates and times as other apps' tables write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from tracker.core.formats.imports.cells import MAX_CACHED
from tracker.core.formats.imports.times import with_offset

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier enero ene gennaio gen januari janeiro januar.",
            "feb february februar février fevrier fév febrero febbraio februari fevereiro fev",
            "mar march märz maerz mrz mär mars marzo maart mrt março marco",
            "apr april avril avr abril abr aprile",
            "may mai mayo maggio mag mei maio",
            "jun june juni juin junio giugno giu junho",
            "jul july juli juillet juil julio luglio lug julho",
            "aug august août aout agosto ago augustus",
            "sep sept september septembre septiembre settembre set setembro",
            "oct october oktober okt octobre octubre ottobre ott outubro out",
            "nov november novembre noviembre novembro",
            "dec december dezember dez décembre decembre diciembre dic dicembre dezembro",
        ),
        start=1,
    )
    for name in names.split()
}
"""Names of months in English, German, French, Spanish, Italian, Dutch and Portuguese."""

_NUMBERS = re.compile(r"([0-9]{1,4})([-/. ]{1,2})([0-9]{1,2})[-/. ]{1,2}([0-9]{1,4})")
_DAY_NAME = re.compile(
    r"(?:[^\W\d_]+,? )?([0-9]{1,2})(?:st|nd|rd|th|er|º|\.)?\.? (?:de )?([^\W\d_]+)\.?(?:,| de)? ([0-9]{4}|[0-9]{2})"
)
_NAME_DAY = re.compile(r"(?:[^\W\d_]+,? )?([^\W\d_]+)\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})")
_CLOCK = re.compile(r"([0-9]{1,2})[:.h]([0-9]{2})(?:[:.]([0-9]{2})(?:\.[0-9]+)?)?\s*([ap])?\.?\s*(?:m\.?)?", re.I)
_CLOCK_AT_END = re.compile(
    r"^(.*?)[T ,]+([0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]+)?\s*(?:[ap]\.?\s*m\.?)?)$", re.I
)
_EXCEL_DAY_0 = date(1899, 12, 30)
ORDERS = ("ymd", "dmy", "mdy")


@dataclass(frozen=True)
class Dates:
    """How a table writes its dates: `order` is ymd, dmy or mdy. `is_open` if day and month could be swapped."""

    order: str = "ymd"
    is_open: bool = False

    def day(self, cell: str) -> date | None:
        """Return the date of a cell, None if it is none."""
        text = " ".join(cell.split())
        if match := _NUMBERS.fullmatch(text):
            return self._of_numbers(match[1], match[3], match[4])
        if match := _DAY_NAME.fullmatch(text):
            return _date(_year(match[3]), MONTHS.get(match[2].lower(), 0), int(match[1]))
        if match := _NAME_DAY.fullmatch(text):
            return _date(int(match[3]), MONTHS.get(match[1].lower(), 0), int(match[2]))
        if re.fullmatch(r"[0-9]{8}", text):
            return _date(int(text[:4]), int(text[4:6]), int(text[6:]))
        if re.fullmatch(r"[345][0-9]{4}(\.[0-9]+)?", text):
            return _EXCEL_DAY_0 + timedelta(days=int(float(text)))
        return None

    @lru_cache(MAX_CACHED)  # noqa: B019 — Six values of this class exist.
    def moment(self, cell: str) -> tuple[date, time | None] | None:
        """Return the date of a cell, with the clock time where it has one."""
        text = " ".join(cell.split())
        if match := _CLOCK_AT_END.match(text):
            day, clock = self.day(match[1]), clock_time(match[2])
            return (day, clock) if day and clock else None
        day = self.day(text)
        return (day, None) if day else None

    def _of_numbers(self, first: str, second: str, third: str) -> date | None:
        if len(first) > 2:
            return _date(int(first), int(second), int(third))
        year, numbers = _year(third), (int(first), int(second))
        day, month = numbers if self.order == "dmy" else numbers[::-1]
        return _date(year, month, day)


@lru_cache(MAX_CACHED)
def instant(cell: str, zone: str) -> datetime | None:
    """Return the instant of an ISO time with an offset, None if a cell has none."""
    text = cell.strip()
    if not re.search(r"(?:Z|[+-][0-9]{2}:?[0-9]{2})$", text) or not re.match(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:", text
    ):
        return None
    try:
        return with_offset(text, zone)
    except ValueError:
        return None


def clock_time(cell: str) -> time | None:
    """Return the clock time of a cell, of 24 hours or with am and pm; None if it is none."""
    match = _CLOCK.fullmatch(cell.strip())
    if not match:
        return None
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    if match[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[4].lower() == "p" else 0)
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def dates_of(cells: Iterable[str], latest: date) -> Dates:
    """Find out the order of the dates of a table.

    The order that makes all of them dates; if two do, the one without dates to come, then the one whose dates lie
    closest together. If that decides nothing either, it is open: the person is asked.
    """
    written = [match for cell in cells if (match := _NUMBERS.match(" ".join(cell.split())))]
    short = [(int(one[1]), int(one[3]), _year(one[4]), one[2]) for one in written if len(one[1]) <= 2]
    if 2 * len(short) <= len(written) or not short:
        return Dates()
    found = {order: _dates_in(order, short) for order in ("dmy", "mdy")}
    real = {order: len(days) for order, days in found.items()}
    if real["dmy"] != real["mdy"]:
        return Dates(max(real, key=lambda order: real[order]))
    if short[0][3].strip() == ".":
        return Dates("dmy")
    past = {order: sum(day <= latest for day in days) for order, days in found.items()}
    if past["dmy"] != past["mdy"]:
        return Dates(max(past, key=lambda order: past[order]))
    spans = {order: (max(days) - min(days)).days if days else 0 for order, days in found.items()}
    best = min(spans, key=lambda order: spans[order])
    is_open = len(short) < 3 or abs(spans["dmy"] - spans["mdy"]) <= len(short)
    return Dates(best, is_open and found["dmy"] != found["mdy"])


def _dates_in(order: str, numbers: list[tuple[int, int, int, str]]) -> list[date]:
    days = []
    for first, second, year, _sign in numbers:
        day, month = (first, second) if order == "dmy" else (second, first)
        if found := _date(year, month, day):
            days.append(found)
    return days


def _year(text: str) -> int:
    return int(text) + 2_000 if len(text) <= 2 else int(text)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
