"""Numbers as people write them: with a comma or a point, in groups of three, with the digits of any script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

GROUP, POINT = "_", "d"
"""Signs that can only part groups of digits, and signs that can only be the decimal point, as one sign each."""

SIGNS = str.maketrans(
    {
        **dict.fromkeys("'’٬", GROUP), **dict.fromkeys("·٫", POINT), **dict.fromkeys("،，", ","),
        **dict.fromkeys("\u200e\u200f\u061c"), "．": ".", "−": "-", "＋": "+", "－": "-", GROUP: "?", POINT: "?",
    }
)  # fmt: skip
MACHINE = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)[eE][+-]?\d{1,3}", re.ASCII)


def readings(typed: str) -> tuple[str, ...]:
    """Return every number that this may be, the smallest first, as Python writes it; none where it is no number.

    Notes
    -----
    Only a single comma or point before exactly three digits can mean two numbers: *1,500* is one and a half to half
    of the world and fifteen hundred to the other half.
    """
    text = "".join(GROUP if sign.isspace() else sign for sign in digits(typed).strip().translate(SIGNS))
    if MACHINE.fullmatch(text):
        return (_plain(Decimal(text)),)
    sign, body = (text[0], text[1:]) if text[:1] in ("+", "-") else ("", text)
    return tuple(_plain(Decimal(sign + number)) for number in sorted(set(_numbers(body)), key=Decimal))


def written(value: float | Decimal) -> str:
    """Return a number as a field shows it: never one that could be read as another."""
    text = _plain(Decimal(str(value)))
    return text if len(readings(text)) == 1 else f"{text}0"


def digits(text: str) -> str:
    """Return the text with the digits of every script as 0 to 9."""
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in text)


def _numbers(body: str) -> Iterator[str]:
    """What the digits may mean, for each sign that may part groups and each that may be the decimal point."""
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
    """Without an exponent, needless noughts, or a sign before nothing."""
    return format(number.normalize() + 0, "f")
