"""`manage.py find_triggers`: what goes together with the episodes of a day table, without a database."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tracker.management.account import REFUSED, WRONG_USE, account, today_of
from tracker.management.arguments import whole_number
from tracker.management.trigger_files import AnalysisResult, AnalysisTask, analyse_all, analyse_table
from tracker.management.trigger_words import lines

MAX_JOBS = 64
PROGRESS_BAR_WIDTH = 30


class Command(BaseCommand):
    """Prints one result per file, in their order. Exit code 1 when a file was refused, 2 on wrong use."""

    help = "Look for what goes together with the episodes: in day tables (CSV), or in the diary of an account."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which diaries, up to which day, which output."""
        parser.add_argument("files", nargs="*", metavar="FILE", help="day tables: date, episodes, one column each")
        parser.add_argument("--user", metavar="NAME", help="the diary of this account instead of files")
        parser.add_argument(
            "--ignore", action="append", default=[], metavar="COLUMN", help="leave out a column of the files"
        )
        parser.add_argument("--json", action="store_true", help="one JSON object for each file, one on a line")
        parser.add_argument("--look", type=_day, metavar="DATE", help="as seen on that date, or now")
        parser.add_argument("--verdicts", action="store_true", help="the latest of the weekly scheduled analyses")
        parser.add_argument(
            "--no-lean", action="store_true", help="test both directions alike, whatever is expected of an exposure"
        )
        parser.add_argument(
            "--jobs", type=whole_number(MAX_JOBS), default=1, metavar="N", help="how many files at once (1)"
        )

    def handle(self, *args: Any, files: list[str], user: str | None, jobs: int, **options: Any) -> None:
        """Analyse and print. Raises CommandError at the end if a file was refused."""
        if bool(files) == bool(user):
            raise CommandError("Name one or more files, or an account with --user.", returncode=WRONG_USE)
        if user and options["ignore"]:
            raise CommandError("--ignore leaves out a column of a file.", returncode=WRONG_USE)
        results = self._of_account(user, **options) if user else self._of_files(files, jobs, **options)
        refused = 0
        for result in results:
            refused += result.found is None
            self._print(result, options["json"])
        if refused:
            raise CommandError(f"{refused} of {max(len(files), 1)} refused.", returncode=REFUSED)

    def _of_files(
        self, files: list[str], jobs: int, look: str | None, verdicts: bool, ignore: list[str], no_lean: bool, **_: Any
    ) -> Iterator[AnalysisResult]:
        last_day = _last_day(look, timezone.now().date())
        tasks = [AnalysisTask(file, last_day, verdicts, tuple(ignore), not no_lean) for file in files]
        return self._with_progress(analyse_all(tasks, min(jobs, len(files))), len(files))

    def _of_account(
        self, name: str, look: str | None, verdicts: bool, no_lean: bool, **_: Any
    ) -> list[AnalysisResult]:
        from tracker import diary
        from tracker.core.analysis.triggers.grid import day_table

        owner = account(name)
        task = AnalysisTask(name, _last_day(look, today_of(owner)), verdicts, lean=not no_lean)
        return [analyse_table(day_table(diary.load_all(owner)), task)]

    def _print(self, result: AnalysisResult, as_json: bool) -> None:
        for problem in result.problems:
            self.stderr.write(problem)
        if result.found is not None:
            self.stdout.write(result.as_json() if as_json else "\n".join(lines(result.found)))

    def _with_progress(self, results: Iterable[AnalysisResult], total: int) -> Iterator[AnalysisResult]:
        """Yield the results, with a progress bar on a terminal if there is more than one file."""
        has_bar = self.stderr.isatty() and total > 1
        for number, result in enumerate(results, start=1):
            if has_bar:
                done = PROGRESS_BAR_WIDTH * number // total
                bar = "#" * done + "." * (PROGRESS_BAR_WIDTH - done)
                self.stderr.write(f"\r[{bar}] {number} of {total}", ending="")
            yield result
        if has_bar:
            self.stderr.write("")


def _last_day(look: str | None, today: date) -> date | None:
    """The last day to analyse; None for all."""
    if look is None:
        return None
    return today if look == "now" else date.fromisoformat(look)


def _day(text: str) -> str:
    """Check a date, or the word now."""
    if text != "now":
        try:
            date.fromisoformat(text)
        except ValueError:
            raise ArgumentTypeError(f"{text} is not a date; write it as 2026-05-31, or now") from None
    return text
