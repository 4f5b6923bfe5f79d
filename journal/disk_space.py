"""Free space on the diary's disk, checked at most once an hour while pages are requested."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from tracker.core.reference.limits import LOW_DISK_BYTES

HOUR = timedelta(hours=1)

log = logging.getLogger("levator.disk")


class DiskSpace:
    """Whether the disk of a folder is nearly full, cached for an hour."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._checked_at: datetime | None = None
        self._is_low = False

    def is_low(self, now: datetime) -> bool:
        """Whether fewer than LOW_DISK_BYTES were free at the last check. Logs a warning at each check that finds so.

        A clock that was set back triggers a check, too.
        """
        if self._checked_at is None or abs(now - self._checked_at) >= HOUR:
            self._checked_at, self._is_low = now, self._check()
        return self._is_low

    def _check(self) -> bool:
        try:
            free = shutil.disk_usage(self._folder).free
        except OSError as error:
            # A failed check must not break a page.
            log.warning("Free disk space cannot be read: %s", error.strerror)
            return False
        if free < LOW_DISK_BYTES:
            log.warning("Only %d MB are free on the disk of the diary (%s).", free // 1_000_000, self._folder)
        return free < LOW_DISK_BYTES


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Set `request.is_disk_low` for the templates. Each process checks for itself."""
    disk = DiskSpace(settings.DATA_DIR)

    def respond(request: HttpRequest) -> HttpResponse:
        request.is_disk_low = disk.is_low(timezone.now())  # type: ignore[attr-defined]
        return get_response(request)

    return respond
