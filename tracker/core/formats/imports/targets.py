"""The exposures that other apps' values become: how a day is made of them, and what looks odd."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from tracker.core.formats.imports.values import NewExposure
from tracker.core.records import Summary
from tracker.core.reference.exposures import BY_KEY
from tracker.core.reference.limits import READING_VALUE
from tracker.core.reference.words import gettext_noop as _


class PerDay(StrEnum):
    """How the values of one date are saved."""

    EACH = "each"
    """Every value is a reading with its clock time."""
    SUM = "sum"
    MEAN = "mean"
    LAST = "last"


@dataclass(frozen=True)
class Target:
    """What becomes of the values of one exposure. A day outside `plausible` is shown apart."""

    per_day: PerDay
    range: tuple[float, float] = READING_VALUE
    plausible: tuple[float, float] | None = None


OWN: tuple[NewExposure, ...] = (
    NewExposure("hrv_sdnn_ms", _("HRV (SDNN)"), "ms", Summary.MEAN),
    NewExposure("hrv_rmssd_ms", _("HRV (RMSSD)"), "ms", Summary.MEAN),
    NewExposure("mindful_min", _("Mindful minutes"), "min", Summary.SUM),
    NewExposure("magnesium_mg", _("Magnesium"), "mg", Summary.SUM),
    NewExposure("potassium_mg", _("Potassium"), "mg", Summary.SUM),
    NewExposure("garmin_stress", _("Stress by Garmin"), "0–100", Summary.MEAN),
    NewExposure("samsung_stress", _("Stress by Samsung"), "0–100", Summary.MEAN),
    NewExposure("fitbit_stress_score", _("Fitbit stress score (higher is better)"), "0–100", Summary.MEAN),
    NewExposure("mood", _("Mood"), "1–5", Summary.MEAN),
    NewExposure("mood_valence", _("Mood (Apple)"), "0–2", Summary.MEAN),
)
"""Exposures that Levator does not ask for. They are added as the person's own when a file has them."""

OWN_BY_KEY = {one.key: one for one in OWN}

_EACH = {"caffeine_mg", "water_ml", "alcohol_units", "cigarettes", "stress", "tiredness", "anxiety"}
_SUMMED = {"exercise_min", "bright_light_h", "screen_h", "magnesium_food", "potassium_food"}
_PLAUSIBLE = {"sleep_h": (0.01, 16.0), "caffeine_mg": (0.0, 1_200.0), "water_ml": (0.0, 8_000.0)}
_SCORE_100 = {"garmin_stress", "samsung_stress", "fitbit_stress_score"}

_PER_SUMMARY = {Summary.SUM: PerDay.SUM, Summary.MEAN: PerDay.MEAN, Summary.LAST: PerDay.LAST}


@lru_cache(512)
def target(exposure: str, summary: Summary | None = None) -> Target:
    """Return the target of an exposure; `summary` is that of an exposure of the person's own."""
    if exposure in BY_KEY:
        built_in = BY_KEY[exposure]
        per_day = PerDay.SUM if exposure in _SUMMED else PerDay.EACH if exposure in _EACH else PerDay.LAST
        return Target(per_day, built_in.range, _PLAUSIBLE.get(exposure) or built_in.plausible)
    if exposure in OWN_BY_KEY:
        bounds = (0.0, 100.0) if exposure in _SCORE_100 else READING_VALUE
        return Target(_PER_SUMMARY[OWN_BY_KEY[exposure].summary], bounds)
    return Target(_PER_SUMMARY[summary or Summary.SUM])
