"""What the diary says of each exposure, in plain words with the counts behind it. Never more than it can say.

Every sentence speaks of what goes together in this diary. None says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tracker.core.analysis.results import Finding, Left, RuledOut, TooEarly, Triggers
from tracker.core.records import Exposure
from tracker.core.reference.exposures import BY_KEY
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.facts import Say
from tracker.core.reports.wording import days_text, number, own_words

LAGS = (_("on the same day"), _("on the day after"), _("two days after"))
OVER_DAYS = _("over these three days")


class Kind(StrEnum):
    """What a card says, the most telling first."""

    TOGETHER = "together"
    NOTHING_SEEN = "nothing_seen"
    TOO_EARLY = "too_early"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Card:
    """One exposure: a heading, what can be said, and what that rests on."""

    key: str
    name: str
    kind: Kind
    heading: str
    text: str
    recorded: str


def cards(triggers: Triggers, exposures: dict[str, Exposure], recorded: dict[str, int], say: Say) -> tuple[Card, ...]:
    """A card for every exposure that was looked at or left out, findings first."""
    days = triggers.basis.days_logged
    said = [
        *(_together(finding, exposures, say) for finding in triggers.findings),
        *(_nothing_seen(quiet, exposures, say) for quiet in triggers.ruled_out),
        *(_too_early(early, exposures, say) for early in triggers.too_early),
        *(_left_out(left, exposures, say) for left in triggers.left_out if left.exposure in exposures),
    ]
    return tuple(
        Card(key, exposure_name(exposures, key, say), kind, heading, text, _recorded(recorded.get(key, 0), days, say))
        for key, kind, heading, text in said
    )


def exposure_name(exposures: Mapping[str, Exposure], key: str, say: Say) -> str:
    """A built-in exposure in the reader's language, the person's own as they wrote it."""
    if key in BY_KEY:
        return say(BY_KEY[key].name)
    return own_words(exposures[key].name) if key in exposures else key


def times(ratio: float) -> str:
    """A rate ratio as it is shown: two digits."""
    return number(ratio, 2, 2).text


def _together(finding: Finding, exposures: dict[str, Exposure], say: Say) -> tuple[str, Kind, str, str]:
    more = finding.per_sd.ratio > 1
    heading = say(_("Goes together with more episodes") if more else _("Goes together with fewer episodes"))
    sentence = _(
        "%(when)s you logged about %(ratio)s times as many episodes %(lag)s, give or take: %(low)s to %(high)s times."
        " This goes together; it is no proof of more."
    )
    words = {
        "when": _when(finding, exposures, say),
        "lag": say(OVER_DAYS) if finding.over_days > 1 else say(LAGS[finding.lag_days]),
        **_interval(finding),
    }
    return finding.exposure, Kind.TOGETHER, heading, say(sentence) % words


def _interval(finding: Finding) -> dict[str, str]:
    span = finding.per_sd
    return {"ratio": times(span.ratio), "low": times(span.low), "high": times(span.high)}


def _when(finding: Finding, exposures: dict[str, Exposure], say: Say) -> str:
    words = {
        "name": exposure_name(exposures, finding.exposure, say),
        "amount": amount(finding.sd if finding.limit is None else finding.limit, exposures, finding.exposure, say),
    }
    if finding.shape == "high":
        return say(_("When “%(name)s” was %(amount)s or more,")) % words
    if finding.shape == "low":
        return say(_("When “%(name)s” was %(amount)s or less,")) % words
    return say(_("For each %(amount)s more of “%(name)s”,")) % words


def amount(value: float, exposures: Mapping[str, Exposure], key: str, say: Say) -> str:
    """So much of an exposure, in its unit."""
    unit = exposures[key].unit if key in exposures else ""
    if unit == "0–10":
        return say(_("%(n)s points")) % {"n": number(value, 2, 1).text}
    return f"{number(value, 2, 2).text} {say(unit) if unit else ''}".strip()


def _nothing_seen(quiet: RuledOut, exposures: dict[str, Exposure], say: Say) -> tuple[str, Kind, str, str]:
    sentence = _(
        "Nothing stood out. It can be ruled out that a usual swing (%(amount)s) goes together with more than %(above)s"
        " times, or fewer than %(below)s times, as many episodes. A smaller effect is still possible."
    )
    words = {
        "amount": amount(quiet.sd, exposures, quiet.exposure, say),
        "above": times(quiet.above),
        "below": times(quiet.below),
    }
    return quiet.exposure, Kind.NOTHING_SEEN, say(_("Nothing seen")), say(sentence) % words


def _too_early(early: TooEarly, exposures: dict[str, Exposure], say: Say) -> tuple[str, Kind, str, str]:
    sentence = say(_("Too early to say anything. About %(days)s more of logging would show a clear effect."))
    text = sentence % {"days": days_text(early.more_logged_days, say)}
    return early.exposure, Kind.TOO_EARLY, say(_("Too early")), text


def _left_out(left: Left, exposures: dict[str, Exposure], say: Say) -> tuple[str, Kind, str, str]:
    other = exposure_name(exposures, left.other, say) if left.other else ""
    reason = say(left.reason) % {"other": other}
    text = say(_("Not looked at: %(reason)s.")) % {"reason": reason}
    return left.exposure, Kind.LEFT_OUT, say(_("Not looked at")), text


def _recorded(days: int, logged: int, say: Say) -> str:
    return say(_("Noted on %(days)d of %(logged)d logged days.")) % {"days": days, "logged": logged}
