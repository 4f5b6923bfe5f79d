"""What a killed process left beside the database is deleted by the next one, and nothing that is still in use."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tracker.backups.atomic_file import delete_abandoned_drafts, draft_beside, put_in_place

HOLD_A_DRAFT = """
import sys
from pathlib import Path
from tracker.backups.atomic_file import draft_beside
with draft_beside(Path(sys.argv[1])) as draft:
    draft.write_text("not encrypted")
    draft.with_name(draft.name + "-journal").write_text("not encrypted either")
    print("written", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_process(goal: Path, repository: Path) -> Iterator[subprocess.Popen[str]]:
    """One that has written a draft and keeps it until its input ends."""
    command = [sys.executable, "-c", HOLD_A_DRAFT, str(goal)]
    with subprocess.Popen(
        command, cwd=repository, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "written\n"
        yield process


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*"))


@pytest.fixture
def goal(tmp_path: Path) -> Path:
    return tmp_path / "a.backup"


def test_the_next_draft_deletes_what_a_killed_process_left(goal: Path, repository: Path) -> None:
    with another_process(goal, repository) as process:
        process.kill()
    assert names(goal.parent)[1:] == ["a.backup", "a.backup-journal"]
    with draft_beside(goal.with_name("another.backup")):
        assert "a.backup" not in names(goal.parent)
    assert names(goal.parent) == []


def test_a_draft_in_use_is_left_alone(goal: Path, repository: Path) -> None:
    with another_process(goal, repository) as process:
        delete_abandoned_drafts(goal.parent)
        with draft_beside(goal):
            pass
        assert "a.backup" in names(goal.parent)
        process.communicate("")
    assert names(goal.parent) == []


def test_only_its_owner_can_read_a_draft_and_it_is_moved_atomically(goal: Path) -> None:
    with draft_beside(goal) as draft:
        draft.write_text("words")
        assert (draft.stat().st_mode & 0o777, draft.parent.stat().st_mode & 0o777) == (0o600, 0o700)
        put_in_place(draft, goal)
    assert (names(goal.parent), goal.read_text()) == (["a.backup"], "words")


def test_a_link_in_the_place_of_a_draft_is_not_followed(goal: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "letters").write_text("kept")
    (goal.parent / ".levator-draft-x").symlink_to(elsewhere)
    with draft_beside(goal):
        pass
    assert names(elsewhere) == ["letters"]
