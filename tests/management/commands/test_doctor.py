"""One line for each thing that keeps an installation well, and an exit code."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from tracker.management.commands import doctor

pytestmark = pytest.mark.django_db


def lines() -> list[str]:
    printed = StringIO()
    call_command("doctor", stdout=printed)
    return printed.getvalue().splitlines()


def test_all_is_well(settings: Any, tmp_path: Any) -> None:
    settings.DATA_DIR = tmp_path
    assert [line[:3] for line in lines()] == ["ok "] * (6 if connection.vendor == "sqlite" else 5)


def test_what_is_not_well_says_what_to_do(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> None:
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(doctor, "missing_migrations", lambda: ["0099_moods"])
    monkeypatch.setattr(doctor, "LOW_DISK_BYTES", 10**18)
    printed = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("doctor", stdout=printed)
    assert ended.value.code == 1
    assert "NOT Tables: 1 updates are missing. Run manage.py migrate." in printed.getvalue()
    assert "Make room." in printed.getvalue()
