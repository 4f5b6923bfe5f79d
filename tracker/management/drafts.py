"""A file of the database is written whole, beside its place, or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def draft_beside(goal: Path) -> Iterator[Path]:
    """An empty file in the folder of the goal that only its owner can read; gone at the end if it was not moved."""
    handle, name = tempfile.mkstemp(dir=goal.resolve().parent, prefix=f".{goal.name}.")
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
    finally:
        for ending in ("", "-journal", "-wal", "-shm"):
            Path(f"{name}{ending}").unlink(missing_ok=True)


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
