"""Whatever a running server writes down, the secret of a shared link is not in it."""

from __future__ import annotations

import socket
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

if TYPE_CHECKING:
    from .conftest import Server

pytestmark = pytest.mark.server

SECRET = "EUESGJNvfljF_nG3_8h6w6kYhsTFkG2U"
BROKEN = ("GET /shared/{} /more HTTP/1.1", "G=T /shared/{}/ HTTP/1.1", "GET /shared/{}/", "GET /shared/{}/ HTTP/9.9")


def ask(server: Server, method: str, path: str, body: str = "") -> int:
    with closing(server.connection()) as connection:
        connection.request(method, path, body, {"Content-Type": "application/x-www-form-urlencoded"})
        return connection.getresponse().status


def test_the_secret_of_a_link_is_never_logged(server: Server, tmp_path: Path) -> None:
    path = f"/shared/{SECRET}/"
    assert ask(server, "GET", path) == ask(server, "POST", path, urlencode({"code": "123456"})) == 404
    assert ask(server, "PUT", path) == 405
    for line in BROKEN:
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as raw:
            raw.sendall(f"{line.format(SECRET)}\r\nHost: 127.0.0.1\r\n\r\n".encode())
            assert raw.recv(4_096)
    server.stop()
    written = (tmp_path / "server.log").read_text()
    assert "Not Found: /shared/…/" in written
    assert "Invalid request" in written
    assert SECRET not in written
