"""Redaction of secrets in log lines."""

from __future__ import annotations

import logging
import re

SHARED_LINK = re.compile(r"(/shared/)[^/\s'\"?]+")


class RedactingFormatter(logging.Formatter):
    """Replace the secret of every shared link in a line or a traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """Format the record and redact it."""
        return SHARED_LINK.sub(r"\1…", super().format(record))
