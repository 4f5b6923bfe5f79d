"""Whether an error means that there is no room left on the disk."""

from __future__ import annotations

import errno

DISK_FULL = "53100"
"""The SQLSTATE of PostgreSQL."""


def is_full(error: BaseException | None) -> bool:
    """Whether the disk or the database had no room: said by SQLite, by PostgreSQL or by the file system."""
    while error is not None:
        if "disk is full" in str(error) or getattr(error, "sqlstate", "") == DISK_FULL:
            return True
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            return True
        error = error.__cause__ or error.__context__
    return False
