"""What people try against a twitch, and what they think sets it off. Free text is possible for both."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.core.reference.words import gettext_noop as _

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


@dataclass(frozen=True)
class Exercise:
    """What to do for a while against a twitch: for how many minutes, and how."""

    minutes: int
    how: str


EXERCISES = {
    "breathing": Exercise(
        1, _("Breathe in while you count to four, and out while you count to six. Do that for one minute.")
    ),
    "massage": Exercise(
        2,
        _("Stroke beside it with two fingers in small, slow circles, gently, for two minutes. Keep off the eye."),
    ),
    "rest": Exercise(5, _("Close your eyes, and let your face and shoulders go soft for five minutes.")),
}
"""The reliefs that a page leads through with a timer."""

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


@dataclass(frozen=True)
class Suspicion:
    """Which exposure is suspected, and whether more of it or less; None for *either*."""

    exposure: str
    more: bool | None


SUSPECTED = {
    "stress": Suspicion("stress", True),
    "anxiety": Suspicion("anxiety", True),
    "tiredness": Suspicion("tiredness", True),
    "little_sleep": Suspicion("sleep_h", False),
    "caffeine": Suspicion("caffeine_mg", True),
    "nicotine": Suspicion("cigarettes", True),
    "alcohol": Suspicion("alcohol_units", True),
    "little_water": Suspicion("water_ml", False),
    "screen": Suspicion("screen_h", True),
    "bright_light": Suspicion("bright_light_h", True),
    "exercise": Suspicion("exercise_min", True),
}
"""The exposure behind a suspected trigger, where it is tracked."""
