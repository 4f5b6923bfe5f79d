"""`manage.py migrate`: Django's command under a lock, and never on tables of a newer Levator."""

from __future__ import annotations

from typing import Any

from django.core.management.commands.migrate import Command as Migrate

from tracker.database import copy_first, migration_lock, missing_migrations, refuse_newer_tables


class Command(Migrate):
    """Waits while another process migrates, so that two concurrent first starts both succeed."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate."""
        with migration_lock():
            refuse_newer_tables()
            if missing_migrations():
                copy_first()
            super().handle(*args, **options)
