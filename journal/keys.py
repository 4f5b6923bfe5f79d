"""The secret key of this installation: made once, kept beside the diary, never in the repository."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def installation_key(path: Path) -> str:
    """Read the key from `path`, or make one there that only its owner can read.

    Two processes starting at once agree on one key: the file is linked into place whole, and whoever comes
    second reads what the first one wrote.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
