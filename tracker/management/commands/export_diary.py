"""`manage.py export_diary`: write the whole diary of an account to a file, without a browser."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker import diary
from tracker.backups.atomic_file import draft_beside, put_in_place
from tracker.core.formats import diary_json, diary_tables
from tracker.management.account import REFUSED, account
from tracker.management.progress import progress_line

WRITERS = {"json": diary_json.pieces, "csv": diary_tables.pieces}
"""One JSON document, or a zip of tables for a spreadsheet."""


class Command(BaseCommand):
    """Writes one file, readable by its owner only. Exit code 1 when it cannot be written, 2 on wrong use."""

    help = "Write the whole diary of an account into a file, which import_diary reads back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose diary, where to, in which format."""
        parser.add_argument("--user", required=True, metavar="NAME", help="whose diary")
        parser.add_argument("--output", required=True, metavar="FILE", help="replaced if it is there")
        parser.add_argument("--format", default="json", choices=WRITERS, help="csv: a zip of tables")

    def handle(self, *args: Any, user: str, output: str, format: str, **options: Any) -> None:
        """Write the whole diary while it is read."""
        owner, counts = account(user), list[int]()
        try:
            goal = Path(output).resolve()
            with progress_line(self.stderr, diary.number_of_entries(owner)) as show, draft_beside(goal) as draft:

                def note(more: int) -> None:
                    counts.append(more)
                    show(more)

                with draft.open("wb") as file:
                    file.writelines(diary.export(owner, WRITERS[format], note))
                put_in_place(draft, goal)
        except OSError as problem:
            raise CommandError(f"{output} cannot be written: {problem.strerror}", returncode=REFUSED) from None
        self.stdout.write(f"{output}: {sum(counts)} entries written.")
