"""The results of the trigger analysis. Standard library only, so that pages import them cheaply.

A rate ratio of 1.5 means one and a half times as many episodes a day. It goes together; it is no proof of cause.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import exp, log

from tracker.core.reference.exposures import BY_KEY
from tracker.core.reference.words import gettext_noop as _

CONSTANT = _("the same value on nearly all days")
"""Why an exposure is left out that hardly ever changes."""


@dataclass(frozen=True)
class Method:
    """Name and version of a method. The version rises whenever the same diary may give another result."""

    name: str
    version: str


METHOD = Method("twitch-GLS with a followed level", "7")

MIN_DAYS_SCHEDULED = 63
"""Logged days before the first scheduled analysis, nine weeks. Pages name it as the day of the first answer."""


@dataclass(frozen=True)
class Basis:
    """The data behind a result: first and last date, both included, and what was logged."""

    method: Method
    first_day: date
    last_day: date
    days_logged: int
    days_with_episode: int
    episodes: int


@dataclass(frozen=True)
class Interval:
    """A rate ratio with its confidence interval."""

    ratio: float
    low: float
    high: float
    confidence: float = 0.95

    def scaled(self, factor: float) -> Interval:
        """The ratio of a step that is `factor` times as large."""
        if factor == 1:
            return self
        middle, low, high = (factor * log(value) for value in (self.ratio, self.low, self.high))
        ends = interval_of((low + high) / 2, (high - low) / 2, self.confidence)
        return Interval(interval_of(middle, 0).ratio, ends.low, ends.high, self.confidence)


@dataclass(frozen=True)
class Finding:
    """A named exposure. `shape` is linear, or high or low for its outer quarter of days, whose border is `limit`.

    `per_sd` is the ratio for one standard deviation (`sd`, in `unit`) of the exposure, or for high and low of
    the 0/1 membership in the quarter. `per_unit` is the ratio for one `unit` more when linear, for a day inside
    the quarter relative to a day outside otherwise. `over_days` is 3 when its mean over the last three days goes
    together best; `lag_days` is then its strongest single day. The interval allows for selection.
    """

    exposure: str
    lag_days: int
    shape: str
    over_days: int
    limit: float | None
    sd: float
    per_sd: Interval
    per_unit: float
    p: float
    q: float

    @property
    def unit(self) -> str:
        """The exposure's own unit."""
        return unit_of(self.exposure)


@dataclass(frozen=True)
class Estimate:
    """The rate ratio for one SD of an exposure on one lag, adjusted for all other exposures."""

    exposure: str
    lag_days: int
    sd: float
    per_sd: Interval


@dataclass(frozen=True)
class ExposureTest:
    """The test of an exposure; `q` allows for all exposures of the diary."""

    exposure: str
    p: float
    q: float


@dataclass(frozen=True)
class RuledOut:
    """Not named, with the ratios for one SD that are excluded on every lag: below `below` and above `above`."""

    exposure: str
    sd: float
    below: float
    above: float


class Outlook(StrEnum):
    """When a clear effect, a ratio of 1.5 for one SD, would probably be named."""

    SOON = "within two months"
    WITHIN_A_YEAR = "within a year of logging"
    LITTLE = "not within a year"


@dataclass(frozen=True)
class TooEarly:
    """Not named, and even a doubling cannot be excluded.

    `more_logged_days` until a ratio of 1.5 would be named is known to a third at best: pages show the `outlook`.
    `low` and `high` are the ratios for one SD that are still possible on some lag; None where nothing was analysed.
    `commonest` is the value of the exposure on a `commonest_share` of its recorded days.
    """

    exposure: str
    more_logged_days: int
    outlook: Outlook = Outlook.WITHIN_A_YEAR
    low: float | None = None
    high: float | None = None
    commonest: float = 0.0
    commonest_share: float = 0.0


@dataclass(frozen=True)
class LeftOut:
    """An exposure that was left out, and why; `other` fills the placeholder of the reason."""

    exposure: str
    reason: str
    other: str = ""


@dataclass(frozen=True)
class CorrelatedPair:
    """Two exposures that move together, one of them named: the diary can hardly tell them apart."""

    named: str
    other: str
    correlation: float


@dataclass(frozen=True)
class ExpectedDirection:
    """An exposure whose test leaned towards the direction that is expected: more episodes, or fewer."""

    exposure: str
    more: bool


@dataclass(frozen=True)
class Triggers:
    """The result of one analysis. `gate` is the reason why nothing was analysed, None when it was."""

    basis: Basis
    level: float
    gate: str | None = None
    tested: tuple[ExposureTest, ...] = ()
    findings: tuple[Finding, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    ruled_out: tuple[RuledOut, ...] = ()
    too_early: tuple[TooEarly, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    together: tuple[CorrelatedPair, ...] = ()
    seldom_recorded: tuple[str, ...] = ()
    expected: tuple[ExpectedDirection, ...] = ()


def interval_of(log_ratio: float, half_width: float, confidence: float = 0.95) -> Interval:
    """Exponentiate a log ratio and its interval, bounded to e^±50 so that nothing overflows."""
    low, middle, high = (exp(max(-50.0, min(50.0, log_ratio + shift))) for shift in (-half_width, 0.0, half_width))
    return Interval(middle, low, high, confidence)


def unit_of(key: str) -> str:
    """The unit of an exposure by its unit-named key: `caffeine_mg` is in mg. Empty where the key names none."""
    if key in BY_KEY:
        return BY_KEY[key].unit
    return key.rpartition("_")[2] if "_" in key else ""
