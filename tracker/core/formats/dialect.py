"""The dialect of a CSV file: its delimiter and its decimal separator.

csv.Sniffer is not used: it counts characters, and takes a line end or a letter for the delimiter of some files.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable

from tracker.core.formats.validation.violations import invalid
from tracker.core.reference.words import gettext_noop as _

DELIMITERS = (",", ";", "\t")
_NUMBER = re.compile(r"[+-]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)([eE][+-]?[0-9]{1,4})?")
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}([.,])[0-9]{3}(\1[0-9]{3})*")


def find_delimiter(header: str, known: Collection[str]) -> str:
    """Return the delimiter that gives the most `known` column names, else the most cells."""

    def fit(delimiter: str) -> tuple[int, int]:
        names = split_header(header, delimiter)
        return sum(name in known for name in names), len(names)

    return max(DELIMITERS, key=fit)


def split_header(line: str, delimiter: str) -> list[str]:
    """Split a header into its names, without surrounding blanks; none if it is not CSV."""
    try:
        return [name.strip() for name in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        return []


def without_unnamed_columns(header: list[str]) -> list[str]:
    """Drop unnamed columns from the end of a header: a trailing comma on each line makes them."""
    used = len(header)
    while used and not header[used - 1]:
        used -= 1
    return header[:used]


def decimal_separator(cells: Iterable[str], delimiter: str) -> str:
    """Detect the decimal separator of the numbers among these cells.

    In a table delimited by semicolons a comma is a decimal comma. Elsewhere 1,500 may be thousands, unless another
    number has the comma before one, two or four digits. Raises InvalidValueError if it is mixed or ambiguous.
    """
    written = [cell for cell in cells if ("," in cell or "." in cell) and is_number(cell)]
    separators = {"," if "," in cell else "." for cell in written}
    if not separators:
        return "."
    if len(separators) == 2:
        first = next(cell for cell in written if "," in cell)
        other = next(cell for cell in written if "." in cell)
        raise invalid(_("“%(cell)s” has a comma and “%(other)s” a point: write all numbers in one way"),
                    cell=first, other=other)  # fmt: skip
    (separator,) = separators
    usual = "," if delimiter == ";" else "."
    if separator != usual and all(_THOUSANDS.fullmatch(cell) for cell in written):
        raise invalid(_("“%(cell)s” can be thousands or have decimals: save numbers without signs between thousands"),
                    cell=written[0])  # fmt: skip
    return separator


def is_number(cell: str) -> bool:
    """Whether this is a number, with a point or a comma."""
    return bool(_NUMBER.fullmatch(cell) or _THOUSANDS.fullmatch(cell))


def with_point(cell: str, separator: str) -> str:
    """Write a number with a decimal point; leave any other cell as it is."""
    return cell.replace(",", ".") if separator == "," and is_number(cell) else cell
