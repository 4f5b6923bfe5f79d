"""Redaction of secrets in log lines."""

from __future__ import annotations

import logging
import re

from django.http import UnreadablePostError

SECRET = re.compile(r"(/shared/|\binvite=|\blevator_(?:log|read|all)_)[^/\s'\"?&]+")


class RedactingFormatter(logging.Formatter):
    """Replace the secret of every shared link, invitation and token in a line or a traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """Format the record and redact it."""
        return SECRET.sub(r"\1…", super().format(record))


def is_server_error(record: logging.LogRecord) -> bool:
    """Leave out clients that stopped half-way through an upload: that is no fault of the server."""
    return not (record.exc_info and isinstance(record.exc_info[1], UnreadablePostError))
