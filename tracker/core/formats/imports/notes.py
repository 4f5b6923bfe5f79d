"""Notes from a phone, line by line, as proposals: "12 Nov left lid 10 min, bad sleep".

A line proposes; the person confirms each one. What is not understood stays in the note of the episode.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tracker.core.formats.imports.dates import MONTHS, Dates, clock_time
from tracker.core.formats.imports.times import after, instant_of
from tracker.core.formats.imports.values import Attack, ImportContext, Value, Where
from tracker.core.records import Place, Side
from tracker.core.reference.places import REGIONS

MAX_LINES = 500

WORDS: tuple[tuple[str, str], ...] = (
    (r"lower (?:eye ?)?lids?|under (?:the |my )?eye", "lower_eyelid"),
    (r"(?:upper )?(?:eye ?)?lids?|eyelids?|eyes?", "upper_eyelid"),
    (r"eye ?brows?|brows?", "brow"),
    (r"forehead", "forehead"),
    (r"temples?", "temple"),
    (r"nose|nostril", "nose_side"),
    (r"upper lip", "upper_lip"),
    (r"lower lip", "lower_lip"),
    (r"(?:corner of (?:the |my )?)?mouth|lips?", "mouth_corner"),
    (r"cheeks?", "upper_cheek"),
    (r"chin", "chin"),
    (r"jaw", "jaw_angle"),
    (r"ears?", "ear"),
    (r"neck", "neck_front"),
    (r"shoulders?", "shoulder"),
    (r"upper arms?|biceps", "upper_arm"),
    (r"forearms?", "forearm"),
    (r"thumbs?", "thumb"),
    (r"hands?", "hand"),
    (r"thighs?", "thigh"),
    (r"calf|calves", "calf"),
    (r"foot|feet", "foot"),
)
"""Words for places, and the region that each means. The first that fits counts."""

_DATE = re.compile(
    r"^\W*(?:(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"|(?P<named>[0-9]{1,2}(?:st|nd|rd|th|\.)? [^\W\d_]{3,9}\.?(?: [0-9]{4})?)"
    r"|(?P<name_first>[^\W\d_]{3,9}\.? [0-9]{1,2}(?:st|nd|rd|th)?(?:,? [0-9]{4})?(?![0-9:]))"
    r"|(?P<dotted>[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{4}|[0-9]{2})?)|(?P<word>today|yesterday))(?!\w)\W*",
    re.I,
)
_TIME = re.compile(r"\b(?:at )?([0-9]{1,2}[:.][0-9]{2}(?: ?[ap]m)?|[0-9]{1,2} ?[ap]m)\b", re.I)
_DURATION = re.compile(r"\b([0-9]+(?:[.,][0-9]+)?) ?(seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h)\b", re.I)
_STRENGTH = re.compile(r"\b(?:strength |level )([0-9]|10)\b|\b([0-9]|10) ?/ ?10\b", re.I)
_HOURS = r"([0-9]+(?:[.,][0-9]+)?) ?(?:hours?|hrs?|h)"
_SLEEP = re.compile(rf"\b(?:slept|sleep:?) ?(?:only )?{_HOURS}\b|\b{_HOURS}(?: of)? sleep\b", re.I)
_STRESS = re.compile(r"\bstress:? ?([0-9]|10)\b", re.I)
_COFFEE = re.compile(r"\b([0-9]|1[0-9]) (?:cups? of )?coffees?\b", re.I)
_TWITCH = re.compile(r"\b(?:twitch\w*|spasm\w*|flutter\w*|jerk\w*)\b", re.I)
COFFEE_MG = 90.0


@dataclass(frozen=True)
class Proposal:
    """What one line seems to say. Without a date, an episode and values, it was not understood."""

    line: int
    text: str
    day: date | None = None
    episode: Attack | None = None
    place: Place | None = None
    values: tuple[Value, ...] = ()


def read_notes(text: str, today: date, context: ImportContext) -> Iterator[Proposal]:
    """Yield a proposal for each line. A line without a date has that of the line before."""
    day: date | None = None
    for number, line in enumerate(text.splitlines()[:MAX_LINES], start=1):
        words = " ".join(line.split())[:500]
        if not words:
            continue
        found, rest = _dated(words, today)
        day = found or day
        if day is None or day > today:
            yield Proposal(number, words)
            continue
        if rest:
            yield _proposal(number, words, rest, day, context)


def _proposal(number: int, words: str, rest: str, day: date, context: ImportContext) -> Proposal:
    values, without = _values(rest, day, number)
    place = _place(without)
    length = _DURATION.search(without)
    strength = _STRENGTH.search(without)
    said = bool(place or _TWITCH.search(without) or (length and strength))
    if not said and not _is_place_alone(without, is_measured=bool(length or strength)):
        return Proposal(number, words, day, None, None, values)
    clock = _clock(without)
    try:
        at = instant_of(datetime.combine(day, clock or time(12)), context.zone)
        until = after(at, _seconds(length)) if length else None
    except ValueError:
        return Proposal(number, words, day, None, None, values)
    score = int(strength[1] or strength[2]) if strength else None
    name = f"{day.isoformat()}|{' '.join(words.casefold().split())}"
    episode = Attack(at, context.zone, until, score, rest, name[:190], Where("", number))
    return Proposal(number, words, day, episode, place, values)


def _dated(words: str, today: date) -> tuple[date | None, str]:
    """The date at the beginning of a line, and the rest. Without a year it is the latest such date."""
    match = _DATE.match(words)
    if not match:
        return None, words
    rest = words[match.end() :]
    if word := match["word"]:
        return today - timedelta(days=word.lower() == "yesterday"), rest
    written = match["iso"] or match["dotted"] or match["named"] or match["name_first"]
    if (
        not match["iso"]
        and not match["dotted"]
        and not any(part.rstrip(".,").lower() in MONTHS for part in written.split())
    ):
        return None, words
    for year in ("", str(today.year), str(today.year - 1)):
        day = Dates("dmy").day(f"{written.rstrip('.')}{_joint(match)}{year}" if year else written)
        if day and day <= today:
            return day, rest
        if day and not year:
            return day, rest
    return None, words


def _joint(match: re.Match[str]) -> str:
    return "." if match["dotted"] else ", " if match["name_first"] else " "


def _values(rest: str, day: date, line: int) -> tuple[tuple[Value, ...], str]:
    """The values that a line names, and the line without them."""
    found = []
    for pattern, exposure, times in (
        (_SLEEP, "sleep_h", 1.0),
        (_STRESS, "stress", 1.0),
        (_COFFEE, "caffeine_mg", COFFEE_MG),
    ):
        if match := pattern.search(rest):
            number = next(group for group in match.groups() if group)
            amount = float(number.replace(",", ".")) * times
            if exposure != "sleep_h" or amount <= 24:
                found.append(
                    Value(
                        exposure, amount, day=day, external_id=f"{exposure}|{day.isoformat()}", where=Where("", line)
                    )
                )
            rest = rest[: match.start()] + rest[match.end() :]
    return tuple(found), rest


def _is_place_alone(text: str, *, is_measured: bool) -> bool:
    """Whether a line is about a place without its side: *nose*, or *nose 5 min*. An *eye test* is not."""
    for words, _region in WORDS:
        if re.search(rf"\b(?:{words})\b", text, re.I):
            return is_measured or bool(re.fullmatch(rf"\W*(?:my |the )?(?:{words})\W*", text, re.I))
    return False


def _place(text: str) -> Place | None:
    lowered = text.lower()
    region = next((region for words, region in WORDS if re.search(rf"\b(?:{words})\b", lowered)), None)
    if region is None:
        return None
    side = next((side for side in (Side.LEFT, Side.RIGHT) if re.search(rf"\b{side.value}\b", lowered)), None)
    sides = REGIONS[region].sides
    if side is None or side not in sides:
        return Place(region, Side.MIDLINE) if Side.MIDLINE in sides and side is None else None
    return Place(region, side)


def _clock(text: str) -> time | None:
    match = _TIME.search(text)
    if not match:
        return None
    found = match[1] if re.search(r"[:.]", match[1]) else re.sub(r"([0-9]+) ?", r"\1:00 ", match[1])
    return clock_time(found)


def _seconds(match: re.Match[str]) -> float:
    unit = match[2].lower()[0]
    return float(match[1].replace(",", ".")) * {"s": 1, "m": 60, "h": 3_600}[unit]
