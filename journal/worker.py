"""A worker of gunicorn in which slow clients hold no thread.

Gunicorn's own threaded worker reads a request and writes its answer in a thread: eight half-sent requests stop two
processes of four threads. Here the process's main thread collects requests and sends answers, with limits of time, and
the other threads compute. See docs/adr/0021-slow-clients.md.
"""

from __future__ import annotations

import selectors
import socket
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from gunicorn import http
from gunicorn.http.errors import NoMoreData
from gunicorn.workers.gthread import ThreadWorker

from journal.channel import Arrival, Channel

HEAD_S, BODY_S, CLOSE_S = 5, 10, 2
"""How long a request may take to arrive, and how long a client is listened to after the last answer."""

ANSWER_S, ANSWER_BYTES_PER_S = 30, 10_000
"""How long an answer may take to be read: a second more for each of these bytes."""

UPLOADS_AT_ONCE = 1
UPLOAD_WAIT_S = 60
"""One thread of a process may read an upload. The next ones wait, without a thread."""

SWEEP_S = 0.5
BUSY = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 30\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class Connection:
    """What gunicorn's `handle_request` needs of a connection, and when to give it up."""

    def __init__(self, cfg: Any, raw: socket.socket, client: Any, server: Any) -> None:
        self.sock = Channel(raw)
        self.client, self.server = client, server
        self.parser = http.get_parser(cfg, self.sock, client)
        self.arrival = Arrival.NOTHING
        self.is_reused = False
        self.until = time.monotonic() + HEAD_S


class BufferingWorker(ThreadWorker):  # type: ignore[misc]
    """Threads compute, the main thread waits for clients."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiting: dict[Connection, bool] = {}
        """Connections that the poller watches, the oldest first."""
        self.uploads: deque[Connection] = deque()
        self.uploading = 0
        self.swept = 0.0

    def accept(self, listener: socket.socket) -> None:
        """Accept a connection. If there are too many, the one that has waited longest is closed."""
        try:
            raw, client = listener.accept()
        except OSError:
            return
        if self.nr_conns >= self.worker_connections - 1 and self.waiting:
            self.drop(next(iter(self.waiting)))
        if raw.family != socket.AF_UNIX:
            raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.nr_conns += 1
        self.on_readable(Connection(self.cfg, raw, client, listener.getsockname()))

    def on_readable(self, conn: Connection, *_fileobj: Any) -> None:
        """Collect what has arrived. A complete request goes to a thread."""
        try:
            received = conn.sock.raw.recv(65_536)
            if not received:
                self.drop(conn)
                return
            conn.sock.received += received
        except BlockingIOError:
            pass
        except OSError:
            self.drop(conn)
            return
        self.proceed(conn)

    def proceed(self, conn: Connection) -> None:
        """Hand a request to a thread, or wait for more of it."""
        arrival = conn.sock.arrival()
        if arrival in (Arrival.COMPLETE, Arrival.UPLOAD):
            self.stop_waiting(conn)
            if arrival is Arrival.COMPLETE:
                self.enqueue_req(conn)
            else:
                conn.until = time.monotonic() + UPLOAD_WAIT_S
                self.uploads.append(conn)
                self.begin_uploads()
            return
        if arrival is not conn.arrival:
            conn.arrival = arrival
            conn.until = time.monotonic() + (HEAD_S if arrival is Arrival.HEAD else BODY_S)
        self.wait(conn, selectors.EVENT_READ, self.on_readable)

    def begin_uploads(self) -> None:
        """Give the next uploads to a thread."""
        while self.uploads and self.uploading < UPLOADS_AT_ONCE:
            self.uploading += 1
            conn = self.uploads.popleft()
            conn.arrival = Arrival.UPLOAD
            self.enqueue_req(conn)

    def handle(self, conn: Connection) -> bool:
        """Compute an answer, in a thread. Returns whether the connection can be used again."""
        req = None
        try:
            is_upload = conn.arrival is Arrival.UPLOAD
            conn.parser.unreader.unread(conn.sock.take(is_upload=is_upload))
            req = next(conn.parser)
            return bool(self.handle_request(req, conn) and not is_upload and conn.parser.finish_body())
        except (NoMoreData, StopIteration, OSError):
            # The client is gone or too slow.
            return False
        except Exception as error:
            self.handle_error(req, conn.sock, conn.client, error)
            return False

    def finish_request(self, conn: Connection, future: Any) -> None:
        """Send what is left of the answer, in the main thread."""
        if conn.arrival is Arrival.UPLOAD:
            self.uploading -= 1
            self.begin_uploads()
        conn.is_reused = not future.cancelled() and not future.exception() and future.result() and self.alive
        conn.until = time.monotonic() + ANSWER_S + conn.sock.kept() / ANSWER_BYTES_PER_S
        self.on_writable(conn)

    def on_writable(self, conn: Connection, *_fileobj: Any) -> None:
        """Send more of an answer; then wait for the next request, or close."""
        try:
            is_sent = conn.sock.flush()
        except OSError:
            self.drop(conn)
            return
        if not is_sent:
            self.wait(conn, selectors.EVENT_WRITE, self.on_writable)
            return
        self.stop_waiting(conn)
        if conn.is_reused:
            conn.sock.received += conn.parser.unreader.take_buffered()
            conn.arrival, conn.until = Arrival.NOTHING, time.monotonic() + self.cfg.keepalive
            self.proceed(conn)
        else:
            self.close_gently(conn)

    def close_gently(self, conn: Connection) -> None:
        """Let the client read the answer before the connection goes. What it still sends is dropped."""
        try:
            conn.sock.raw.shutdown(socket.SHUT_WR)
        except OSError:
            self.drop(conn)
            return
        conn.until = time.monotonic() + CLOSE_S
        self.wait(conn, selectors.EVENT_READ, self.on_discard)

    def on_discard(self, conn: Connection, *_fileobj: Any) -> None:
        """Drop what a client sends after its answer."""
        try:
            if not conn.sock.raw.recv(65_536):
                self.drop(conn)
        except BlockingIOError:
            return
        except OSError:
            self.drop(conn)

    def wait(self, conn: Connection, events: int, callback: Callable[..., None]) -> None:
        """Let the poller watch a connection."""
        found = partial(callback, conn)
        if conn in self.waiting:
            self.poller.modify(conn.sock.raw, events, found)
        else:
            self.poller.register(conn.sock.raw, events, found)
            self.waiting[conn] = True

    def stop_waiting(self, conn: Connection) -> None:
        """Take a connection out of the poller, if it is there."""
        if self.waiting.pop(conn, False):
            self.poller.unregister(conn.sock.raw)

    def drop(self, conn: Connection) -> None:
        """Close a connection at once."""
        self.stop_waiting(conn)
        self.nr_conns -= 1
        conn.sock.close()

    def murder_pending(self) -> None:
        """Close what has used up its time. Gunicorn calls this at each turn of its loop."""
        now = time.monotonic()
        if now < self.swept + SWEEP_S and self.alive:
            return
        self.swept = now
        for conn in [one for one in self.waiting if one.until < now or (not self.alive and is_idle(one))]:
            self.drop(conn)
        while self.uploads and self.uploads[0].until < now:
            conn = self.uploads.popleft()
            conn.sock.sendall(BUSY)
            self.close_gently(conn)

    def murder_keepalived(self, force: bool = False) -> None:
        """Close everything when the worker ends."""
        for conn in list(self.waiting) if force else ():
            self.drop(conn)


def is_idle(conn: Connection) -> bool:
    """Whether the client has sent nothing of its next request and has read its last answer."""
    return conn.arrival is Arrival.NOTHING and not conn.sock.unsent
