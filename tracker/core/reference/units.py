"""Amounts in the units a person thinks in. Stored amounts never change: drink is always millilitres."""

from __future__ import annotations

ML_PER_US_FL_OZ = 29.5735295625
"""One US fluid ounce in millilitres: 231 cubic inches to the gallon (NIST Handbook 44, appendix C)."""

US = "us"


def shown_unit(unit: str, units: str) -> str:
    """The unit on the page for a stored unit."""
    return "fl oz" if (unit, units) == ("mL", US) else unit


def to_shown(value: float, unit: str, units: str) -> float:
    """A stored amount as the page shows it; fluid ounces to one decimal."""
    return round(value / ML_PER_US_FL_OZ, 1) if (unit, units) == ("mL", US) else value


def from_shown(value: float, unit: str, units: str) -> float:
    """A typed amount as it is stored."""
    return value * ML_PER_US_FL_OZ if (unit, units) == ("mL", US) else value
