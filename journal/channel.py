"""A connection of a client as the server's threads see it: what has arrived, and what is still to be sent.

A thread never waits for a client. A request is complete before a thread gets it, and its answer is kept until the
client has taken it. Only an upload is read by its thread, piece by piece, and within a limit of time.
"""

from __future__ import annotations

import re
import select
import socket
import time
from collections import deque
from enum import Enum
from typing import Any

from tracker.core.reference.limits import MAX_LOG_IN_BYTES

MAX_HEAD_BYTES = 64_000
MAX_KEPT_BYTES = 100_000_000
"""Bytes of one answer that wait for its client: more than the largest diary as a file."""

UPLOAD_S, STALL_S = 120, 10
"""How long an upload may take, and how long nothing of it may arrive."""

END_OF_HEAD = b"\r\n\r\n"
LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,15})[ \t]*\r\n", re.IGNORECASE)
WITHOUT_LENGTH = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)
ASKS_FIRST = re.compile(rb"\r\nexpect:[ \t]*100-continue", re.IGNORECASE)
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


class Arrival(Enum):
    """How much of a request is there. `COMPLETE` and `UPLOAD` can be handed to a thread."""

    NOTHING, HEAD, BODY, COMPLETE, UPLOAD = range(5)


class Channel:
    """A non-blocking socket that gunicorn uses like a blocking one."""

    def __init__(self, raw: socket.socket) -> None:
        raw.setblocking(False)
        self.raw = raw
        self.received = bytearray()
        self.unsent: deque[memoryview] = deque()
        self.is_upload = False
        self.is_given_up = False
        self._is_asked = False
        self._upload_until = 0.0

    def arrival(self) -> Arrival:
        """How much of the next request has arrived."""
        if not self.received:
            return Arrival.NOTHING
        end = self.received.find(END_OF_HEAD)
        if end < 0:
            return Arrival.HEAD if len(self.received) < MAX_HEAD_BYTES else Arrival.COMPLETE
        end += len(END_OF_HEAD)
        found = LENGTH.search(self.received, 0, end)
        length = int(found[1]) if found else 0
        # A body without a length is refused by tracker/pages/body_limit.py, so nobody waits for it.
        if WITHOUT_LENGTH.search(self.received, 0, end) or len(self.received) >= end + length:
            return Arrival.COMPLETE
        self._is_asked |= bool(ASKS_FIRST.search(self.received, 0, end))
        if length > MAX_LOG_IN_BYTES:
            return Arrival.UPLOAD
        self._invite()
        return Arrival.BODY

    def _invite(self) -> None:
        """Send the interim answer that some clients wait for before they send a body."""
        if self._is_asked:
            self._is_asked = False
            self.raw.send(CONTINUE)

    def take(self, *, is_upload: bool) -> bytes:
        """What has arrived, for the parser. The rest of an upload comes by `recv`."""
        received, self.received = bytes(self.received), bytearray()
        self.is_upload, self._upload_until = is_upload, time.monotonic() + UPLOAD_S
        return received

    def recv(self, size: int) -> bytes:
        """Wait for a piece of an upload. Nothing else is waited for: the request was complete, or is invalid."""
        if not self.is_upload:
            raise TimeoutError
        self._invite()
        while True:
            patience_s = min(STALL_S, self._upload_until - time.monotonic())
            waiting = select.poll()
            waiting.register(self.raw, select.POLLIN)
            if patience_s <= 0 or not waiting.poll(patience_s * 1000):
                self.is_given_up = True
                raise TimeoutError
            try:
                return self.raw.recv(size)
            except BlockingIOError:
                continue

    def sendall(self, content: bytes) -> None:
        """Send what the client takes now and keep the rest."""
        if self.is_given_up:
            raise TimeoutError
        if content:
            self.unsent.append(memoryview(content))
        if not self.flush() and self.kept() > MAX_KEPT_BYTES:
            raise TimeoutError

    def send(self, content: bytes) -> int:
        """Send, except gunicorn's own invitation: `recv` sends it when somebody reads the body."""
        if content != CONTINUE:
            self.sendall(content)
        return len(content)

    def flush(self) -> bool:
        """Send as much as the client takes. Returns whether all is sent."""
        while self.unsent:
            try:
                sent = self.raw.send(self.unsent[0])
            except BlockingIOError:
                return False
            if sent == len(self.unsent[0]):
                self.unsent.popleft()
            else:
                self.unsent[0] = self.unsent[0][sent:]
        return True

    def kept(self) -> int:
        """Bytes that wait for the client."""
        return sum(len(part) for part in self.unsent)

    def gettimeout(self) -> float:
        """Gunicorn asks before it writes an error page: nothing here ever blocks."""
        return 0.0

    def shutdown(self, how: int) -> None:
        """Gunicorn would wait for the client while it closes; the worker closes instead."""
        raise OSError("closed by the worker")

    def close(self, *args: Any) -> None:
        """Close at once."""
        self.unsent.clear()
        self.raw.close()
