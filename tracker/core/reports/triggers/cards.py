"""The result for each exposure in plain words, with its counts.

Every sentence speaks of what goes together in this diary, never of causes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tracker.core.analysis.results import Basis, Finding, Interval, LeftOut, Outlook, RuledOut, TooEarly, Triggers
from tracker.core.records import Exposure
from tracker.core.reference.exposures import BY_KEY
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.wording import number, own_words

LAGS = (_("on the same day"), _("on the day after"), _("two days after"))
OVER_DAYS = _("over these three days")

DAYS_A_MONTH = 30.4
MOSTLY_THE_SAME, FEW_DAYS_WITH_EPISODE = 0.6, 0.3
"""Shares of days that explain why a diary tells little."""


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
        *(_too_early(early, triggers.basis, exposures, translate) for early in triggers.too_early),
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


def _too_early(
    early: TooEarly, basis: Basis, exposures: dict[str, Exposure], translate: Translate
) -> tuple[str, Kind, str, str]:
    return early.exposure, Kind.TOO_EARLY, translate(_("Not yet")), not_yet(early, basis, exposures, translate)


def not_yet(early: TooEarly, basis: Basis, exposures: Mapping[str, Exposure], translate: Translate) -> str:
    """When a clear effect would show, or why it will hardly, and what is still possible. Never a number of days."""
    if early.low is None or early.high is None:
        return translate(_("Too early to say anything."))
    so_far = translate(_("So far: anything between %(low)s and %(high)s times as many."))
    outlook = translate(_outlook_words(early, basis)) % {
        "months": round(basis.days_logged / DAYS_A_MONTH),
        "name": exposure_name(exposures, early.exposure, translate),
        "same": amount(early.commonest, exposures, early.exposure, translate),
        "share": round(100 * early.commonest_share),
        "days": basis.days_with_episode,
    }
    return f"{outlook} {so_far % {'low': times(early.low), 'high': times(early.high)}}"


def _outlook_words(early: TooEarly, basis: Basis) -> str:
    if early.outlook is Outlook.SOON:
        return _("A clear effect (half as many again) would probably show within two months.")
    if early.outlook is Outlook.WITHIN_A_YEAR:
        return _("A clear effect usually shows after six to nine months of logging; you have %(months)d.")
    if early.commonest_share >= MOSTLY_THE_SAME:
        return _("This diary tells little about “%(name)s”: on most days it is the same (%(same)s on %(share)d %%).")
    if basis.days_with_episode < FEW_DAYS_WITH_EPISODE * basis.days_logged:
        return _("This diary tells little about “%(name)s”: it has only %(days)d days with a twitch.")
    return _("This diary tells little about “%(name)s” yet: a clear effect may take more than a year to show.")


def _left_out(left: LeftOut, exposures: dict[str, Exposure], translate: Translate) -> tuple[str, Kind, str, str]:
    other = exposure_name(exposures, left.other, translate) if left.other else ""
    reason = translate(left.reason) % {"other": other}
    text = translate(_("Not looked at: %(reason)s.")) % {"reason": reason}
    return left.exposure, Kind.LEFT_OUT, translate(_("Not looked at")), text
