"""What cells of other apps' tables mean: numbers, durations, yes and no, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

NOTHING = frozenset(
    {"", "-", "—", "–", "n/a", "na", "nan", "null", "none", "unknown", "no_data", "#n/a", "?", "k. a."}
)
"""Cells that say nothing, in lower case. Nothing is not zero."""

YES = frozenset({"yes", "y", "true", "ja", "j", "oui", "sí", "si", "sì", "sim", "x", "✓", "✔", "wahr", "vrai", "on"})
NO = frozenset({"no", "n", "false", "nein", "non", "não", "nee", "falsch", "faux", "off", "✗"})

_PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_WITH_UNIT = re.compile(
    r"([+-]?[0-9][0-9.,'’  \u202f]*?|[+-]?[.,][0-9]+)\s*([^\W\d_]\S*(?: ?oz)?|%|/ ?10|/ ?100|/ ?5)?"
)
_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)?")
_HOURS = re.compile(
    r"(?:([0-9]+(?:[.,][0-9]+)?) ?(?:h|hr|hrs|std|hours?)\.?)? ?(?:([0-9]{1,3}) ?(?:m|min|mins|minutes?)?\.?)?", re.I
)
MAX_CACHED = 16_384
"""Cells of a table that are parsed once: most values come again and again."""

_BLANKS = re.compile(r"[\s\u00a0\u202f'’]")


@dataclass(frozen=True)
class Numbers:
    """How a table writes its numbers: its decimal sign, "." or ","."""

    decimal: str = "."

    @lru_cache(MAX_CACHED)  # noqa: B019 — Two values of this class exist.
    def read(self, text: str) -> float | None:
        """Return the number of a cell without unit, None if it is none."""
        plain = _BLANKS.sub("", text)
        other = "," if self.decimal == "." else "."
        if plain.count(self.decimal) > 1 or (other in plain and not _is_grouped(plain, other, self.decimal)):
            return None
        plain = plain.replace(other, "").replace(self.decimal, ".")
        return float(plain) if _PLAIN.fullmatch(plain) else None

    @lru_cache(MAX_CACHED)  # noqa: B019
    def with_unit(self, text: str) -> tuple[float, str] | None:
        """Return a number and the unit beside it: `7,5 h`, `80 %`, `4/10`."""
        match = _WITH_UNIT.fullmatch(text.strip())
        number = self.read(match[1]) if match else None
        return (number, (match[2] or "").replace(" ", "")) if match and number is not None else None


def is_nothing(cell: str) -> bool:
    """Whether a cell says nothing. Not cached: cells may be long notes."""
    return cell.strip().lower() in NOTHING


def yes_or_no(cell: str) -> float | None:
    """Return 1 for yes, 0 for no, None for anything else."""
    text = cell.strip().lower()
    return 1.0 if text in YES else 0.0 if text in NO else None


@lru_cache(MAX_CACHED)
def duration_s(cell: str) -> float | None:
    """Return the seconds of `7:15`, `7h 15m` or `7h30`; None if the cell is written otherwise."""
    text = cell.strip()
    if clock := _CLOCK.fullmatch(text):
        minutes = int(clock[2])
        return int(clock[1]) * 3_600.0 + minutes * 60 + int(clock[3] or 0) if minutes < 60 else None
    if (match := _HOURS.fullmatch(text)) and match[1]:
        return float(match[1].replace(",", ".")) * 3_600 + int(match[2] or 0) * 60
    if (match := re.fullmatch(r"([0-9]{1,4}) ?(?:m|min|mins|minutes?)\.?", text, re.I)) and match[1]:
        return int(match[1]) * 60.0
    return None


def numbers_of(cells: Iterable[str], delimiter: str) -> Numbers:
    """Find out the decimal sign of a table.

    In a number with both signs the last one is decimal. Beside a semicolon or tab a comma is; else a comma is unless
    it can only separate thousands.
    """
    votes = {".": 0, ",": 0}
    commas: list[str] = []
    for cell in cells:
        match = _WITH_UNIT.fullmatch(cell.strip())
        text = _BLANKS.sub("", match[1]) if match else ""
        if "," in text and "." in text:
            votes[max(",", ".", key=text.rfind)] += 10
        elif "," in text:
            commas.append(text)
        elif "." in text and not _is_grouped(text, ".", ","):
            votes["."] += 1
    decimal_commas = [text for text in commas if not _is_grouped(text, ",", ".")]
    votes[","] += len(decimal_commas)
    if commas and not votes["."] and (decimal_commas or delimiter in (";", "\t")):
        return Numbers(",")
    return Numbers("," if votes[","] > votes["."] else ".")


def is_ambiguous(cells: Iterable[str], delimiter: str) -> bool:
    """Whether all that is known of the decimal sign are numbers like 1,250, which can be thousands or decimals."""
    found = [_BLANKS.sub("", cell) for cell in cells if "," in cell or "." in cell]
    numbers = [text for text in found if re.fullmatch(r"[+-]?[0-9.,]+", text)]
    if not numbers or delimiter == ";":
        return False
    return all(_is_grouped(text, ",", ".") for text in numbers)


def _is_grouped(text: str, sign: str, decimal: str) -> bool:
    """Whether a sign separates thousands in a number: three digits after each one."""
    whole = text.partition(decimal)[0]
    if sign in text.partition(decimal)[2]:
        return False
    return bool(re.fullmatch(rf"[+-]?[1-9][0-9]{{0,2}}(?:{re.escape(sign)}[0-9]{{3}})+", whole))
