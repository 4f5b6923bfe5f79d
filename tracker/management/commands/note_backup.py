"""`manage.py note_backup`: write down that a backup was made by other means, such as pg_dump."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from tracker.backups.last_backup import last_backup, note_backup, note_rehearsal


class Command(BaseCommand):
    """`manage.py doctor` and the page *Your data* show what it writes."""

    help = "Write down that a backup was made now, or was restored as a rehearsal (the units of deploy/ use it)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which of the two."""
        parser.add_argument("--rehearsed", action="store_true", help="the newest backup was restored as a rehearsal")

    def handle(self, *args: Any, rehearsed: bool = False, **options: Any) -> None:
        """Write it down, and say what is known now."""
        if rehearsed:
            note_rehearsal(timezone.now())
        else:
            note_backup(timezone.now())
        last = last_backup()
        self.stdout.write(
            f"Last backup: {last.made_at or 'none'}. Restored as a rehearsal: {last.rehearsed_at or 'never'}."
        )
