"""Read a folder of vignettes and compare what the rules show with what was expected."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker.core.formats import diary_json
from tracker.core.red_flags import RedFlag
from tracker.core.reference.rules.levels import TODAY_OR_TOMORROW
from tracker.core.reports.sections.signs_to_watch import signs_to_watch

LEVELS = ("nothing", "mention", "soon", "day", "emergency")
"""From the least to the most urgent. `soon` is any appointment, `day` is today or tomorrow."""

SHOWN_AS = {"next_visit": "mention", "routine": "soon", "soon": "soon", "emergency": "emergency"}


@dataclass(frozen=True)
class Expectation:
    """One row of expected.csv."""

    file: str
    today: date
    expected: str
    accepted: tuple[str, ...]
    must_show: frozenset[str]
    must_not_show: frozenset[str]


@dataclass(frozen=True)
class Result:
    """What the rules show for one vignette. `rules` holds all that matched, reassurance included."""

    expectation: Expectation
    shown: str
    rules: frozenset[str]

    @property
    def is_miss(self) -> bool:
        """Less urgent than the least urgent accepted level."""
        return rank(self.shown) < min(map(rank, self.expectation.accepted))

    @property
    def is_false_alarm(self) -> bool:
        """More urgent than the most urgent accepted level."""
        return rank(self.shown) > max(map(rank, self.expectation.accepted))

    @property
    def missing(self) -> frozenset[str]:
        """Rules that had to match and did not."""
        return self.expectation.must_show - self.rules

    @property
    def unwanted(self) -> frozenset[str]:
        """Rules that matched and must not."""
        return self.expectation.must_not_show & self.rules

    @property
    def is_accepted(self) -> bool:
        """Level and rules are as expected."""
        return not (self.is_miss or self.is_false_alarm or self.missing or self.unwanted)


def rank(level: str) -> int:
    """The index of a level in order of urgency."""
    return LEVELS.index(level)


def level_shown(flags: Iterable[RedFlag]) -> str:
    """The most urgent level among the flags. Reassurance counts as nothing."""
    return max(map(_level, flags), key=rank, default="nothing")


def _level(flag: RedFlag) -> str:
    if flag.level == "soon" and flag.within_hours == TODAY_OR_TOMORROW:
        return "day"
    return SHOWN_AS.get(flag.level, "nothing")


def expectations(folder: Path) -> list[Expectation]:
    """The rows of expected.csv in this folder."""
    with (folder / "expected.csv").open(encoding="utf-8", newline="") as opened:
        return [_expectation(row) for row in csv.DictReader(opened)]


def _expectation(row: dict[str, str]) -> Expectation:
    rules = [frozenset(row[name].split()) for name in ("must_show", "must_not_show")]
    return Expectation(
        row["file"], date.fromisoformat(row["today"]), row["expected"], tuple(row["accepted"].split()), *rules
    )


def judge(folder: Path) -> list[Result]:
    """Check all vignettes of a folder, each on its date."""
    return [_result(folder, expectation) for expectation in expectations(folder)]


def _result(folder: Path, expectation: Expectation) -> Result:
    diary = diary_json.read((folder / expectation.file).read_bytes())
    flags = signs_to_watch(diary, expectation.today)
    return Result(expectation, level_shown(flags), frozenset(flag.rule for flag in flags))


def confusion_table(results: Sequence[Result]) -> Iterator[str]:
    """Expected levels in rows, shown levels in columns, as Markdown."""
    cells = Counter((result.expectation.expected, result.shown) for result in results)
    yield "| expected ↓ shown → | " + " | ".join(LEVELS) + " |"
    yield "|---|" + "---|" * len(LEVELS)
    for expected in LEVELS:
        total = sum(cells[expected, shown] for shown in LEVELS)
        counts = [str(cells[expected, shown] or "–") for shown in LEVELS]
        yield f"| {expected} ({total}) | {' | '.join(counts)} |"


def report(results: Sequence[Result]) -> Iterator[str]:
    """The table, then one line for each miss, false alarm and wrong rule."""
    yield from confusion_table(results)
    misses = [result for result in results if result.is_miss]
    alarms = [result for result in results if result.is_false_alarm]
    good = sum(result.is_accepted for result in results)
    yield ""
    yield f"{good} of {len(results)} accepted, {len(misses)} misses, {len(alarms)} false alarms."
    for kind, found in (("Miss", misses), ("False alarm", alarms)):
        for result in found:
            yield f"- {kind}: {_name(result)}, expected {result.expectation.expected}, shown {result.shown}"
    for result in results:
        if result.missing:
            yield f"- Does not show: {_name(result)}, {', '.join(sorted(result.missing))}"
        if result.unwanted:
            yield f"- Must not show: {_name(result)}, {', '.join(sorted(result.unwanted))}"


def _name(result: Result) -> str:
    return result.expectation.file.removesuffix(".json")
