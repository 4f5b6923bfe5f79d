"""What must not stand in a log line."""

from __future__ import annotations

import logging
import re

SECRET = re.compile(r"(/shared/)[^/\s'\"?]+")


class MaskedFormatter(logging.Formatter):
    """Writes the address of a shared link without its secret, wherever in a line or a traceback it stands."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, masked."""
        return SECRET.sub(r"\1…", super().format(record))
