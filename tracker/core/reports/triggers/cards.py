"""The result for each exposure in plain words, with its counts.

Every sentence speaks of what goes together in this diary, never of causes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tracker.core.analysis.results import Finding, Interval, LeftOut, RuledOut, TooEarly, Triggers
from tracker.core.records import Exposure
from tracker.core.reference.exposures import BY_KEY
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.wording import days_text, number, own_words

LAGS = (_("on the same day"), _("on the day after"), _("two days after"))
OVER_DAYS = _("over these three days")


class Kind(StrEnum):
    """The kind of result, the most informative first."""

    TOGETHER = "together"
    NOTHING_SEEN = "nothing_seen"
    TOO_EARLY = "too_early"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Card:
    """One exposure: heading, result, and the number of days it rests on."""

    key: str
    name: str
    kind: Kind
    heading: str
    text: str
    recorded: str


def cards(
    triggers: Triggers, exposures: dict[str, Exposure], recorded: dict[str, int], translate: Translate
) -> tuple[Card, ...]:
    """A card for every exposure analysed or left out, findings first."""
    days, noted = triggers.basis.days_logged, translate(_("Noted on %(days)d of %(logged)d logged days."))
    results = [
        *(_together(finding, exposures, translate) for finding in triggers.findings),
        *(_nothing_seen(quiet, exposures, translate) for quiet in triggers.ruled_out),
        *(_too_early(early, exposures, translate) for early in triggers.too_early),
        *(_left_out(left, exposures, translate) for left in triggers.left_out if left.exposure in exposures),
    ]
    return tuple(
        Card(
            key,
            exposure_name(exposures, key, translate),
            kind,
            heading,
            text,
            noted % {"days": recorded.get(key, 0), "logged": days},
        )
        for key, kind, heading, text in results
    )


def exposure_name(exposures: Mapping[str, Exposure], key: str, translate: Translate) -> str:
    """A built-in exposure in the reader's language, the person's own as they wrote it."""
    if key in BY_KEY:
        return translate(BY_KEY[key].name)
    return own_words(exposures[key].name) if key in exposures else key


def times(ratio: float) -> str:
    """Format a rate ratio with two digits."""
    return number(ratio, 2, 2).text


def _together(finding: Finding, exposures: dict[str, Exposure], translate: Translate) -> tuple[str, Kind, str, str]:
    more = finding.per_sd.ratio > 1
    heading = translate(_("Goes together with more episodes") if more else _("Goes together with fewer episodes"))
    sentence = _(
        "%(when)s you logged about %(ratio)s times as many episodes %(lag)s, give or take: %(low)s to %(high)s times."
        " This goes together; it is no proof of more."
    )
    words = {
        "when": _when(finding, exposures, translate),
        "lag": translate(OVER_DAYS) if finding.over_days > 1 else translate(LAGS[finding.lag_days]),
        **interval_words(finding.per_sd),
    }
    return finding.exposure, Kind.TOGETHER, heading, translate(sentence) % words


def interval_words(interval: Interval) -> dict[str, str]:
    """The estimate and the ends of its interval, as values of a message."""
    return {"ratio": times(interval.ratio), "low": times(interval.low), "high": times(interval.high)}


def _when(finding: Finding, exposures: dict[str, Exposure], translate: Translate) -> str:
    words = {
        "name": exposure_name(exposures, finding.exposure, translate),
        "amount": amount(
            finding.sd if finding.limit is None else finding.limit, exposures, finding.exposure, translate
        ),
    }
    if finding.shape == "high":
        return translate(_("When “%(name)s” was %(amount)s or more,")) % words
    if finding.shape == "low":
        return translate(_("When “%(name)s” was %(amount)s or less,")) % words
    return translate(_("For each %(amount)s more of “%(name)s”,")) % words


def amount(value: float, exposures: Mapping[str, Exposure], key: str, translate: Translate) -> str:
    """An amount of an exposure with its unit."""
    unit = exposures[key].unit if key in exposures else ""
    if unit == "0–10":
        return translate(_("%(n)s points")) % {"n": number(value, 2, 1).text}
    return f"{number(value, 2, 2).text} {translate(unit) if unit else ''}".strip()


def _nothing_seen(quiet: RuledOut, exposures: dict[str, Exposure], translate: Translate) -> tuple[str, Kind, str, str]:
    sentence = _(
        "Nothing stood out. It can be ruled out that a usual swing (%(amount)s) goes together with more than %(above)s"
        " times, or fewer than %(below)s times, as many episodes. A smaller effect is still possible."
    )
    words = {
        "amount": amount(quiet.sd, exposures, quiet.exposure, translate),
        "above": times(quiet.above),
        "below": times(quiet.below),
    }
    return quiet.exposure, Kind.NOTHING_SEEN, translate(_("Nothing seen")), translate(sentence) % words


def _too_early(early: TooEarly, exposures: dict[str, Exposure], translate: Translate) -> tuple[str, Kind, str, str]:
    sentence = translate(_("Too early to say anything. About %(days)s more of logging would show a clear effect."))
    text = sentence % {"days": days_text(early.more_logged_days, translate)}
    return early.exposure, Kind.TOO_EARLY, translate(_("Too early")), text


def _left_out(left: LeftOut, exposures: dict[str, Exposure], translate: Translate) -> tuple[str, Kind, str, str]:
    other = exposure_name(exposures, left.other, translate) if left.other else ""
    reason = translate(left.reason) % {"other": other}
    text = translate(_("Not looked at: %(reason)s.")) % {"reason": reason}
    return left.exposure, Kind.LEFT_OUT, translate(_("Not looked at")), text
