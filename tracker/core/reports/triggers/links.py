"""Findings turned to the side with more twitches, for a step that a person would say: *an hour less sleep*."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

from tracker.core.analysis.results import Estimate, Finding, Interval, RuledOut
from tracker.core.records import Exposure
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.triggers.beliefs import more_with_more
from tracker.core.reports.triggers.cards import amount
from tracker.core.reports.triggers.sides import (
    NIGHT_BEFORE,
    capital,
    days_words,
    plain_name,
    side,
    step_of,
    step_words,
)

LATER = ("", _(", a day later"), _(", two days later"))
OVER_DAYS = _(", over three days")

WHEN = (_("On days with %(step)s"), _("On the day after %(step)s"), _("Two days after %(step)s"))
AFTER_NIGHT = _("On days after %(step)s")
OVER_DAYS_WHEN = _("Over three days with %(step)s a day")

ON_DAYS, OVER_THESE_DAYS = _("On %(days)s"), _("Over three %(days)s")
"""For a yes/no exposure."""


@dataclass(frozen=True)
class Link:
    """A finding. `more` says whether there are more episodes with more of it, `side` is that side in words.

    `ratio` is that of a `step` towards it; `days` are the days of that side, for a yes/no exposure alone.
    """

    key: str
    more: bool
    side: str
    step: str
    ratio: Interval
    lag_days: int
    over_days: int
    days: str = ""

    def when(self, translate: Translate) -> str:
        """The days that the ratio speaks of."""
        if self.days and (self.over_days > 1 or not self.lag_days):
            return translate(OVER_THESE_DAYS if self.over_days > 1 else ON_DAYS) % {"days": self.days}
        if self.over_days > 1:
            words = OVER_DAYS_WHEN
        else:
            words = AFTER_NIGHT if self.key in NIGHT_BEFORE and not self.lag_days else WHEN[self.lag_days]
        return translate(words) % {"step": self.step}

    def sentence(self, translate: Translate) -> str:
        """The link in one sentence."""
        words = translate(_("%(side)s goes with more twitches%(later)s."))
        return words % {"side": capital(self.side), "later": self.later(translate).removeprefix(",")}

    def later(self, translate: Translate) -> str:
        """The lag, to be put after a sentence; empty on the same day."""
        words = OVER_DAYS if self.over_days > 1 else LATER[self.lag_days]
        return translate(words) if words else ""


def link_of(finding: Finding, exposures: Mapping[str, Exposure], units: str, translate: Translate) -> Link:
    """The finding as a link."""
    more, key = more_with_more(finding), finding.exposure
    if finding.limit is None or finding.shape == "linear":
        size = step_of(key, finding.sd, units, exposures)
        step = step_words(key, more, size, exposures, translate)
    else:
        size, step = 1.0, _beyond_limit(finding, exposures, translate)
    ratio = _for_step(finding, size)
    ratio = ratio if ratio.ratio >= 1 else turned(ratio)
    words = side(key, more, exposures, translate)
    days = days_words(key, more, exposures, translate)
    return Link(key, more, words, step, ratio, finding.lag_days, finding.over_days, days)


def turned(ratio: Interval) -> Interval:
    """The same link, seen from the other side."""
    return Interval(1 / ratio.ratio, 1 / ratio.high, 1 / ratio.low, ratio.confidence)


def still_possible(quiet: RuledOut, units: str, exposures: Mapping[str, Exposure]) -> Interval:
    """What is not ruled out, for a step up."""
    step = step_of(quiet.exposure, quiet.sd, units, exposures)
    return Interval(1.0, quiet.below, quiet.above).scaled(step / quiet.sd)


def so_far(key: str, estimates: Iterable[Estimate], units: str, exposures: Mapping[str, Exposure]) -> Interval | None:
    """What is possible on some day for a step up, around the ratio furthest from 1; None without estimates."""
    own = [estimate for estimate in estimates if estimate.exposure == key]
    if not own:
        return None
    furthest = max((estimate.per_sd.ratio for estimate in own), key=lambda ratio: abs(log(ratio)))
    low, high = min(one.per_sd.low for one in own), max(one.per_sd.high for one in own)
    return Interval(furthest, low, high).scaled(step_of(key, own[0].sd, units, exposures) / own[0].sd)


def _for_step(finding: Finding, size: float) -> Interval:
    """`per_sd` is for another size of step than `per_unit`, above all where three days count."""
    whole = log(finding.per_sd.ratio)
    factor = size * log(finding.per_unit) / whole if whole else size / finding.sd
    return finding.per_sd.scaled(factor) if factor > 0 else finding.per_sd


def _beyond_limit(finding: Finding, exposures: Mapping[str, Exposure], translate: Translate) -> str:
    """The outer days, or all others where those have fewer episodes."""
    inside = finding.per_sd.ratio > 1
    words = {
        ("high", True): _("%(name)s of %(amount)s or more"),
        ("high", False): _("%(name)s below %(amount)s"),
        ("low", True): _("%(name)s of %(amount)s or less"),
        ("low", False): _("%(name)s above %(amount)s"),
    }[finding.shape, inside]
    limit = finding.limit if finding.limit is not None else finding.sd
    return translate(words) % {
        "name": plain_name(finding.exposure, exposures, translate),
        "amount": amount(limit, exposures, finding.exposure, translate),
    }
