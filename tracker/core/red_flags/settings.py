"""Thresholds of the rules: name, default, bounds and source of each.

The thresholds of the emergency rules are fixed and not listed here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from typing import Any

from tracker.core.reference.words import gettext_noop as _


def _number(default: float, low: float, high: float, says: str, source: str = "ours") -> Any:
    return field(default=default, metadata={"low": low, "high": high, "says": says, "source": source})


@dataclass(frozen=True)
class Settings:
    """Thresholds. Raises ValueError for a number outside its bounds, or a fraction for an integer.

    With `pattern_flags` False only the emergency rules and those about signs are checked, see `Rule.pattern`.
    """

    pattern_flags: bool = True

    recent_days: int = _number(14, 7, 28, _("days that most rules look back"))
    signs_days: int = _number(30, 7, 90, _("days that a sign is looked back for"))
    run_gap_days: int = _number(3, 1, 7, _("most days between two days of one run, and since its last day"))
    going_days: int = _number(7, 1, 7, _("most days that an episode counts for when nobody stopped it"))

    persistent_days: int = _number(15, 8, 29, _("length of a run that counts as persistent"), "nhs_twitching")
    eyelid_days: int = _number(90, 30, 180, _("length of a run at the eyelids alone"), "ng127_movements")
    more_places: int = _number(2, 2, 5, _("places of the body, or the face"), "nhs_twitching")
    more_places_days: int = _number(3, 1, 7, _("days at each of these places"))
    more_places_window: int = _number(28, 14, 56, _("days in which several places are counted"))
    medicine_days: int = _number(30, 7, 90, _("days between a change of medicine and the first day of a run"))
    hold_back_episodes: int = _number(3, 1, 20, _("episodes that could not be held back"))
    hold_back_days: int = _number(3, 1, 20, _("days with such episodes"))
    constant_minutes: int = _number(360, 60, 1440, _("minutes of a near-constant day"))
    constant_count: int = _number(30, 5, 500, _("twitches of a near-constant day"))
    constant_days: int = _number(3, 2, 14, _("near-constant days in a row"))

    worse_week_logged: int = _number(5, 1, 7, _("logged days of the last 7"))
    worse_before_logged: int = _number(10, 1, 14, _("logged days of the 14 before"))
    worse_week_days: int = _number(4, 1, 7, _("days with a twitch of the last 7"))
    worse_times: float = _number(1.5, 1.1, 5, _("times as much as before"))
    worse_minutes: float = _number(10, 1, 240, _("more minutes a day"))
    worse_number: float = _number(2, 1, 50, _("more twitches a day"))
    worse_month: float = _number(1, 0.5, 50, _("more twitches a day over 4 weeks"))
    worse_half: float = _number(1.3, 1, 5, _("times as much as before in each half of these 4 weeks"))
    kind_days: int = _number(2, 1, 7, _("days with another kind of movement"))
    kind_before: int = _number(28, 14, 90, _("days of flutter only before it"))
    worse_strength: float = _number(2, 1, 5, _("higher median strength"), "general")
    worse_strengths: int = _number(3, 1, 20, _("episodes with a strength in each of the two"))

    spread_quiet_days: int = _number(90, 30, 365, _("days without a twitch at a new place"))
    spread_log_days: int = _number(14, 7, 90, _("days between the first entry and a new place"))
    spread_before_days: int = _number(60, 14, 180, _("days before a new place to look for where it was"))
    spread_from_days: int = _number(2, 1, 10, _("days at the place where it was"))
    spread_steps: int = _number(2, 1, 4, _("steps on the map between the two"))
    spread_days: int = _number(2, 2, 10, _("days at the new place"))
    half_face_places: int = _number(3, 2, 6, _("places of one side of the face"), "botulinum_manual")
    half_face_days: int = _number(2, 1, 7, _("days with a twitch on that side"))
    half_face_other: float = _number(0.1, 0, 0.5, _("share of episodes on the other side"))

    eye_shut_days: int = _number(2, 1, 7, _("days on which the eye closed"))
    strong_pain: int = _number(7, 4, 10, _("strong pain, once"))
    pain: int = _number(4, 1, 10, _("pain, on several days"))
    pain_days: int = _number(3, 1, 14, _("days with pain"))
    other_movements_days: int = _number(2, 1, 14, _("days with other movements of the face"))
    tongue_days: int = _number(3, 2, 14, _("days with a twitching tongue"))
    heart_days: int = _number(3, 2, 14, _("days with a racing heart and sweating"))
    young_run_days: int = _number(7, 3, 14, _("length of a run under the age of 16"))
    palsy_days: int = _number(21, 14, 60, _("days without improvement of a paralysed face"), "nhs_face_weak")

    on_and_off_days: int = _number(10, 5, 21, _("days with a twitch, on and off"))
    on_and_off_window: int = _number(21, 21, 42, _("days in which they are counted"))
    coming_days: int = _number(6, 4, 14, _("days at one place, weeks apart"))
    sleep_days: int = _number(90, 30, 365, _("days that a twitch in sleep is looked back for"))
    linked_days: int = _number(150, 90, 365, _("days since a palsy of the face, for linked movements"), "ng127_linked")
    urge_episodes: int = _number(3, 1, 20, _("episodes with an urge or that were held back"))
    strong_impact: int = _number(7, 4, 10, _("strong impact on daily life"))
    impact: int = _number(5, 1, 10, _("impact on daily life"))
    impact_days: int = _number(3, 1, 14, _("days with such an impact"))
    worry: int = _number(7, 1, 10, _("worry"))
    worry_days: int = _number(7, 1, 14, _("days with such a worry"))
    caffeine_mg: float = _number(400, 100, 1000, _("mg of caffeine a day"), "efsa_caffeine")
    caffeine_pregnant_mg: float = _number(200, 50, 400, _("mg of caffeine a day when pregnant"), "efsa_caffeine")
    caffeine_days: int = _number(3, 1, 7, _("days of the last 7 above that"))
    alcohol_units: float = _number(14, 1, 50, _("units of alcohol in 7 days"), "uk_alcohol")

    coverage: float = _number(0.7, 0.5, 1, _("share of logged days before anything reassures"))
    less_times: float = _number(0.5, 0.1, 0.9, _("share of the minutes before that counts as less"))
    quiet_days: int = _number(14, 7, 60, _("days in a row without a twitch"))
    booked_days: int = _number(28, 7, 90, _("days that a booked appointment, or a no, keeps a rule quiet"))

    def __post_init__(self) -> None:
        for number in numbers():
            value, low, high = getattr(self, number.name), number.metadata["low"], number.metadata["high"]
            if not low <= value <= high:
                raise ValueError(f"{number.name} must lie from {low:g} to {high:g}, not at {value:g}")
            if number.type == "int" and value != int(value):
                raise ValueError(f"{number.name} must be a whole number, not {value:g}")

    @classmethod
    def chosen(cls, thresholds: Mapping[str, float], pattern_flags: bool = True) -> Settings:
        """Make settings with a person's thresholds. Names and numbers that this version does not allow are ignored."""
        stored = [(number, thresholds[number.name]) for number in numbers() if number.name in thresholds]
        fits: dict[str, Any] = {
            n.name: int(value) if n.type == "int" else value for n, value in stored if _fits(n, value)
        }
        return cls(pattern_flags=pattern_flags, **fits)


def _fits(number: Field[Any], value: float) -> bool:
    is_whole = number.type != "int" or value == int(value)
    return bool(is_whole and number.metadata["low"] <= value <= number.metadata["high"])


def numbers() -> tuple[Field[Any], ...]:
    """Return every threshold, as a dataclass field with `low`, `high`, `says` and `source` in its metadata."""
    return tuple(number for number in fields(Settings) if "low" in number.metadata)


DEFAULTS = Settings()
