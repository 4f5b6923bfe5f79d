"""Measure how often the pattern rules speak in a steady year, and how soon after a change; print the tables.

python -m benchmarks.red_flags.years --people 300 --seed 1 [--every 1]
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from math import sqrt
from statistics import median

# One core for each process, else the libraries of linear algebra fight over all of them.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(name, "1")

from benchmarks.red_flags.lives import CHANGES, HABITS, YEAR, Life, life  # noqa: E402
from tracker.core.red_flags import RedFlag  # noqa: E402
from tracker.core.reference.rules.levels import Level  # noqa: E402
from tracker.core.reports.sections.signs_to_watch import signs_to_watch  # noqa: E402

SOON_ENOUGH = 60
RAISED = "S4_worsening, raised to soon"
RULES = (
    "S2_persistent",
    "S2b_eyelid_3mo",
    "S3_constant",
    "S4_worsening",
    RAISED,
    "S5_spreading",
    "S5w_new_region",
    "S6_half_face",
    "S13_more_places",
    "S15_not_suppressible",
    "N1_comes_and_goes",
)
ANSWERS = {
    "worsening": ("S4_worsening", RAISED),
    "spreading": ("S5w_new_region", "S5_spreading", "S6_half_face"),
    "persistent": ("S2_persistent",),
}
"""The rules that should detect a change."""


@dataclass(frozen=True)
class Year:
    """The rules shown at each check, by day of the year. `changed_on` is Life.on."""

    kind: str
    habit: str
    changed_on: int
    every: int
    looks: tuple[tuple[int, frozenset[str]], ...]


def watched(kind: str, seed: int, every: int) -> Year:
    """Check a simulated year at regular intervals, with the entries known then."""
    lived = life(kind, seed)
    looks = tuple((day, _shown(lived, day)) for day in range(every - 1, YEAR, every))
    return Year(kind, lived.habit, lived.on, every, looks)


def _shown(lived: Life, day: int) -> frozenset[str]:
    today = lived.diary.first_day + timedelta(days=day)
    flags = signs_to_watch(lived.diary.between(lived.diary.first_day, today), today)
    return frozenset(name for flag in flags for name in _names(flag))


def _names(flag: RedFlag) -> Iterator[str]:
    yield flag.rule
    if flag.rule == "S4_worsening" and flag.level is not Level.NEXT_VISIT:
        yield RAISED


def starts(year: Year, rule: str) -> list[int]:
    """Days of the checks at which the rule is newly shown."""
    before, found = False, []
    for day, shown in year.looks:
        if rule in shown and not before:
            found.append(day)
        before = rule in shown
    return found


def shown_before(year: Year, rule: str) -> bool:
    """Whether the rule was shown at the last check before the change."""
    return any(rule in shown for day, shown in year.looks if year.changed_on - year.every <= day < year.changed_on)


def waited(year: Year, rule: str) -> int | None:
    """Days from the change to the first start after it, or None."""
    return next((day - year.changed_on for day in starts(year, rule) if day >= year.changed_on), None)


def interval(found: int, of: int) -> str:
    """Format a share in per cent with its 95 % Wilson interval."""
    z, share = 1.96, found / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return f"{100 * share:.1f} % ({100 * max(middle - half, 0):.1f} to {100 * min(middle + half, 1):.1f})"


def steady_table(years: Sequence[Year]) -> Iterator[str]:
    """Markdown table of each rule in steady years, in total and by habit."""
    yield (
        f"| Rule | Steady years with it (n = {len(years)}) | New alarms a person-year | "
        + " | ".join(f"{habit} (n = {sum(year.habit == habit for year in years)})" for habit in HABITS)
        + " |"
    )
    yield "|---|---|---|" + "---|" * len(HABITS)
    for rule in RULES:
        found = {habit: [starts(year, rule) for year in years if year.habit == habit] for habit in HABITS}
        every = [one for of_habit in found.values() for one in of_habit]
        shares = [f"{100 * sum(map(bool, one)) / max(len(one), 1):.0f} %" for one in found.values()]
        alarms = sum(map(len, every)) / len(every)
        yield f"| {rule} | {interval(sum(map(bool, every)), len(every))} | {alarms:.2f} | {' | '.join(shares)} |"


def change_table(years: Sequence[Year]) -> Iterator[str]:
    """Markdown table of each change with the rules that should detect it."""
    yield (
        f"| Change | Rule | Years | Shown already before it | Of the others: new within {SOON_ENOUGH} days "
        "| Median days to the first flag, where there was one | The same in steady years of these habits |"
    )
    yield "|---|---|---|---|---|---|---|"
    for kind, rules in ANSWERS.items():
        changed = [year for year in years if year.kind == kind]
        habits = {year.habit for year in changed}
        steady = [year for year in years if year.kind == "steady" and year.habit in habits]
        yield from (_change_row(kind, rule, changed, steady) for rule in rules)


def _change_row(kind: str, rule: str, changed: Sequence[Year], steady: Sequence[Year]) -> str:
    waits = _waits(changed, rule)
    ever = [wait for wait in waits if wait is not None]
    days = f"{median(ever):.0f}" if ever else "none"
    cells = (
        kind,
        rule,
        len(changed),
        len(changed) - len(waits),
        _in_time(waits),
        days,
        _in_time(_waits(steady, rule)),
    )
    return f"| {' | '.join(map(str, cells))} |"


def _waits(years: Sequence[Year], rule: str) -> list[int | None]:
    return [waited(year, rule) for year in years if not shown_before(year, rule)]


def _in_time(waits: Sequence[int | None]) -> str:
    soon = sum(wait is not None and wait <= SOON_ENOUGH for wait in waits)
    return interval(soon, len(waits)) if waits else "none"


def tasks(people: int, seed: int, every: int) -> list[tuple[str, int, int]]:
    """Arguments of a steady and a changed year for each person. The first people stay the same if there are more."""
    seeds = [seed * 1_000_000 + n for n in range(people)]
    kinds = (("steady", CHANGES[n % len(CHANGES)]) for n in range(people))
    return [(kind, one, every) for one, both in zip(seeds, kinds, strict=True) for kind in both]


def all_years(wanted: Sequence[tuple[str, int, int]], jobs: int) -> Iterator[Year]:
    """Simulate the years in order, in parallel."""
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(watched, *zip(*wanted, strict=True), chunksize=4)


def tables(years: Sequence[Year]) -> str:
    """Both tables, as in docs/results."""
    steady = [year for year in years if year.kind == "steady"]
    return "\n".join((*steady_table(steady), "", *change_table(years))) + "\n"


def main() -> None:
    """Print both tables."""
    parser = ArgumentParser(prog="python -m benchmarks.red_flags.years", description=__doc__)
    parser.add_argument("--people", type=int, default=300, help="steady years, and as many with a change")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=7, help="days from look to look")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    sys.stdout.write(tables(list(all_years(tasks(options.people, options.seed, options.every), options.jobs))))


if __name__ == "__main__":
    main()
