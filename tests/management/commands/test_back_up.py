"""A copy that holds everything, made while the diary is in use."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tracker.diary import say_no_twitch
from tracker.models import User
from tracker.views.everywhere import today_for


@pytest.mark.django_db(transaction=True)
def test_the_copy_holds_every_entry_and_only_its_owner_can_read_it(alice: User, tmp_path: Path) -> None:
    say_no_twitch(alice, today_for(alice))
    copy = tmp_path / "copy.sqlite3"

    call_command("back_up", str(copy))

    with sqlite3.connect(copy) as database:
        assert database.execute("SELECT count(*) FROM tracker_day WHERE no_twitch").fetchone() == (1,)
        assert database.execute("SELECT username FROM tracker_user").fetchall() == [(alice.username,)]
    database.close()
    assert copy.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["copy.sqlite3"]


@pytest.mark.django_db(transaction=True)
def test_a_folder_that_is_not_there_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="was not written") as refused:
        call_command("back_up", str(tmp_path / "nowhere" / "copy.sqlite3"))
    assert refused.value.returncode == 1
