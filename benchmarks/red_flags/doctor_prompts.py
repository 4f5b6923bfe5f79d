"""Count how often somebody with a steady, harmless twitch is asked to see a doctor in a year.

python -m benchmarks.red_flags.doctor_prompts --people 100 --seed 1

Uses the same simulated years as `benchmarks.red_flags.years`, checked once a week, for people who never answer, who
say *I have been seen*, and who book an appointment and log a visit three weeks later.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import sqrt
from statistics import fmean, stdev
from uuid import UUID

from benchmarks.red_flags.lives import HABITS, YEAR, Life, life
from tracker.core.records import Diary, Visit, WatchedSign
from tracker.core.red_flags import RedFlag, asks_whether_worse, is_silenced, with_answers
from tracker.core.reference.rules.levels import ASKS_FOR_A_DOCTOR, WORSE_NO
from tracker.core.reports.sections.signs_to_watch import signs_to_watch

PEOPLE = ("never answers", "says seen", "books and goes")
WEEK, WAITS_DAYS = 7, 21


@dataclass(frozen=True)
class YearOfPrompts:
    """One year of one person: each time that a rule began to ask for a doctor, in order.

    `weeks` is the number of weekly checks with any such rule.
    """

    person: str
    habit: str
    rules: tuple[str, ...]
    weeks: int


class YearSimulation:
    """Simulation of one year: the answers and visits so far."""

    def __init__(self, lived: Life, person: str) -> None:
        self.lived, self.person = lived, person
        self.answers: dict[str, WatchedSign] = {}
        self.visits: list[Visit] = []
        self.asking: set[str] = set()

    def run(self) -> YearOfPrompts:
        """Check once a week, with the entries known then."""
        rules: list[str] = []
        weeks = 0
        for day in range(WEEK - 1, YEAR, WEEK):
            rules += self._check(self.lived.diary.first_day + timedelta(days=day))
            weeks += bool(self.asking)
        return YearOfPrompts(self.person, self.lived.habit, tuple(rules), weeks)

    def _check(self, today: date) -> list[str]:
        flags = signs_to_watch(self._diary(today), today)
        flags = with_answers(flags, list(self.answers.values()), today)
        asking = [flag for flag in flags if flag.level in ASKS_FOR_A_DOCTOR and not self._is_quiet(flag, today)]
        new = [flag.rule for flag in asking if flag.rule not in self.asking]
        self.asking = {flag.rule for flag in asking}
        if self.person != "never answers":
            self._answer(flags, asking, today)
        return new

    def _diary(self, today: date) -> Diary:
        known = self.lived.diary.between(self.lived.diary.first_day, today)
        return replace(known, visits=tuple(self.visits))

    def _is_quiet(self, flag: RedFlag, today: date) -> bool:
        return flag.rule in self.answers and is_silenced(flag, self.answers[flag.rule], today)

    def _answer(self, flags: Sequence[RedFlag], asking: Sequence[RedFlag], today: date) -> None:
        answer = "seen" if self.person == "says seen" else "booked"
        for flag in asking:
            self.answers[flag.rule] = _answered(flag, answer, today)
        for flag in flags:
            if asks_whether_worse(flag, self.answers.get(flag.rule, _answered(flag, "", today)), today):
                self.answers[flag.rule] = _answered(flag, WORSE_NO, today)
        is_waiting = any(visit.day >= today for visit in self.visits)
        if answer == "booked" and asking and not is_waiting:
            day = today + timedelta(days=WAITS_DAYS)
            self.visits.append(Visit(UUID(int=len(self.visits)), day, findings="A fine twitch, nothing else."))


def _answered(flag: RedFlag, answer: str, today: date) -> WatchedSign:
    about = {**flag.facts, **({"within_hours": flag.within_hours} if flag.within_hours else {})}
    on = today if answer else None
    return WatchedSign(flag.rule, flag.version, flag.level, flag.within_hours, flag.facts, flag.says, today, today,
                       answer, on, about, flag.level)  # fmt: skip


def one_year(person: str, seed: int) -> YearOfPrompts:
    """Simulate a steady year of one person."""
    return YearSimulation(life("steady", seed), person).run()


def tables(years: Sequence[YearOfPrompts]) -> Iterator[str]:
    """Markdown tables: prompts a year by kind of person and habit, and by rule."""
    yield f"| Who | Asks a year (SE) | Weeks with an ask (SE) | Years with any | {' | '.join(HABITS)} |"
    yield "|---|---|---|---|" + "---|" * len(HABITS)
    for person in PEOPLE:
        own = [year for year in years if year.person == person]
        by_habit = [[len(year.rules) for year in own if year.habit == habit] for habit in HABITS]
        means = " | ".join(f"{fmean(counts):.1f}" if counts else "–" for counts in by_habit)
        counts, weeks = [len(year.rules) for year in own], [year.weeks for year in own]
        cells = (person, with_error(counts), with_error(weeks), f"{sum(map(bool, counts))} of {len(counts)}", means)
        yield f"| {' | '.join(cells)} |"
    yield ""
    yield "| Rule | " + " | ".join(PEOPLE) + " |"
    yield "|---|" + "---|" * len(PEOPLE)
    of = {person: Counter(rule for y in years if y.person == person for rule in y.rules) for person in PEOPLE}
    for rule in sorted({rule for counts in of.values() for rule in counts}):
        people = len(years) // len(PEOPLE)
        yield f"| {rule} | " + " | ".join(f"{of[person][rule] / people:.2f}" for person in PEOPLE) + " |"


def with_error(counts: Sequence[int]) -> str:
    """Format the mean with its standard error."""
    error = stdev(counts) / sqrt(len(counts)) if len(counts) > 1 else 0.0
    return f"{fmean(counts):.2f} ({error:.2f})"


def main() -> None:
    """Print both tables."""
    parser = ArgumentParser(prog="python -m benchmarks.red_flags.doctor_prompts", description=__doc__)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    wanted = [(person, options.seed * 1_000_000 + n) for person in PEOPLE for n in range(options.people)]
    with ProcessPoolExecutor(options.jobs) as pool:
        years = list(pool.map(one_year, *zip(*wanted, strict=True), chunksize=4))
    sys.stdout.write("\n".join(tables(years)) + "\n")


if __name__ == "__main__":
    main()
