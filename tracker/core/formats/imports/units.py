"""Units of other apps, and the factor that converts each to ours."""

from __future__ import annotations

FACTORS: dict[str, dict[str, float]] = {
    "water_ml": {
        "ml": 1, "l": 1_000, "cl": 10, "dl": 100, "fl_oz_us": 29.5735, "fl oz": 29.5735, "fl_oz": 29.5735,
        "oz": 29.5735, "fl_oz_imp": 28.4131, "cup_us": 236.588, "cups": 250, "cup": 250, "glasses": 250,
        "milliliter": 1, "liter": 1_000, "litre": 1_000, "liters": 1_000, "litres": 1_000,
    },
    "caffeine_mg": {"mg": 1, "g": 1_000, "mcg": 0.001, "µg": 0.001, "cups": 90, "cup": 90},
    "magnesium_mg": {"mg": 1, "g": 1_000, "mcg": 0.001},
    "potassium_mg": {"mg": 1, "g": 1_000, "mcg": 0.001},
    "alcohol_units": {"units": 1, "unit": 1, "count": 1.75, "drinks": 1.75, "us drinks": 1.75, "10 g": 1.25,
                      "g": 0.125},
    "sleep_h": {"h": 1, "hr": 1, "hours": 1, "std": 1, "min": 1 / 60, "s": 1 / 3_600, "sec": 1 / 3_600},
    "screen_h": {"h": 1, "hr": 1, "hours": 1, "std": 1, "min": 1 / 60, "s": 1 / 3_600},
    "bright_light_h": {"h": 1, "hr": 1, "min": 1 / 60, "s": 1 / 3_600},
    "exercise_min": {"min": 1, "h": 60, "hr": 60, "hours": 60, "s": 1 / 60, "ms": 1 / 60_000},
    "mindful_min": {"min": 1, "h": 60, "s": 1 / 60},
    "hrv_sdnn_ms": {"ms": 1, "s": 1_000},
    "hrv_rmssd_ms": {"ms": 1, "s": 1_000},
}  # fmt: skip
"""Factors by exposure and unit in lower case. A US standard drink is 14 g of alcohol, a unit 8 g."""

HOURS_PER = {"sleep_h": 3_600.0, "screen_h": 3_600.0, "bright_light_h": 3_600.0}
"""Seconds in the unit of an exposure that is a duration; minutes otherwise."""


def factor(exposure: str, unit: str) -> float | None:
    """Return the factor to our unit, None if the unit is not known."""
    return FACTORS.get(exposure, {}).get(unit.strip().lower().rstrip("."))


def from_seconds(exposure: str, seconds: float) -> float:
    """Convert a duration to the unit of an exposure."""
    return seconds / HOURS_PER.get(exposure, 60.0)
