"""Write a file beside its place, whole or not at all, and delete what a killed process left there."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

DRAFT = ".levator-draft-"
"""Begins the name of every folder with a draft, for example a copy of the database that is not encrypted yet."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Wait for the exclusive lock of a file or folder, which ends with this process at the latest."""
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextmanager
def draft_beside(goal: Path) -> Iterator[Path]:
    """An empty file in a folder beside the goal that only its owner can read; gone at the end if it was not moved.

    Drafts whose process was killed are deleted first.
    """
    parent = goal.resolve().parent
    delete_abandoned_drafts(parent)
    folder = Path(tempfile.mkdtemp(dir=parent, prefix=".levator-new-"))
    # Locked until the end, and before it has its name: whoever finds it unlocked under that name deletes it.
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
        # Somebody else's folder, or one that is gone by now, is not ours to delete.
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
