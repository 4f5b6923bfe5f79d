"""The disk that the server keeps everything on is full: nothing typed is lost, everything can be read."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from walk.addresses import every_address
from walk.forms import form_with
from walk.full_disk import small_disk

from tests.server.writing import Visitor

if TYPE_CHECKING:
    from tests.server.conftest import Server

pytestmark = [pytest.mark.server, pytest.mark.sqlite]

PROJECT_ROOT = Path(__file__).resolve().parent.parent.parent
SIZE_MB = 24
WRITES = 40
NOTE = "word " * 900
NAMES = ("client_id", "note")
DAYS = 60


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    """A file system of a few megabytes."""
    with small_disk(tmp_path / "data", SIZE_MB * 1024) as folder:
        yield folder


@pytest.fixture
def anna(server: Server) -> Visitor:
    """Somebody with a diary of two months, for whom a first page would note that she was here today."""
    ran = server.manage("demo_diary", "--user", "writer-0", "--days", str(DAYS))
    assert ran.returncode == 0, ran.stderr
    return Visitor(server, server.sessions[0])


def fill(ballast: Path) -> None:
    """Fill the disk."""
    with ballast.open("wb", buffering=0) as file:
        for size in (65_536, 4_096, 1):
            try:
                while file.write(b"x" * size) == size:
                    pass
            except OSError:
                continue


def readable(anna: Visitor) -> dict[str, int]:
    """How each address answers to being looked at that is about nothing else."""
    addresses = [address.with_values() for address in every_address() if not address.kinds]
    return {address: anna.get(address).status for address in addresses}


def assert_start_is_refused(server: Server) -> None:
    """What is stopped cannot be started again on a full disk, and says so in two lines."""
    fill(server.data / "ballast")
    command = [sys.executable, "scripts/start.py"]
    ran = subprocess.run(
        command, cwd=PROJECT_ROOT, env=server.environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1
    assert re.fullmatch("Only 0 MB are free .*\nThe database cannot be used: .*\n", ran.stderr)


def test_40_entries_on_a_full_disk_are_saved_or_kept_on_their_page(
    server: Server, anna: Visitor, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(server.data / "ballast")
    when_full = readable(anna)
    assert max(when_full.values()) < 500
    pages = [anna.get(f"/episode/new/{uuid4()}/").content.decode() for _turn in range(WRITES)]
    forms = [form_with(page, NAMES).current_values() | {"note": [NOTE]} for page in pages]
    answers = [anna.post("/episode/new/", **form) for form in forms]
    statuses = Counter(answer.status for answer in answers)
    assert set(statuses) <= {302, 507}
    refused = [answer.content.decode() for answer in answers if answer.status == 507]
    assert refused
    assert readable(anna) == when_full
    (server.data / "ballast").unlink()
    assert readable(anna) == when_full
    for page in refused:
        kept = form_with(page, NAMES).current_values()
        assert kept["note"] == [NOTE]
        assert "No room to save" in page
        assert anna.post("/episode/new/", **kept).status == 302
    assert server.ask("SELECT count(*) FROM tracker_episode WHERE note LIKE 'word word word%'") == [(WRITES,)]
    server.stop()
    server.assert_file_is_sound()
    assert_start_is_refused(server)
    with capsys.disabled():
        sys.stdout.write(
            f"\nfull disk: of {WRITES} entries {statuses[302]} saved, {len(refused)} kept on their page\n"
        )
