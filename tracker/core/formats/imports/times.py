"""Instants from the times that other apps write, and zones from offsets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from tracker.core.records import resolve

FIRST_YEAR = 1990
"""Earlier dates come from clocks that were never set."""

_HALF_HOURS = {
    -34_200: "Pacific/Marquesas", -12_600: "America/St_Johns", 12_600: "Asia/Tehran", 16_200: "Asia/Kabul",
    19_800: "Asia/Kolkata", 20_700: "Asia/Kathmandu", 23_400: "Asia/Yangon", 34_200: "Australia/Darwin",
}  # fmt: skip


@lru_cache(maxsize=256)
def is_zone(name: str) -> bool:
    """Whether this is the name of a time zone."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return False
    return bool(name)


def from_epoch_ms(milliseconds: float) -> datetime:
    """Return the instant of a Unix time in milliseconds. Raises ValueError."""
    try:
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
    except OverflowError as problem:
        raise ValueError from problem


def after(start: datetime, seconds: float) -> datetime:
    """Return the instant this long after another. Raises ValueError for what is no duration."""
    if not 0 <= seconds <= 10 * 86_400:
        raise ValueError(seconds)
    return start + timedelta(seconds=seconds)


def with_offset(text: str, zone: str) -> datetime:
    """Parse an ISO time; without an offset it is a wall time of `zone`. Raises ValueError."""
    found = datetime.fromisoformat(text.strip().replace(" +", "+").replace(" -", "-"))
    return found.astimezone(UTC) if found.tzinfo else instant_of(found, zone)


def instant_of(wall: datetime, zone: str) -> datetime:
    """Return the instant of a wall time in a zone. Raises ValueError outside the calendar."""
    try:
        return resolve(wall, zone).instant
    except OverflowError as problem:
        raise ValueError from problem


def zone_of_offset(offset_s: int, at: datetime, zone: str) -> str:
    """Return a zone that has this offset at an instant: the person's own if it has, else one of the whole hour."""
    own = at.astimezone(ZoneInfo(zone)).utcoffset()
    if own is None or own.total_seconds() == offset_s:
        return zone
    hours, rest = divmod(offset_s, 3_600)
    if rest == 0 and -12 <= hours <= 14:
        return f"Etc/GMT{-hours:+d}" if hours else "Etc/UTC"
    return _HALF_HOURS.get(offset_s, zone)


def local_date(at: datetime, zone: str) -> date:
    """Return the calendar date of an instant in a zone."""
    return at.astimezone(ZoneInfo(zone)).date()


@lru_cache(maxsize=64)
def parser_of(format: str) -> Callable[[str], datetime]:
    """Return a parser of wall times in a `strptime` format."""
    return lambda text: datetime.strptime(text, format)  # noqa: DTZ007 — A wall time; the caller names its zone.
