"""The secret key of this installation: generated once, stored beside the diary, never in the repository."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path

MIN_CHARACTERS = 32
"""A shorter key was not generated here, and could be guessed."""


def installation_key(path: Path) -> str:
    """Read the key from `path`, or create one there that only its owner can read.

    Two processes that start at once agree on one key: the file is linked into place whole, and the second process
    reads what the first one wrote. Exits with a one-line message if there is no usable key.
    """
    try:
        if not path.exists():
            _make(path)
        key = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else "it is not text"
        sys.exit(f"The secret key cannot be read or made, {path}: {reason}. LEVATOR_DATA names its folder.")
    if len(key) < MIN_CHARACTERS:
        state = "is empty" if not key else "is too short to be one"
        sys.exit(
            f"The secret key {state}, {path}: put back the file you know, or delete it. "
            "With a new key everybody logs in again, and links that were shared no longer open."
        )
    return key


def _make(path: Path) -> None:
    """Write a new key to a temporary file, sync it, and link it into place."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(64))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
