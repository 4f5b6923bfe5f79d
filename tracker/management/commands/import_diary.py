"""`manage.py import_diary`: a diary file into an account, without a browser."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tracker import diary
from tracker.formats import Refused, diary_json
from tracker.formats.json_text import MAX_BYTES
from tracker.management.account import REFUSED, account
from tracker.records import Diary

READERS = {"json": diary_json.read}


class Command(BaseCommand):
    """Adds all of a file or nothing. Exit code 1 when the file was refused, 2 on wrong use."""

    help = "Add the entries of a diary file to an account. What is there already is not added again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file, whose diary, which format."""
        parser.add_argument("file", metavar="FILE", help="a file that export_diary or the page wrote")
        parser.add_argument("--user", required=True, metavar="NAME", help="whose diary")
        parser.add_argument("--format", default="json", choices=READERS)

    def handle(self, *args: Any, file: str, user: str, format: str, **options: Any) -> None:
        """Read the file, save the diary, say what was added."""
        owner = account(user)
        value = _read(file, format)
        try:
            saved = diary.save(owner, value, timezone.now())
        except diary.NotSaved as reason:
            raise CommandError(f"{file} was refused and nothing was added: {reason}", returncode=REFUSED) from None
        self.stdout.write(f"{file}: {saved.added} entries added, {saved.already_there} were there already.")


def _read(file: str, format: str) -> Diary:
    """The diary in the file. Raises CommandError with every problem, its file and its line."""
    try:
        with Path(file).open("rb") as opened:
            return READERS[format](opened.read(MAX_BYTES + 1))
    except OSError as problem:
        raise CommandError(f"{file} cannot be read: {problem.strerror}", returncode=REFUSED) from None
    except Refused as refused:
        told = "".join(f"\n{file}, line {problem.line}: {problem.reason}" for problem in refused.problems)
        raise CommandError(f"{file} was refused and nothing was added.{told}", returncode=REFUSED) from None
