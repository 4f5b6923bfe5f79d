"""Much and little of an exposure in words: *short sleep*, *an hour less sleep*, and how large such a step is.

Sentences are about the side with more twitches, so that every exposure has words for both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor, log10

from tracker.core.records import Exposure
from tracker.core.reference.exposures import BY_KEY
from tracker.core.reference.units import to_display
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.wording import number, own_words


@dataclass(frozen=True)
class _Sides:
    """Words for a built-in exposure. `step` is in its stored unit; the ends are those of a small picture."""

    name: str
    more: str
    less: str
    step: float
    step_more: str
    step_less: str
    ends: tuple[str, str] = (_("little"), _("much"))


SIDES: dict[str, _Sides] = {
    "sleep_h": _Sides(_("sleep"), _("long sleep"), _("short sleep"), 1,
                      _("an hour more sleep"), _("an hour less sleep"), (_("short"), _("long"))),
    "caffeine_mg": _Sides(_("caffeine"), _("much caffeine"), _("little caffeine"), 90,
                          _("one coffee more"), _("one coffee less")),
    "stress": _Sides(_("stress"), _("stress"), _("little stress"), 2,
                     _("2 points more stress"), _("2 points less stress"), (_("low"), _("high"))),
    "water_ml": _Sides(_("water"), _("much water"), _("little water"), 250,
                       _("a glass more water"), _("a glass less water")),
    "sleep_quality": _Sides(_("sleep quality"), _("good sleep"), _("poor sleep"), 2,
                            _("2 points better sleep"), _("2 points poorer sleep"), (_("poor"), _("good"))),
    "tiredness": _Sides(_("tiredness"), _("tiredness"), _("little tiredness"), 2,
                        _("2 points more tiredness"), _("2 points less tiredness"), (_("low"), _("high"))),
    "anxiety": _Sides(_("anxiety"), _("anxiety"), _("little anxiety"), 2,
                      _("2 points more anxiety"), _("2 points less anxiety"), (_("low"), _("high"))),
    "cigarettes": _Sides(_("nicotine"), _("much nicotine"), _("little nicotine"), 5,
                         _("5 cigarettes more"), _("5 cigarettes fewer")),
    "alcohol_units": _Sides(_("alcohol"), _("alcohol"), _("little alcohol"), 1,
                            _("one unit of alcohol more"), _("one unit of alcohol less")),
    "screen_h": _Sides(_("screen time"), _("much screen time"), _("little screen time"), 1,
                       _("an hour more screen time"), _("an hour less screen time")),
    "exercise_min": _Sides(_("exercise"), _("much exercise"), _("little exercise"), 30,
                           _("half an hour more exercise"), _("half an hour less exercise")),
    "magnesium_food": _Sides(_("magnesium-rich food"), _("much magnesium-rich food"),
                             _("little magnesium-rich food"), 1, _("one portion more of magnesium-rich food"),
                             _("one portion less of magnesium-rich food")),
    "potassium_food": _Sides(_("potassium-rich food"), _("much potassium-rich food"),
                             _("little potassium-rich food"), 1, _("one portion more of potassium-rich food"),
                             _("one portion less of potassium-rich food")),
    "bright_light_h": _Sides(_("bright light"), _("much bright light"), _("little bright light"), 1,
                             _("an hour more bright light"), _("an hour less bright light")),
}  # fmt: skip

HARMFUL = ("caffeine_mg", "alcohol_units", "cigarettes")
"""No page advises more of these."""

VARIED = ("screen_h", "exercise_min", "bright_light_h", "magnesium_food", "potassium_food")
"""Only of these it is fair to say that days with more help."""

NIGHT_BEFORE = ("sleep_h", "sleep_quality")
"""What a day holds of these was before that day."""


def plain_name(key: str, exposures: Mapping[str, Exposure], translate: Translate) -> str:
    """The name within a sentence."""
    return translate(SIDES[key].name) if key in SIDES else _quoted(key, exposures, translate)


def side(key: str, more: bool, exposures: Mapping[str, Exposure], translate: Translate) -> str:
    """Much of it, or little: "short sleep"."""
    if key in SIDES:
        return translate(SIDES[key].more if more else SIDES[key].less)
    name = _quoted(key, exposures, translate)
    if is_yes_no(key, exposures):
        return name if more else translate(_("no %(name)s")) % {"name": name}
    return translate(_("much %(name)s") if more else _("little %(name)s")) % {"name": name}


def is_yes_no(key: str, exposures: Mapping[str, Exposure]) -> bool:
    """Whether it is answered by yes or no."""
    return key in exposures and exposures[key].is_yes_no


def days_words(key: str, more: bool, exposures: Mapping[str, Exposure], translate: Translate) -> str:
    """The days with a yes, or with a no; empty for all but a yes/no exposure."""
    if not is_yes_no(key, exposures):
        return ""
    words = _("days with %(name)s") if more else _("days without %(name)s")
    return translate(words) % {"name": _quoted(key, exposures, translate)}


def step_words(key: str, more: bool, step: float, exposures: Mapping[str, Exposure], translate: Translate) -> str:
    """A step up or down: "an hour less sleep", "a day with “Yoga”"."""
    if key in SIDES:
        return translate(SIDES[key].step_more if more else SIDES[key].step_less)
    if is_yes_no(key, exposures):
        words = _("a day with %(name)s") if more else _("a day without %(name)s")
        return translate(words) % {"name": _quoted(key, exposures, translate)}
    unit = exposures[key].unit if key in exposures else ""
    amount = f"{number(step, 2, 2).text} {own_words(unit)}".strip()
    words = _("%(amount)s more of %(name)s") if more else _("%(amount)s less of %(name)s")
    return translate(words) % {"amount": amount, "name": _quoted(key, exposures, translate)}


def step_of(key: str, sd: float, units: str, exposures: Mapping[str, Exposure]) -> float:
    """The step in the person's unit: a usual portion of a built-in one, else the round number next below `sd`.

    From no to yes it is 1.
    """
    if key in SIDES:
        return to_display(SIDES[key].step, BY_KEY[key].unit, units)
    if sd <= 0 or is_yes_no(key, exposures):
        return 1.0
    power = float(10.0 ** floor(log10(sd)))
    return power * max(digit for digit in (1, 2, 5) if digit == 1 or digit * power <= sd)


def end_words(key: str, translate: Translate) -> tuple[str, str]:
    """The two ends of a small picture."""
    ends = SIDES[key].ends if key in SIDES else (_("little"), _("much"))
    return translate(ends[0]), translate(ends[1])


def capital(words: str) -> str:
    """The words at the beginning of a sentence."""
    return words[:1].upper() + words[1:]


def _quoted(key: str, exposures: Mapping[str, Exposure], translate: Translate) -> str:
    name = own_words(exposures[key].name) if key in exposures else key
    return translate(_("“%(name)s”")) % {"name": name}
