"""`manage.py import_diary`: a diary file into an account, without a browser."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext

from tracker import diary
from tracker.formats import Problem, Refused, diary_file
from tracker.management.account import REFUSED, account
from tracker.records import Diary
from tracker.reference.limits import DIARY_FILE_BYTES, FUTURE_SLACK


class Command(BaseCommand):
    """Adds all of a file or nothing. Exit code 1 when the file was refused, 2 on wrong use."""

    help = "Add the entries of a diary file to an account. What is there already is not added again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file, whose diary, which format."""
        parser.add_argument("file", metavar="FILE", help="a file that export_diary or the page wrote")
        parser.add_argument("--user", required=True, metavar="NAME", help="whose diary")
        parser.add_argument(
            "--format", choices=diary_file.FORMATS, help="told by what is in the file unless it is said"
        )

    def handle(self, *args: Any, file: str, user: str, format: str | None, **options: Any) -> None:
        """Read the file, save the diary, say what was added."""
        owner, now = account(user), timezone.now()
        saved = diary.save(owner, _read(file, format, now + FUTURE_SLACK), now)
        self.stdout.write(f"{file}: {saved.added} entries added, {saved.already_there} were there already.")


def _read(file: str, format: str | None, latest: datetime) -> Diary:
    """The diary in the file. Raises CommandError with every problem, its file and its line."""
    try:
        with Path(file).open("rb") as opened:
            return diary_file.read(opened.read(DIARY_FILE_BYTES + 1), gettext, latest, format)
    except OSError as problem:
        raise CommandError(f"{file} cannot be read: {problem.strerror}", returncode=REFUSED) from None
    except Refused as refused:
        told = "".join(f"\n{_where(file, problem)}: {problem.reason}" for problem in refused.problems)
        raise CommandError(f"{file} was refused and nothing was added.{told}", returncode=REFUSED) from None


def _where(file: str, problem: Problem) -> str:
    return ", ".join(part for part in (file, problem.where) if part)
