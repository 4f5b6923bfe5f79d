"""After an account is deleted, none of its words is left in the database files, a cache, a session or a log."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.server.leaving import MARKS, PASSWORD
from tests.server.writing import Visitor

if TYPE_CHECKING:
    from tests.server.conftest import Server

pytestmark = [pytest.mark.server, pytest.mark.sqlite]

MAKE_TWO = f"""
import json
from django.test import Client
from django.conf import settings
from django.utils import timezone
from tests.server.leaving import MARKS, marked_diary, plant
from tracker import diary
from tracker.models import User
def keys(user):
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(user)
    return [client.cookies[settings.SESSION_COOKIE_NAME].value for client in clients]
anna = User.objects.create_user(MARKS[0], password={PASSWORD!r})
berta = User.objects.create_user(MARKS[1], password={PASSWORD!r})
columns = plant(anna)
diary.save(berta, marked_diary(), timezone.now())
print("planted", json.dumps([keys(anna), keys(berta), columns]))
"""
READ_SESSIONS = """
from tracker.models import Session
print("sessions", [row.get_decoded() for row in Session.objects.all()])
"""


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file, as it is."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.name, path.read_bytes()


def places(server: Server) -> set[str]:
    """The names of the files in which a mark stands; a session counts as one, because it is written in code."""
    marks = [mark.lower().encode() for mark in MARKS]
    found = {name for name, content in contents(server.data.parent) if any(mark in content.lower() for mark in marks)}
    sessions = server.manage("shell", "-c", READ_SESSIONS).stdout
    return found | ({"a session"} if any(mark in sessions for mark in MARKS) else set())


@pytest.fixture
def anna_and_berta(server: Server) -> list[list[Visitor]]:
    """Each on two devices: one with marks in every column there is, one with a diary that the pages can show."""
    ran = server.manage("shell", "-c", MAKE_TWO, PYTHONPATH=str(Path(__file__).parents[2]))
    planted = [line for line in ran.stdout.splitlines() if line.startswith("planted")]
    assert planted, ran.stderr
    anna, berta, columns = json.loads(planted[0].removeprefix("planted"))
    assert {"tracker_episode.note", "tracker_exposure.name", "tracker_medicine.note"} <= set(columns)
    return [[Visitor(server, key) for key in keys] for keys in (anna, berta)]


def test_nothing_is_left_of_who_left(server: Server, anna_and_berta: list[list[Visitor]]) -> None:
    (anna, annas_phone), (berta, bertas_phone) = anna_and_berta
    for address in ("/", "/journal/", "/week/", "/year/2026-06-01/", "/triggers/", "/doctor/", "/doctor/summary.pdf"):
        assert berta.get(address).status == 200, address
    assert berta.post("/journal/", words=MARKS[4]).status == 200
    assert berta.post(berta.first_link("/journal/", "/episode/") + "delete/").status == 302
    before = places(server)
    assert "a session" not in before
    # In the second file until it is copied into the first.
    assert before & {"levator.sqlite3", "levator.sqlite3-wal"}
    for visitor in (anna, berta):
        assert visitor.post("/data/leave/", password=PASSWORD).status == 302
    assert places(server) == set()
    for visitor in (anna, annas_phone, berta, bertas_phone):
        assert visitor.get("/data/").status == 302
    server.stop()
    assert places(server) == set()


def test_who_stays_keeps_everything(server: Server, anna_and_berta: list[list[Visitor]]) -> None:
    (anna, _phone), (berta, bertas_phone) = anna_and_berta
    diary = berta.get("/data/diary.json").content
    assert anna.post("/data/leave/", password=PASSWORD).status == 302
    assert berta.get("/data/diary.json").content == diary
    assert bertas_phone.get("/data/diary.json").content == diary
