"""The command that sends reminders is killed in the middle, and ends with the process that started it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from walk.push_service import PushService

from tests.server.conftest import PATIENCE_S, PROJECT_ROOT, as_served, manage

if TYPE_CHECKING:
    from walk.push_service import PushBrowser

pytestmark = pytest.mark.server

SETTINGS = "from journal.settings import *\nPUSH_HOSTS = [{host!r}]\nPUSH_TO_PRIVATE_ADDRESSES = True\n"
SUBSCRIBE = """
from datetime import timedelta
from django.utils import timezone
from tracker import diary
from tracker.models import User
user = User.objects.get(username="writer-0")
fields = {fields!r} | {{"origin": "https://journal.example.org"}}
now = timezone.now()
device = user.devices.create(session_key={session!r}, seen_on=now.date())
diary.add_subscription(user, device, now.date(), now + timedelta(days=1), **fields)
diary.save_reminder_settings(user, at={at!r})
"""
COMMAND = [sys.executable, "manage.py", "send_reminders"]


@pytest.fixture
def environment(
    push_service: PushService, tmp_path: Path, data: Path, database_url: str, people: Callable[[Path, str], list[str]]
) -> dict[str, str]:
    """An installation in which one person gets a reminder now."""
    session = people(data, database_url)[0]
    (tmp_path / "settings_of_test.py").write_text(SETTINGS.format(host=push_service.host))
    environment = as_served() | {
        "LEVATOR_DATA": str(data),
        "DATABASE_URL": database_url,
        "PUSH_CONTACT": "mailto:journal@example.org",
        "DJANGO_SETTINGS_MODULE": "settings_of_test",
        "PYTHONPATH": str(tmp_path),
    }
    browser: PushBrowser = push_service.browser()
    at = f"{datetime.now(UTC) - timedelta(minutes=1):%H:%M}"
    ran = manage(environment, "shell", "-c", SUBSCRIBE.format(session=session, fields=browser.fields, at=at))
    assert ran.returncode == 0, ran.stderr
    return environment


def test_killed_while_it_sends_it_sends_nothing_twice(push_service: PushService, environment: dict[str, str]) -> None:
    push_service.answer = None
    with subprocess.Popen(COMMAND, cwd=PROJECT_ROOT, env=environment) as sending:
        assert push_service.arrived.wait(PATIENCE_S)
        sending.kill()
    push_service.answer = 201
    ran = manage(environment, "send_reminders")
    assert (ran.returncode, ran.stdout, len(push_service.requests)) == (0, "", 1)


def test_beside_a_server_it_ends_with_it(push_service: PushService, environment: dict[str, str]) -> None:
    command = f"[*{COMMAND}, '--every', '300', '--beside', str(os.getpid())]"
    server = f"import os, subprocess; subprocess.Popen({command}); input()"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", server], cwd=PROJECT_ROOT, env=environment, **pipes) as parent:
        assert parent.stdin
        assert parent.stdout
        assert parent.stdout.readline() == b"1 sent\n"
        parent.stdin.write(b"\n")
        parent.stdin.close()
        # The command holds the other end.
        assert parent.stdout.read() == b""
    assert len(push_service.requests) == 1
