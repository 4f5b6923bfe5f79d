"""Write files atomically, and delete what a killed process left behind."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

DRAFT = ".levator-draft-"
"""Prefix of folders with a draft, for example a copy of the database that is not encrypted yet."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the exclusive lock of a file or folder. The system releases it if the process is killed."""
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextmanager
def draft_beside(goal: Path) -> Iterator[Path]:
    """An empty file in a private folder beside the goal, deleted at the end if it was not moved.

    Abandoned drafts are deleted first.
    """
    parent = goal.resolve().parent
    delete_abandoned_drafts(parent)
    folder = Path(tempfile.mkdtemp(dir=parent, prefix=".levator-new-"))
    # Lock before renaming: a draft folder that is found unlocked gets deleted.
    lock = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder = folder.rename(folder.with_name(folder.name.replace("new", "draft", 1)))
        draft = folder / goal.name
        draft.touch(mode=0o600)
        yield draft
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def delete_abandoned_drafts(parent: Path) -> None:
    """Delete the drafts in this folder whose process has ended."""
    for folder in parent.glob(f"{DRAFT}*"):
        # The folder may be in use, belong to another user, or be gone by now.
        with suppress(OSError):
            lock = os.open(folder, os.O_RDONLY)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder)
            finally:
                os.close(lock)


def put_in_place(draft: Path, goal: Path) -> None:
    """Rename the draft once it is on the disk, so that a power cut leaves all of it or none."""
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    draft.rename(goal)
    folder = os.open(goal.resolve().parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
