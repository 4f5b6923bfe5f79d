"""Backups, and an empty installation to restore them into."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from tracker.models import User


@pytest.fixture
def backup(alice: User, one_of_each: Callable[[User], object], tmp_path: Path) -> Path:
    """Of an installation in which Alice logged one of everything."""
    one_of_each(alice)
    file = tmp_path / "a.backup"
    call_command("backup", str(file))
    return file


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the database of an installation that was never started would be; the commands take it for theirs."""
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.setitem(connection.settings_dict, "NAME", str(folder / "levator.sqlite3"))
    return folder / "levator.sqlite3"
