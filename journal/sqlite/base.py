"""SQLite as Django has it, but for how a writer waits: short and often.

One writes at a time. SQLite lets whoever comes second sleep longer with each try, up to a tenth of a second, and who
comes just then goes first; so of many writers some waited for half a second. A save takes a few milliseconds, and a
try a few microseconds.
"""

from __future__ import annotations

import sqlite3
from random import uniform
from time import monotonic, sleep

from django.db import OperationalError
from django.db.backends.sqlite3 import base

NAP_S = (0.001, 0.005)
"""Between two tries. Of different length, so that nobody is always late."""


class DatabaseWrapper(base.DatabaseWrapper):
    """What `ENGINE` names."""

    def _start_transaction_under_autocommit(self) -> None:
        """Begin, and wait for other writers as long as `timeout` says."""
        patience_s = self.settings_dict["OPTIONS"].get("timeout", 5)
        give_up_at = monotonic() + patience_s
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            while not self._has_begun(give_up_at):
                sleep(uniform(*NAP_S))  # noqa: S311  Nothing here is a secret.
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {patience_s * 1_000:.0f}")

    def _has_begun(self, give_up_at: float) -> bool:
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # The stubs lack it.
        except OperationalError as error:
            is_busy = getattr(error.__cause__, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
            if not is_busy or monotonic() > give_up_at:
                raise
            return False
        return True
