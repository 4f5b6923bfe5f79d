"""Parse numbers as people type them: decimal comma or point, digit groups, digits of any script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

GROUP, POINT = "_", "d"
"""Placeholders: any character that is always a group separator, or always a decimal separator."""

CHARACTERS = str.maketrans(
    {
        **dict.fromkeys("'’٬", GROUP), **dict.fromkeys("·٫", POINT), **dict.fromkeys("،，", ","),
        **dict.fromkeys("\u200e\u200f\u061c"), "．": ".", "−": "-", "＋": "+", "－": "-", GROUP: "?", POINT: "?",
    }
)  # fmt: skip
SCIENTIFIC = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)[eE][+-]?\d{1,3}", re.ASCII)


def possible_numbers(typed: str) -> tuple[str, ...]:
    """Return all numbers that the text can mean, in ascending order and Python notation. Empty if it is no number.

    Notes
    -----
    Only a single comma or point before exactly three digits is ambiguous: *1,500* is 1.5 or 1500, depending on the
    country.
    """
    text = "".join(GROUP if sign.isspace() else sign for sign in digits(typed).strip().translate(CHARACTERS))
    if SCIENTIFIC.fullmatch(text):
        return (_plain(Decimal(text)),)
    sign, body = (text[0], text[1:]) if text[:1] in ("+", "-") else ("", text)
    return tuple(_plain(Decimal(sign + number)) for number in sorted(set(_numbers(body)), key=Decimal))


def format_number(value: float | Decimal) -> str:
    """Format a number for a form field, so that it is never ambiguous when parsed again."""
    text = _plain(Decimal(str(value)))
    return text if len(possible_numbers(text)) == 1 else f"{text}0"


def digits(text: str) -> str:
    """Replace the digits of all scripts by 0 to 9."""
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in text)


def _numbers(body: str) -> Iterator[str]:
    """Yield the numbers for each combination of group and decimal separator that matches."""
    for point in (",", ".", POINT):
        fraction = rf"(?:{re.escape(point)}(\d*))?"
        for group in ("", *{",", ".", GROUP} - {point}):
            apart = re.escape(group)
            threes = rf"[1-9]\d{{0,2}}(?:{apart}\d{{3}})+"
            lakhs = rf"[1-9]\d?(?:{apart}\d{{2}})+{apart}\d{{3}}"
            whole = rf"{threes}|{lakhs}" if group else r"\d*"
            found = re.fullmatch(rf"({whole}){fraction}", body, re.ASCII)
            if found and any(found.groups()):
                yield _plain(Decimal(f"{found[1].replace(group, '') if group else found[1] or 0}.{found[2] or 0}"))


def _plain(number: Decimal) -> str:
    """Format without an exponent, trailing zeros or a sign of zero."""
    return format(number.normalize() + 0, "f")
