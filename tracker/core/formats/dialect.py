"""How a spreadsheet wrote a table: what divides the cells, and the sign before decimals.

Each is read where the file leaves one meaning. csv.Sniffer is not used: it counts how often each sign comes, and takes
a line end or a letter for the divider of some files.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable

from tracker.core.formats.validation.problems import wrong
from tracker.core.reference.words import gettext_noop as _

DIVIDERS = (",", ";", "\t")
_NUMBER = re.compile(r"[+-]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)([eE][+-]?[0-9]{1,4})?")
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}([.,])[0-9]{3}(\1[0-9]{3})*")


def divider(header: str, known: Collection[str]) -> str:
    """What divides the cells of this header: the sign that leaves the most `known` names, else the most cells."""

    def fit(sign: str) -> tuple[int, int]:
        names = split(header, sign)
        return sum(name in known for name in names), len(names)

    return max(DIVIDERS, key=fit)


def split(line: str, sign: str) -> list[str]:
    """The names in a header, without the blanks around them."""
    try:
        return [name.strip() for name in next(csv.reader([line], delimiter=sign), [])]
    except csv.Error:
        return []


def named(header: list[str]) -> list[str]:
    """The header without columns at its end that have no name, which a comma at the end of each line makes."""
    used = len(header)
    while used and not header[used - 1]:
        used -= 1
    return header[:used]


def decimal_sign(cells: Iterable[str], divided_by: str) -> str:
    """The point or the comma, whichever these numbers have before their decimals. Other cells are skipped.

    A comma in a table that semicolons divide is a decimal comma. Elsewhere 1,500 may be thousands, unless another
    number shows the comma before one, two or four figures. Raises Wrong where both or neither can be meant.
    """
    written = [cell for cell in cells if ("," in cell or "." in cell) and is_number(cell)]
    signs = {"," if "," in cell else "." for cell in written}
    if not signs:
        return "."
    if len(signs) == 2:
        first = next(cell for cell in written if "," in cell)
        other = next(cell for cell in written if "." in cell)
        raise wrong(_("“%(cell)s” has a comma and “%(other)s” a point: write all numbers in one way"),
                    cell=first, other=other)  # fmt: skip
    (sign,) = signs
    usual = "," if divided_by == ";" else "."
    if sign != usual and all(_THOUSANDS.fullmatch(cell) for cell in written):
        raise wrong(_("“%(cell)s” can be thousands or have decimals: save numbers without signs between thousands"),
                    cell=written[0])  # fmt: skip
    return sign


def is_number(cell: str) -> bool:
    """Whether this is a number, with a point or a comma."""
    return bool(_NUMBER.fullmatch(cell) or _THOUSANDS.fullmatch(cell))


def with_point(cell: str, sign: str) -> str:
    """Write a number with a point; leave any other cell as it is."""
    return cell.replace(",", ".") if sign == "," and is_number(cell) else cell
