"""A port in front of the live server that can be cut, and that can fall silent, as a server does."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from typing import Literal

MOST_BYTES = 65_536
State = Literal["up", "gone", "silent", "bad gateway"]
BAD_GATEWAY = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Forwarder:
    """Pass connections on to `target`. When `state` is "gone", none is accepted; when "silent", none is answered.

    "bad gateway" is a proxy without its server.
    """

    def __init__(self, target: tuple[str, int]) -> None:
        self.target = target
        self.state: State = "up"
        self.open: list[socket.socket] = []
        self.listener = self._listen(0)
        self.port: int = self.listener.getsockname()[1]

    @property
    def url(self) -> str:
        """Where the browser goes."""
        return f"http://{self.target[0]}:{self.port}"

    def be(self, state: State) -> None:
        """Change the state and cut every connection."""
        was, self.state = self.state, state
        if state == "gone":
            self._close(self.listener)
        elif was == "gone":
            self.listener = self._listen(self.port)
        for one in self.open:
            self._close(one)
        self.open.clear()

    def close(self) -> None:
        """End it."""
        self.be("gone")

    def _listen(self, port: int) -> socket.socket:
        listener = socket.create_server(("127.0.0.1", port))
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()
        return listener

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                client, _address = listener.accept()
                self.open.append(client)
                if self.state == "bad gateway":
                    client.recv(MOST_BYTES)
                    client.sendall(BAD_GATEWAY)
                    self._close(client)
                if self.state == "up":
                    server = socket.create_connection(self.target)
                    self.open.append(server)
                    for ends in ((client, server), (server, client)):
                        threading.Thread(target=self._pass_on, args=ends, daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(MOST_BYTES):
                target.sendall(data)
        self._close(source)
        self._close(target)

    def _close(self, one: socket.socket) -> None:
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        with suppress(OSError):
            one.close()
