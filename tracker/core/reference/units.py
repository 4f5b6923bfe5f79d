"""Convert amounts between stored and displayed units. Drinks are always stored in millilitres."""

from __future__ import annotations

ML_PER_US_FL_OZ = 29.5735295625
"""One US fluid ounce in millilitres: 231 cubic inches to the gallon (NIST Handbook 44, appendix C)."""

US = "us"


def display_unit(unit: str, units: str) -> str:
    """Return the unit that pages show for a stored unit."""
    return "fl oz" if (unit, units) == ("mL", US) else unit


def to_display(value: float, unit: str, units: str) -> float:
    """Convert a stored amount for display. Fluid ounces are rounded to one decimal."""
    return round(value / ML_PER_US_FL_OZ, 1) if (unit, units) == ("mL", US) else value


def from_display(value: float, unit: str, units: str) -> float:
    """Convert a typed amount for storage."""
    return value * ML_PER_US_FL_OZ if (unit, units) == ("mL", US) else value
