"""The trigger analysis in one paragraph: linked, no link found, cannot tell yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.core.analysis.results import Finding, Interval, RuledOut, Triggers
from tracker.core.records import Exposure
from tracker.core.reference.exposures import BY_KEY
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.triggers.cards import LAGS, amount, exposure_name
from tracker.core.reports.triggers.per_cent import between
from tracker.core.reports.triggers.verdict_words import verdict_basis
from tracker.core.reports.wording import day_text, days_text

if TYPE_CHECKING:
    from tracker.core.analysis.triggers.schedule import ScheduledAnalysis

STEPS = {
    "sleep_h": 1.0, "caffeine_mg": 90.0, "stress": 2.0, "water_ml": 500.0, "sleep_quality": 2.0, "tiredness": 2.0,
    "anxiety": 2.0, "cigarettes": 5.0, "alcohol_units": 1.0, "screen_h": 1.0, "exercise_min": 30.0,
    "magnesium_food": 1.0, "potassium_food": 1.0, "bright_light_h": 1.0,
}  # fmt: skip
"""A difference people can picture: an hour, a cup, two points. Default: one standard deviation."""

MODERATE = 1.5
"""If a rate ratio this large cannot be ruled out, the paragraph mentions it."""


def links(
    verdict: ScheduledAnalysis | None, exposures: Mapping[str, Exposure], translate: Translate
) -> tuple[str, ...]:
    """The paragraph, or what it still needs."""
    if verdict is None or verdict.triggers.gate:
        return (verdict_basis(verdict, translate),)
    triggers = verdict.triggers
    sentences = (
        *_linked(triggers.findings, exposures, translate),
        *_no_link(triggers.ruled_out, exposures, translate),
        *_cannot_tell(triggers, exposures, translate),
        translate(_("From %(days)s logged up to %(day)s.")) % {
            "days": days_text(triggers.basis.days_logged, translate),
            "day": day_text(verdict.day, translate),
        },
    )  # fmt: skip
    return (" ".join(sentences),)


def toward_more(finding: Finding, exposures: Mapping[str, Exposure], translate: Translate) -> tuple[str, Interval]:
    """The direction of more episodes ("1 h less") with its rate ratio, which is above 1."""
    more = finding.per_sd.ratio > 1
    if finding.limit is not None:
        sides = {
            ("high", True): _("at %(amount)s or more"),
            ("high", False): _("below %(amount)s"),
            ("low", True): _("at %(amount)s or less"),
            ("low", False): _("above %(amount)s"),
        }
        words, value, ratio = sides[finding.shape, more], finding.limit, finding.per_sd
    else:
        value = _step(finding, exposures)
        words = _("%(amount)s more") if more else _("%(amount)s less")
        ratio = _for_a_difference(finding.per_sd, value / finding.sd)
    side = translate(words) % {"amount": amount(value, exposures, finding.exposure, translate)}
    return side, ratio if more else _inverted(ratio)


def _linked(findings: Sequence[Finding], exposures: Mapping[str, Exposure], translate: Translate) -> Iterator[str]:
    if findings:
        linked = "; ".join(_linked_exposure(finding, exposures, translate) for finding in findings)
        yield translate(_("Linked: %(what)s.")) % {"what": linked}


def _linked_exposure(finding: Finding, exposures: Mapping[str, Exposure], translate: Translate) -> str:
    side, ratio = toward_more(finding, exposures, translate)
    return translate(_("%(name)s (%(side)s: %(effect)s, %(when)s)")) % {
        "name": exposure_name(exposures, finding.exposure, translate),
        "side": side,
        "effect": between(ratio, translate),
        "when": translate(_("over three days")) if finding.over_days > 1 else translate(LAGS[finding.lag_days]),
    }


def _no_link(quiet: Sequence[RuledOut], exposures: Mapping[str, Exposure], translate: Translate) -> Iterator[str]:
    if quiet:
        widest = max(max(one.above, 1 / max(one.below, 1e-9)) for one in quiet)
        words = _("No link found: %(names)s; a moderate one cannot be ruled out.") if widest >= MODERATE else _(
            "No link found: %(names)s."
        )  # fmt: skip
        yield translate(words) % {"names": _names([one.exposure for one in quiet], exposures, translate)}


def _cannot_tell(triggers: Triggers, exposures: Mapping[str, Exposure], translate: Translate) -> Iterator[str]:
    open_keys = [early.exposure for early in triggers.too_early] + [left.exposure for left in triggers.left_out]
    keys = [key for key in open_keys if key in exposures]
    if keys:
        yield translate(_("Cannot tell yet: %(names)s.")) % {"names": _names(keys, exposures, translate)}


def _names(keys: Sequence[str], exposures: Mapping[str, Exposure], translate: Translate) -> str:
    return ", ".join(exposure_name(exposures, key, translate) for key in dict.fromkeys(keys))


def _step(finding: Finding, exposures: Mapping[str, Exposure]) -> float:
    key = finding.exposure
    in_own_unit = key in BY_KEY and key in exposures and exposures[key].unit == BY_KEY[key].unit
    return STEPS.get(key, finding.sd) if in_own_unit else finding.sd


def _for_a_difference(ratio: Interval, steps: float) -> Interval:
    return replace(ratio, ratio=ratio.ratio**steps, low=ratio.low**steps, high=ratio.high**steps)


def _inverted(ratio: Interval) -> Interval:
    return replace(ratio, ratio=1 / ratio.ratio, low=1 / ratio.high, high=1 / ratio.low)
