"""Detection of a full disk."""

from __future__ import annotations

import errno

DISK_FULL = "53100"
"""The SQLSTATE of PostgreSQL."""


def is_full(error: BaseException | None) -> bool:
    """Whether an error of SQLite, PostgreSQL or the file system, or one of its causes, means that the disk is full."""
    while error is not None:
        if "disk is full" in str(error) or getattr(error, "sqlstate", "") == DISK_FULL:
            return True
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            return True
        error = error.__cause__ or error.__context__
    return False
