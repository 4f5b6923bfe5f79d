"""Measure rule S4 in steady years, checked every day, and checked weekly on each day of the simulated weeks.

python -m benchmarks.red_flags.every_day --people 60 --seed 1

Simulated weeks begin on the first day, so that checks on days 7, 14, 21 and so on fall on the last days of good and
bad weeks. The trend test has fixed dates and is computed once for each.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from benchmarks.red_flags.lives import YEAR, life
from benchmarks.red_flags.years import interval
from tracker.core.analysis.changes.worsening import FIRST_LOOK_DAY, LOOK_EVERY, worsening
from tracker.core.analysis.triggers.grid import DayGrid, align, day_table
from tracker.core.records import Diary
from tracker.core.red_flags.context import RuleContext
from tracker.core.red_flags.worsening import increases

ENOUGH_DAYS = 100
"""Days that S4 compares, with the episodes that reach into them."""


@dataclass(frozen=True)
class DailyResults:
    """For each day of a steady year: whether S4 matches, and whether the last trend test found a rise."""

    matches: tuple[bool, ...]
    rises: tuple[bool, ...]

    def alarms(self, looks: range, raised: bool) -> int:
        """Count checks at which S4 (or S4 raised to soon) is newly shown."""
        shown = [self.matches[day] and (self.rises[day] or not raised) for day in looks]
        return sum(now and not before for before, now in zip([False, *shown], shown, strict=False))


def days_of(seed: int) -> DailyResults:
    """Check a steady year day by day, with the entries known then."""
    diary = life("steady", seed).diary
    return DailyResults(tuple(_matches(diary, day) for day in range(YEAR)), _rises(align(day_table(diary))))


def _matches(diary: Diary, day: int) -> bool:
    today = diary.first_day + timedelta(days=day)
    since = max(diary.first_day, today - timedelta(days=ENOUGH_DAYS))
    return bool(increases(RuleContext(diary.between(since, today), today)))


def _rises(grid: DayGrid) -> tuple[bool, ...]:
    """Whether the latest trend test found a rise, for each day."""
    first = int(grid.logged[0])
    rises = [False] * YEAR
    for end in range(first + FIRST_LOOK_DAY, YEAR + 1, LOOK_EVERY):
        found = worsening(grid.between(first, end))
        rises[end - 1 :] = [found is not None and found.worse] * (YEAR - end + 1)
    return tuple(rises)


def table(years: Sequence[DailyResults]) -> Iterator[str]:
    """Markdown table of the checks, and the number of years in which the trend test found a rise."""
    yield f"| Looks | Years with S4 (n = {len(years)}) | New alarms a year | Years with it raised | New alarms |"
    yield "|---|---|---|---|---|"
    yield _row("every day", years, range(YEAR))
    for first in range(7):
        yield _row(f"every 7 days from day {first + 1}", years, range(first, YEAR, 7))
    yield ""
    yield f"The trend test ever claimed a rise in {interval(sum(any(year.rises) for year in years), len(years))}."


def _row(name: str, years: Sequence[DailyResults], looks: range) -> str:
    cells = [name]
    for raised in (False, True):
        alarms = [year.alarms(looks, raised) for year in years]
        cells += [interval(sum(map(bool, alarms)), len(alarms)), f"{sum(alarms) / len(alarms):.2f}"]
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Print the table."""
    parser = ArgumentParser(prog="python -m benchmarks.red_flags.every_day", description=__doc__)
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    years = [days_of(options.seed * 1_000_000 + n) for n in range(options.people)]
    sys.stdout.write("\n".join(table(years)) + "\n")


if __name__ == "__main__":
    main()
