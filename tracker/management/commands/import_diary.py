"""`manage.py import_diary`: merge a diary file into an account, without a browser."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext

from tracker import diary
from tracker.core.formats import FileRefusedError, diary_file
from tracker.core.merging import Difference, Filled
from tracker.core.records import Diary
from tracker.core.reference.limits import DIARY_FILE_BYTES, FUTURE_SLACK
from tracker.forms.difference_words import difference_words, entry_words, field_words
from tracker.management.account import REFUSED, account
from tracker.management.progress import progress_line

CHOICES = ("keep", "take")


class Command(BaseCommand):
    """Adds all of a file or nothing. Exit code 1 when the file was refused, 2 on wrong use."""

    help = "Merge a diary file into the diary of an account. Nothing is dropped: what differs is printed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file, whose diary, which format."""
        parser.add_argument("file", metavar="FILE", help="a file that export_diary or the page wrote")
        parser.add_argument("--user", required=True, metavar="NAME", help="whose diary")
        parser.add_argument(
            "--format", choices=diary_file.FORMATS, help="told by what is in the file unless it is said"
        )
        which = "where both give another value: keep that of the account (keep, the default) or of the file (take)"
        parser.add_argument("--conflicts", choices=CHOICES, default="keep", help=f"in entries, {which}")
        parser.add_argument("--preferences", choices=CHOICES, default="keep", help=f"in settings, {which}")

    def handle(
        self,
        *args: Any,
        file: str,
        user: str,
        format: str | None = None,
        conflicts: str = "keep",
        preferences: str = "keep",
        **options: Any,
    ) -> None:
        """Merge the file and print the counts and all differences."""
        owner, now = account(user), timezone.now()

        def choose(difference: Difference) -> bool:
            return (preferences if difference.is_setting else conflicts) == "take"

        value = _read(file, format, now + FUTURE_SLACK)
        try:
            total = sum(len(getattr(value, kind)) for kind in diary.KINDS)
            with progress_line(self.stderr, total) as note:
                saved = diary.save(owner, value, now, choose, note)
        except diary.TooManyError as refused:
            raise CommandError(f"{file} was refused and nothing was added.\n{refused}", returncode=REFUSED) from None
        self.stdout.write(
            f"{file}: {saved.added} entries added, {saved.unchanged} unchanged, {saved.merged} merged, "
            f"{saved.different} different."
        )
        for line in _details(saved, diary.display_names(owner)):
            self.stdout.write(line)


def _read(file: str, format: str | None, latest: datetime) -> Diary:
    """Read the diary from a file. Raises CommandError with all problems and their lines."""
    try:
        with Path(file).open("rb") as opened:
            return diary_file.read(opened.read(DIARY_FILE_BYTES + 1), gettext, latest, format)
    except OSError as problem:
        raise CommandError(f"{file} cannot be read: {problem.strerror}", returncode=REFUSED) from None
    except FileRefusedError as refused:
        reasons = "".join(
            f"\n{', '.join(filter(None, (file, problem.where)))}: {problem.reason}" for problem in refused.problems
        )
        raise CommandError(f"{file} was refused and nothing was added.{reasons}", returncode=REFUSED) from None


def _details(saved: diary.MergeResult, names: Mapping[Any, str]) -> Iterator[str]:
    """Yield a line for each value that was filled in, and for each difference."""
    for filled in saved.filled:
        yield f"Filled in: {_line(filled, entry_words(filled, names), field_words(filled.kind, filled.fields))}"
    kept = [("merged" if one.is_settled else "kept", one) for one in saved.differences]
    for became, difference in (*kept, *(("taken", one) for one in saved.taken)):
        words = difference_words(difference, names)
        here = _line(difference, entry_words(difference, names), words.label)
        yield f"Different, {became}: {here}: {_printable(words.mine)} here, {_printable(words.theirs)} in the file"


def _line(found: Difference | Filled, *parts: str) -> str:
    day = [found.day.isoformat()] if found.day else []
    return ", ".join([*day, *map(_printable, parts)])


def _printable(text: str) -> str:
    """Text that a person typed, without control characters."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
