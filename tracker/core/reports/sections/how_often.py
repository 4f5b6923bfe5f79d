"""The course over time: coverage, rates, trend, runs and the weekly table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from tracker.core.analysis import DailyTotals, DiaryDates, Direction, Trend, WeekTotals
from tracker.core.analysis.describe.trend import MIN_WEEKS
from tracker.core.analysis.describe.weekly import MIN_LOGGED_DAYS_OF_PERIOD, weekly_rate
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.facts import Cell, Fact, SummaryColumn, SummaryTable, Value
from tracker.core.reports.wording import day_cell, days_text, number, period_text, share, whole

A_DAY = timedelta(days=1)

DIRECTIONS = {
    Direction.RISING: _("more from week to week"),
    Direction.FALLING: _("fewer from week to week"),
    Direction.UNCLEAR: _("no clear change"),
    Direction.TOO_EARLY: _("too early to say"),
}


def coverage(days: Sequence[DailyTotals], translate: Translate) -> Fact:
    """Days logged, of the days of the period."""
    logged = _logged(days)
    values = {"days_logged": logged, "days": len(days)}
    return Fact("coverage", translate(_("Days logged")), share(logged, len(days), translate), "", values)


def episodes(days: Sequence[DailyTotals], translate: Translate) -> Fact:
    """Number of episodes, days with episodes, and rate; not known if nothing was logged."""
    count, on_days, logged = _count(days), sum(1 for day in days if day.episodes), _logged(days)
    if not logged:
        return Fact("episodes", translate(_("Episodes")), translate(_("not known")), "", {"episodes": None})
    known = rate(days, translate)
    if known.values["per_week"] is None:
        detail = translate(_("on %(days)s")) % {"days": days_text(on_days, translate)}
    else:
        detail = translate(_("on %(days)s, %(rate)s per 7 logged days")) % {
            "days": days_text(on_days, translate),
            "rate": known.text,
        }
    return Fact("episodes", translate(_("Episodes")), str(count), detail, {"episodes": count, "episode_days": on_days})


def runs(days: Sequence[DailyTotals], dates: DiaryDates, today: date, translate: Translate) -> tuple[Fact, Fact]:
    """The longest run of days with episodes, and the last run without.

    A run that began before the period counts from its true start, taken from `dates` of the whole diary.
    """
    first, last = days[0].date, days[-1].date
    with_episodes = [_from_its_start(run, first, dates.twitched) for run in _runs(days, with_episodes=True)]
    without = [_from_its_start(run, first, dates.logged - dates.twitched) for run in _runs(days, with_episodes=False)]
    longest, quiet = max(with_episodes, key=len, default=()), without[-1] if without else ()
    ends = last if last < today else None
    return (
        _run_fact(
            "longest_run",
            translate(_("Longest run")),
            longest,
            translate(_("with episodes every day")),
            first,
            ends,
            translate,
        ),
        _run_fact(
            "last_quiet",
            translate(_("Last quiet stretch")),
            quiet,
            translate(_("logged and without episodes")),
            first,
            ends,
            translate,
        ),
    )


def rate(days: Sequence[DailyTotals], translate: Translate) -> Fact:
    """Episodes per seven logged days and per logged day; too early to say with few logged days."""
    label = translate(_("Episodes per 7 logged days"))
    logged, count = _logged(days), _count(days)
    a_week = weekly_rate(count, logged, MIN_LOGGED_DAYS_OF_PERIOD)
    if a_week is None:
        detail = translate(_("%(logged)d of %(needed)d days logged")) % {
            "logged": logged,
            "needed": MIN_LOGGED_DAYS_OF_PERIOD,
        }
        values: dict[str, Value] = {"per_week": None, "per_logged_day": None}
        return Fact("rate", label, translate(_("too early to say")), detail, values)
    per_week, per_day = number(a_week, 2), number(count / logged, 2)
    detail = translate(_("%(rate)s per logged day")) % {"rate": per_day.text}
    return Fact("rate", label, per_week.text, detail, {"per_week": per_week.value, "per_logged_day": per_day.value})


def direction(trend: Trend, translate: Translate) -> Fact:
    """Direction of the weekly rate and number of weeks; the slope only if the direction is significant."""
    label, text = translate(_("Over the weeks")), translate(DIRECTIONS[trend.direction])
    if trend.slope_per_week is None or trend.low is None or trend.high is None or trend.p is None:
        detail = translate(_("%(weeks)d of %(needed)d weeks logged")) % {"weeks": trend.weeks, "needed": MIN_WEEKS}
        return Fact("direction", label, text, detail, {"weeks": trend.weeks, "direction": trend.direction.value})
    slope, low, high = (number(bound, 2, max_decimals=3) for bound in (trend.slope_per_week, trend.low, trend.high))
    values: dict[str, Value] = {
        "weeks": trend.weeks,
        "direction": trend.direction.value,
        "slope_per_week": slope.value,
        "low": low.value,
        "high": high.value,
        "p": number(trend.p, 2).value,
    }
    certain = trend.direction in (Direction.RISING, Direction.FALLING)
    words = _("%(slope)s each week (%(low)s to %(high)s), %(weeks)d weeks") if certain else _("%(weeks)d weeks")
    detail = translate(words) % {
        "slope": _signed(slope),
        "low": _signed(low),
        "high": _signed(high),
        "weeks": trend.weeks,
    }
    return Fact("direction", label, text, detail, values)


def week_table(weeks: Iterable[WeekTotals], translate: Translate) -> SummaryTable:
    """Counts per week. A week without a logged day is not known; a rate needs four logged days."""
    columns = (
        SummaryColumn("week", translate(_("Week from")), number=False),
        SummaryColumn("days_logged", translate(_("Days logged"))),
        SummaryColumn("episodes", translate(_("Episodes"))),
        SummaryColumn("per_week", translate(_("Per 7 logged days"))),
        SummaryColumn("days", translate(_("Days"))),
        SummaryColumn("estimated_unlogged", translate(_("Estimated for days not logged"))),
    )
    return SummaryTable(
        "weeks", translate(_("Week by week")), columns, tuple(_week_row(week, translate) for week in weeks)
    )


def _week_row(week: WeekTotals, translate: Translate) -> tuple[Cell, ...]:
    episodes = whole(week.episodes) if week.days_logged else Cell(translate(_("not known")), None)
    return (
        day_cell(week.first_day, translate),
        whole(week.days_logged),
        episodes,
        _known(week.rate_per_week),
        whole(week.days),
        _known(week.estimated_unlogged),
    )


def _known(value: float | None) -> Cell:
    return Cell("–", None) if value is None else number(value, 2)


def _from_its_start(run: tuple[date, ...], period_first: date, dates: Collection[date]) -> tuple[date, ...]:
    """Extend a run that starts on the first day of the period by the days before it."""
    earlier: list[date] = []
    day = run[0] - A_DAY
    while run[0] == period_first and day in dates:
        earlier.append(day)
        day -= A_DAY
    return (*reversed(earlier), *run)


def _run_fact(
    key: str,
    label: str,
    run: Sequence[date],
    of_what: str,
    period_first: date,
    period_ends: date | None,
    translate: Translate,
) -> Fact:
    """`period_ends` is the last day of a period that is over; the run may continue after it."""
    if not run:
        return Fact(key, label, translate(_("none in the logged days")), "", {"days": 0})
    values: dict[str, Value] = {"days": len(run), "first_day": run[0].isoformat(), "last_day": run[-1].isoformat()}
    cut = [
        translate(_("began before this period")) if run[0] < period_first else "",
        translate(_("may go on after this period")) if run[-1] == period_ends else "",
    ]
    where = f" ({'; '.join(filter(None, cut))})" if any(cut) else ""
    detail = f"{of_what}, {period_text(run[0], run[-1], translate)}{where}"
    return Fact(key, label, days_text(len(run), translate), detail, values)


def _runs(days: Iterable[DailyTotals], with_episodes: bool) -> Iterator[tuple[date, ...]]:
    """Unbroken runs of logged days with, or without, episodes; a day not logged ends any run."""
    for kind, run in groupby(days, lambda day: None if day.episodes is None else day.episodes > 0):
        if kind is with_episodes:
            yield tuple(day.date for day in run)


def _logged(days: Iterable[DailyTotals]) -> int:
    return sum(day.logged for day in days)


def _count(days: Iterable[DailyTotals]) -> int:
    return sum(day.episodes or 0 for day in days)


def _signed(cell: Cell) -> str:
    return f"+{cell.text}" if isinstance(cell.value, int | float) and cell.value > 0 else cell.text
