"""A medicine and its dose in one text: `Magnesium 300 mg`."""

from __future__ import annotations

import re

MAX_TEXT = 200
_UNITS = r"mg|g|mcg|µg|ug|ml|iu|units?|tablets?|pills?"
_AMOUNT = re.compile(rf"^(?P<name>.*?\S)[\s,(]+(?P<amount>[0-9]+(?:[.,][0-9]+)? ?(?:{_UNITS}))\)?$", re.I)


def name_and_amount(text: str) -> tuple[str, str]:
    """Split a text into the medicine and the amount at its end, "" if there is none."""
    plain = " ".join(text[:MAX_TEXT].split())
    match = _AMOUNT.match(plain)
    return (match["name"].rstrip(" ,("), match["amount"]) if match else (plain, "")
