"""Detection of a database that cannot be written just now, but can be in a moment."""

from __future__ import annotations

from tracker.models import BusyError

WAIT_S = 10
STATES = ("55P03", "40001", "40P01", "57014")
"""PostgreSQL: a lock or a statement that timed out, transactions that stood in each other's way."""


def is_busy(error: BaseException | None) -> bool:
    """Whether an error, or one of its causes, means that sending it again in a moment will do."""
    while error is not None:
        if isinstance(error, BusyError) or "is locked" in str(error) or getattr(error, "sqlstate", "") in STATES:
            return True
        error = error.__cause__ or error.__context__
    return False
