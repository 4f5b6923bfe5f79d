"""The built-in exposures, and how much a drink or snack contains."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.core.records import Summary
from tracker.core.reference.limits import READING_VALUE
from tracker.core.reference.words import gettext_noop as _

SCALE = re.compile(r"[01]–([0-9]{1,3})")


def scale_top(unit: str) -> str:
    """The highest score, if this unit is a scale such as 0–10 or 1–5; "" if not."""
    found = SCALE.fullmatch(unit)
    return found[1] if found else ""


@dataclass(frozen=True)
class BuiltIn:
    """A built-in exposure.

    - `range` is the valid range of a day's value.
    - `limit` is the reference line in charts, from `source`.
    - `quick` are the values of the buttons in the check-in.
    - A value outside `plausible` has to be confirmed, as it is mostly a typing error or another unit. The bounds are
      our own choice.
    """

    key: str
    name: str
    question: str
    unit: str
    summary: Summary
    range: tuple[float, float] = READING_VALUE
    limit: float | None = None
    limit_is: str = ""
    source: str = ""
    quick: tuple[float, ...] = ()
    always: bool = False
    tracked: bool = False
    plausible: tuple[float, float] | None = None


SCORES = (0.0, 10.0)

BUILT_IN: tuple[BuiltIn, ...] = (
    BuiltIn("sleep_h", _("Sleep"), _("How long did you sleep last night?"), "h", Summary.LAST,
            (0, 24), 7, _("7 hours a night or more is advised for adults"), "AASM/SRS 2015",
            (5, 6, 7, 8, 9), always=True, tracked=True, plausible=(1, 16)),
    BuiltIn("caffeine_mg", _("Caffeine"), _("How much caffeine?"), "mg", Summary.SUM,
            (0, 5_000), 400, _("up to 400 mg a day raises no concern for healthy adults"), "EFSA 2015",
            always=True, tracked=True, plausible=(3, 1_000)),
    BuiltIn("stress", _("Stress"), _("How stressed today?"), "0–10", Summary.MEAN, SCORES,
            quick=(0, 2, 4, 6, 8, 10), always=True, tracked=True),
    BuiltIn("water_ml", _("Water"), _("How much did you drink?"), "mL", Summary.SUM,
            (0, 20_000), 1_600, _("about 1,600 to 2,000 mL a day from drinks"), "EFSA 2010",
            (500, 1_000, 1_500, 2_000), always=True, tracked=True, plausible=(50, 6_000)),
    BuiltIn("sleep_quality", _("Sleep quality"), _("How well did you sleep?"), "0–10", Summary.LAST,
            SCORES, quick=(0, 2, 4, 6, 8, 10)),
    BuiltIn("tiredness", _("Tiredness"), _("How tired today?"), "0–10", Summary.MEAN, SCORES,
            quick=(0, 2, 4, 6, 8, 10)),
    BuiltIn("anxiety", _("Anxiety"), _("How anxious today?"), "0–10", Summary.MEAN, SCORES,
            quick=(0, 2, 4, 6, 8, 10)),
    BuiltIn("cigarettes", _("Nicotine"), _("How many cigarettes?"), _("cigarettes"), Summary.SUM, (0, 200),
            quick=(0, 1, 5, 10, 20), plausible=(0, 60)),
    BuiltIn("alcohol_units", _("Alcohol"), _("How many units of alcohol?"), _("units"), Summary.SUM, (0, 100),
            2, _("14 units a week spread out is about 2 a day"), "UK Chief Medical Officers 2016",
            (0, 1, 2, 3, 4), plausible=(0, 25)),
    BuiltIn("screen_h", _("Screen time"), _("How many hours at a screen?"), "h", Summary.SUM, (0, 24),
            quick=(1, 2, 4, 6, 8, 10), plausible=(0, 18)),
    BuiltIn("exercise_min", _("Exercise"), _("How many minutes of exercise?"), "min", Summary.SUM,
            (0, 1_440), quick=(0, 15, 30, 60, 90), plausible=(0, 480)),
    BuiltIn("magnesium_food", _("Magnesium-rich food"), _("How many portions of nuts, seeds, greens, whole grain?"),
            _("portions"), Summary.SUM, (0, 50), quick=(0, 1, 2, 3, 4), plausible=(0, 15)),
    BuiltIn("potassium_food", _("Potassium-rich food"), _("How many portions of fruit, potatoes, beans?"),
            _("portions"), Summary.SUM, (0, 50), quick=(0, 1, 2, 3, 4), plausible=(0, 15)),
    BuiltIn("bright_light_h", _("Bright light"), _("How many hours in bright light or wind?"), "h",
            Summary.SUM, (0, 24), quick=(0, 1, 2, 4, 6), plausible=(0, 16)),
)  # fmt: skip

UNIT_OF_ONE = {"units": _("unit"), "cigarettes": _("cigarette"), "portions": _("portion")}
"""Units of built-in exposures in the singular, where the plural differs."""

BY_KEY = {exposure.key: exposure for exposure in BUILT_IN}


@dataclass(frozen=True)
class Intake:
    """An item with a one-tap `+`, and the amount of the exposure that it adds."""

    item: str
    name: str
    exposure: str
    value: float
    portion: str
    source: str


# People can change these amounts, as real cups vary widely (an espresso contains 35 to 116 mg).
CAFFEINE: tuple[Intake, ...] = (
    Intake("filter_coffee", _("Filter coffee"), "caffeine_mg", 90, "200 mL", "EFSA 2015; ISIC"),
    Intake("espresso", _("Espresso"), "caffeine_mg", 80, "60 mL", "EFSA 2015; Sanchez 2017"),
    Intake("instant_coffee", _("Instant coffee"), "caffeine_mg", 65, "125 mL", "ISIC"),
    Intake("decaf_coffee", _("Decaf coffee"), "caffeine_mg", 3, "125 mL", "ISIC; Mayo Clinic"),
    Intake("black_tea", _("Black tea"), "caffeine_mg", 50, "220 mL", "EFSA 2015; ISIC"),
    Intake("green_tea", _("Green tea"), "caffeine_mg", 30, "240 mL", "Healthcastle"),
    Intake("cola", _("Cola"), "caffeine_mg", 40, "355 mL", "EFSA 2015; ISIC"),
    Intake("energy_drink", _("Energy drink"), "caffeine_mg", 80, "250 mL", "EFSA 2015; Sanchez 2017"),
    Intake("energy_shot", _("Energy shot"), "caffeine_mg", 200, "60 mL", "Healthcastle"),
    Intake("dark_chocolate", _("Dark chocolate"), "caffeine_mg", 25, "50 g", "EFSA 2015"),
    Intake("milk_chocolate", _("Milk chocolate"), "caffeine_mg", 10, "50 g", "EFSA 2015"),
)
WATER = Intake("glass_of_water", _("Water"), "water_ml", 250, "250 mL", "")
CIGARETTE = Intake("cigarette", _("Cigarette"), "cigarettes", 1, "1", "")

INTAKES = {intake.item: intake for intake in (*CAFFEINE, WATER, CIGARETTE)}
