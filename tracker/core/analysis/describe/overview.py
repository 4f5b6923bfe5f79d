"""The last seven days beside the seven before, and twelve rolling weeks. Standard library only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import comb, exp, sqrt
from statistics import NormalDist, fmean

from tracker.core.analysis.describe.daily import DailyTotals, daily
from tracker.core.analysis.describe.places import PlaceCount, by_place
from tracker.core.analysis.describe.trend import Trend, trend
from tracker.core.analysis.describe.weekly import DAYS_A_WEEK, MIN_LOGGED_DAYS, WeekTotals, weekly_rate
from tracker.core.records import Diary

WEEKS = 12
MIN_WEEKS_FOR_LEVEL = 6

BANDWIDTH_WEEKS = 1.5
"""Standard deviation of the Gaussian kernel: a week counts half as much from 1.8 weeks away on. Our choice."""

SIGNIFICANCE = 0.05


class Comparison(StrEnum):
    """The last seven days against the seven before."""

    SAME = "same"
    MORE = "more"
    FEWER = "fewer"
    TOO_FEW_DAYS = "too few days"


@dataclass(frozen=True)
class RollingWeek:
    """Seven days; the newest week ends with the diary's last day.

    `strength` is the mean over the episodes that have one (0 to 10), `minutes` their sum of the logged days;
    both are None where there is nothing to take them from.
    """

    totals: WeekTotals
    strength: float | None
    minutes: float | None

    @property
    def last_day(self) -> date:
        """The seventh day."""
        return self.totals.first_day + timedelta(days=DAYS_A_WEEK - 1)


@dataclass(frozen=True)
class Level:
    """The likely level of one week, in episodes a week, with its 95 % band."""

    middle: float
    low: float
    high: float


@dataclass(frozen=True)
class Stretch:
    """Consecutive logged days without an episode."""

    first_day: date
    last_day: date

    @property
    def days(self) -> int:
        """How many."""
        return (self.last_day - self.first_day).days + 1


@dataclass(frozen=True)
class Overview:
    """What the first page of the patterns shows.

    `weeks` are up to twelve, oldest first, none that ended before the first logged day. `levels` has one for each
    week, or none where fewer than `MIN_WEEKS_FOR_LEVEL` weeks have a rate. `places` are those of the last seven days.
    """

    days: tuple[DailyTotals, ...]
    weeks: tuple[RollingWeek, ...]
    comparison: Comparison
    levels: tuple[Level, ...]
    trend: Trend
    places: tuple[PlaceCount, ...]
    longest_quiet: Stretch | None
    days_logged: int
    quiet_days: int
    last_quiet: date | None
    last_episode: date | None

    @property
    def days_since_first(self) -> int:
        """From the first logged day to the last day, both included; 0 where nothing was logged."""
        logged = [day.date for day in self.days if day.logged]
        return (self.days[-1].date - logged[0]).days + 1 if logged else 0


def overview(diary: Diary, days: Sequence[DailyTotals] = ()) -> Overview:
    """The overview as of the diary's last day. With `days`, the diary need not go back further than twelve weeks."""
    days = tuple(days) or daily(diary)
    weeks = rolling_weeks(diary, days)
    logged = [day for day in days if day.logged]
    totals = [week.totals for week in weeks]
    quiet = [day.date for day in logged if not day.episodes]
    with_episode = [day.date for day in logged if day.episodes]
    return Overview(
        days=days,
        weeks=weeks,
        comparison=compare(totals[-1], totals[-2]) if len(totals) > 1 else Comparison.TOO_FEW_DAYS,
        levels=levels(totals),
        trend=trend(totals),
        places=by_place(diary.between(diary.last_day - timedelta(days=DAYS_A_WEEK - 1), diary.last_day)),
        longest_quiet=longest_quiet(days),
        days_logged=len(logged),
        quiet_days=len(quiet),
        last_quiet=max(quiet, default=None),
        last_episode=max(with_episode, default=None),
    )


def rolling_weeks(diary: Diary, days: Sequence[DailyTotals]) -> tuple[RollingWeek, ...]:
    """Up to twelve blocks of seven days, oldest first; the last one ends with the last of the days."""
    first_logged = next((number for number, day in enumerate(days) if day.logged), len(days))
    ends = range(len(days), max(len(days) - WEEKS * DAYS_A_WEEK, first_logged), -DAYS_A_WEEK)
    strengths: dict[date, list[int]] = {}
    for episode in diary.episodes:
        if episode.strength is not None:
            strengths.setdefault(episode.local_date, []).append(episode.strength)
    return tuple(_week(days[max(end - DAYS_A_WEEK, 0) : end], strengths) for end in reversed(ends))


def _week(days: Sequence[DailyTotals], strengths: dict[date, list[int]]) -> RollingWeek:
    logged = [day for day in days if day.logged]
    episodes = sum(day.episodes or 0 for day in logged)
    first_day = days[-1].date - timedelta(days=DAYS_A_WEEK - 1)
    totals = WeekTotals(first_day, len(logged), episodes, weekly_rate(episodes, len(logged)))
    felt = [strength for day in logged for strength in strengths.get(day.date, ())]
    minutes = [day.minutes for day in logged if day.minutes is not None]
    return RollingWeek(totals, fmean(felt) if felt else None, sum(minutes) if minutes else None)


def compare(now: WeekTotals, before: WeekTotals) -> Comparison:
    """More, fewer or about the same, per logged day.

    Notes
    -----
    Exact conditional test of two Poisson rates: given n = a + b episodes, a is binomial with probability
    d_a / (d_a + d_b), where d are the logged days. Two-sided by the sum of all outcomes that are no more likely.

    References
    ----------
    Przyborowski J, Wilenski H (1940), Biometrika 31: 313–323.
    """
    if min(now.days_logged, before.days_logged) < MIN_LOGGED_DAYS:
        return Comparison.TOO_FEW_DAYS
    share = now.days_logged / (now.days_logged + before.days_logged)
    if binomial_p(now.episodes, now.episodes + before.episodes, share) >= SIGNIFICANCE:
        return Comparison.SAME
    return Comparison.MORE if (now.rate_per_week or 0) > (before.rate_per_week or 0) else Comparison.FEWER


def binomial_p(successes: int, trials: int, share: float) -> float:
    """Two-sided p-value of an exact binomial test."""
    chances = [comb(trials, k) * share**k * (1 - share) ** (trials - k) for k in range(trials + 1)]
    # Outcomes that are equally likely must not be lost to rounding.
    return min(1.0, sum(chance for chance in chances if chance <= chances[successes] * (1 + 1e-9)))


def levels(weeks: Sequence[WeekTotals]) -> tuple[Level, ...]:
    """The smoothed weekly rate with a band; empty with fewer than `MIN_WEEKS_FOR_LEVEL` weeks that have a rate.

    Notes
    -----
    Kernel estimate λ̂_t = Σ K_ts y_s / Σ K_ts d_s with a Gaussian kernel K, counts y and logged days d.
    Var λ̂_t = φ λ̂_t Σ K_ts² d_s / (Σ K_ts d_s)², with Pearson's dispersion φ, at least 1.
    """
    if sum(week.rate_per_week is not None for week in weeks) < MIN_WEEKS_FOR_LEVEL:
        return ()
    kernels = [[exp(-0.5 * ((t - s) / BANDWIDTH_WEEKS) ** 2) for s in range(len(weeks))] for t in range(len(weeks))]
    exposure = [sum(k * w.days_logged for k, w in zip(kernel, weeks, strict=True)) for kernel in kernels]
    rates = [
        sum(k * w.episodes for k, w in zip(kernel, weeks, strict=True)) / days if days else 0.0
        for kernel, days in zip(kernels, exposure, strict=True)
    ]
    spread = _dispersion(weeks, rates)
    z = NormalDist().inv_cdf(0.975)
    found = []
    for kernel, days, rate in zip(kernels, exposure, rates, strict=True):
        squared = sum(k * k * w.days_logged for k, w in zip(kernel, weeks, strict=True))
        reach = z * sqrt(spread * rate * squared) / days if days else 0.0
        found.append(Level(*(DAYS_A_WEEK * value for value in (rate, max(rate - reach, 0), rate + reach))))
    return tuple(found)


def _dispersion(weeks: Sequence[WeekTotals], rates: Sequence[float]) -> float:
    expected = [(week.episodes, rate * week.days_logged) for week, rate in zip(weeks, rates, strict=True)]
    terms = [(count - mean) ** 2 / mean for count, mean in expected if mean > 0]
    return max(1.0, sum(terms) / max(len(terms) - 1, 1))


def longest_quiet(days: Sequence[DailyTotals]) -> Stretch | None:
    """The longest run of logged days without an episode, the newest of equals. A day not logged ends a run."""
    best: Stretch | None = None
    start: date | None = None
    for day in days:
        if not day.logged or day.episodes:
            start = None
            continue
        start = start or day.date
        run = Stretch(start, day.date)
        if best is None or run.days >= best.days:
            best = run
    return best
