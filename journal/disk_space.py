"""How much room is left where the diary lives, looked at about once an hour while pages are asked for."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from tracker.core.reference.limits import LITTLE_ROOM_BYTES

HOUR = timedelta(hours=1)

log = logging.getLogger("levator.disk")


class Room:
    """What was seen when a folder's disk was last looked at."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._at: datetime | None = None
        self._is_little = False

    def is_little(self, now: datetime) -> bool:
        """Whether fewer bytes are free than LITTLE_ROOM_BYTES; `now` is at most an hour after what this rests on.

        A clock that was set back is a reason to look, too. What is found to be little is said in the log.
        """
        if self._at is None or abs(now - self._at) >= HOUR:
            self._at, self._is_little = now, self._look()
        return self._is_little

    def _look(self) -> bool:
        try:
            free = shutil.disk_usage(self._folder).free
        except OSError as refusal:
            # No page may fail because of a look at the disk.
            log.warning("How much room the diary has cannot be seen: %s", refusal.strerror)
            return False
        if free < LITTLE_ROOM_BYTES:
            log.warning("Only %d MB are free where the diary lives (%s).", free // 1_000_000, self._folder)
        return free < LITTLE_ROOM_BYTES


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Let pages say that little room is left: `request.has_little_room`. Each process looks for itself."""
    room = Room(settings.DATA_DIR)

    def respond(request: HttpRequest) -> HttpResponse:
        request.has_little_room = room.is_little(timezone.now())  # type: ignore[attr-defined]
        return get_response(request)

    return respond
