"""What people try against a twitch, and what they think sets it off. Free text is always possible too."""

from __future__ import annotations

from tracker.reference.words import gettext_noop as _

RELIEFS: dict[str, str] = {
    "massage": _("Gentle massage"),
    "touch": _("Touching or pressing it"),
    "breathing": _("Deep breathing"),
    "meditation": _("Meditation"),
    "rest": _("Rest or closing the eyes"),
    "warm_compress": _("Warm compress"),
    "water": _("Drinking water"),
    "screen_break": _("A break from the screen"),
}

BLAMED: dict[str, str] = {
    "stress": _("Stress"),
    "anxiety": _("Worry"),
    "tiredness": _("Tiredness"),
    "little_sleep": _("Too little sleep"),
    "caffeine": _("Caffeine"),
    "nicotine": _("Nicotine"),
    "alcohol": _("Alcohol"),
    "little_water": _("Too little water"),
    "screen": _("Screen time"),
    "bright_light": _("Bright light or wind"),
    "exercise": _("Exercise"),
    "medicine": _("A medicine"),
    "illness": _("Illness"),
    "cold": _("Cold"),
}

ANSWERS_TO = {
    "stress": "stress",
    "anxiety": "anxiety",
    "tiredness": "tiredness",
    "little_sleep": "sleep_h",
    "caffeine": "caffeine_mg",
    "nicotine": "cigarettes",
    "alcohol": "alcohol_units",
    "little_water": "water_ml",
    "screen": "screen_h",
    "bright_light": "bright_light_h",
    "exercise": "exercise_min",
}
"""Which exposure a blamed thing can be held against."""
