"""`manage.py find_triggers`: what goes together with the episodes of a day table, without a database."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tracker.core.records import local_day
from tracker.management.account import REFUSED, WRONG_USE, account
from tracker.management.trigger_files import Asked, Told, answer_all, answer_table
from tracker.management.trigger_words import lines

MOST_JOBS = 64
BAR = 30


class Command(BaseCommand):
    """One answer for each file, in their order. Exit code 1 when a file was refused, 2 on wrong use."""

    help = "Look for what goes together with the episodes: in day tables (CSV), or in the diary of an account."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which diaries, seen from which day, how told."""
        parser.add_argument("files", nargs="*", metavar="FILE", help="day tables: date, episodes, one column each")
        parser.add_argument("--user", metavar="NAME", help="the diary of this account instead of files")
        parser.add_argument(
            "--ignore", action="append", default=[], metavar="COLUMN", help="leave out a column of the files"
        )
        parser.add_argument("--json", action="store_true", help="one JSON object for each file, one on a line")
        parser.add_argument("--look", type=_day, metavar="DATE", help="as seen on that date, or now")
        parser.add_argument("--verdicts", action="store_true", help="what the verdict days up to then have said")
        parser.add_argument("--jobs", type=_jobs, default=1, metavar="N", help="how many files at once (1)")

    def handle(self, *args: Any, files: list[str], user: str | None, jobs: int, **options: Any) -> None:
        """DiaryAnalysis, tell, and fail at the end when something was refused."""
        if bool(files) == bool(user):
            raise CommandError("Name one or more files, or an account with --user.", returncode=WRONG_USE)
        if user and options["ignore"]:
            raise CommandError("--ignore leaves out a column of a file.", returncode=WRONG_USE)
        told = self._of_account(user, **options) if user else self._of_files(files, jobs, **options)
        refused = 0
        for one in told:
            refused += one.found is None
            self._tell(one, options["json"])
        if refused:
            raise CommandError(f"{refused} of {max(len(files), 1)} refused.", returncode=REFUSED)

    def _of_files(
        self, files: list[str], jobs: int, look: str | None, verdicts: bool, ignore: list[str], **_: Any
    ) -> Iterator[Told]:
        last_day = _seen_from(look, timezone.now().date())
        asked = [Asked(file, last_day, verdicts, tuple(ignore)) for file in files]
        return self._with_bar(answer_all(asked, min(jobs, len(files))), len(files))

    def _of_account(self, name: str, look: str | None, verdicts: bool, **_: Any) -> list[Told]:
        from tracker import diary
        from tracker.core.analysis.triggers.grid import day_table

        person = account(name)
        today = local_day(timezone.now(), person.time_zone, person.day_starts_at)
        return [answer_table(day_table(diary.load_all(person)), Asked(name, _seen_from(look, today), verdicts))]

    def _tell(self, told: Told, as_json: bool) -> None:
        for problem in told.problems:
            self.stderr.write(problem)
        if told.found is not None:
            self.stdout.write(told.as_json() if as_json else "\n".join(lines(told.found)))

    def _with_bar(self, told: Iterable[Told], total: int) -> Iterator[Told]:
        """The answers as they come, with a bar on the terminal where there is one and more than one file."""
        watched = self.stderr.isatty() and total > 1
        for number, one in enumerate(told, start=1):
            if watched:
                done = BAR * number // total
                self.stderr.write(f"\r[{'#' * done}{'.' * (BAR - done)}] {number} of {total}", ending="")
            yield one
        if watched:
            self.stderr.write("")


def _seen_from(look: str | None, today: date) -> date | None:
    """The last day that is looked at; None for all."""
    if look is None:
        return None
    return today if look == "now" else date.fromisoformat(look)


def _day(text: str) -> str:
    """A date, or the word now."""
    if text != "now":
        try:
            date.fromisoformat(text)
        except ValueError:
            raise ArgumentTypeError(f"{text} is not a date; write it as 2026-05-31, or now") from None
    return text


def _jobs(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_JOBS:
        raise ArgumentTypeError(f"must be a whole number from 1 to {MOST_JOBS}")
    return int(text)
