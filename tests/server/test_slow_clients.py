"""Slow clients hold up nobody: plain, and through the Caddy file that is shipped."""

from __future__ import annotations

import os
import shutil
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from typing import Any

import pytest

from journal import channel
from tests.server.conftest import PROJECT_ROOT, Server, _wait_until

pytestmark = pytest.mark.server

HELD = 40
PATIENCE_S = 20
HEAD = "{} HTTP/1.1\r\nHost: {}\r\n"


@contextmanager
def half_sent(connect: Callable[[], socket.socket], text: str, number: int = HELD) -> Iterator[list[socket.socket]]:
    """Connections on which this much of a request was sent."""
    with ExitStack() as stack:
        held = [stack.enter_context(closing(connect())) for _turn in range(number)]
        for one in held:
            one.sendall(text.encode())
        yield held


def plain(server: Server) -> Callable[[], socket.socket]:
    return lambda: socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S)


def page(server: Server, path: str = "/account/log-in/", **headers: str) -> int:
    with closing(HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_S)) as line:
        line.request("GET", path, headers=headers)
        answer = line.getresponse()
        answer.read()
        return answer.status


HALVES = {
    "half a header": HEAD.format("GET /", "127.0.0.1") + "X-a: b\r\n",
    "half a body": HEAD.format("POST /account/log-in/", "127.0.0.1")
    + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 50000\r\n\r\na=",
    "a large body that does not come": HEAD.format("POST /data/", "127.0.0.1")
    + "Content-Type: text/plain\r\nContent-Length: 50000000\r\n\r\na=",
}


UNREAD = HEAD.format("GET /static/css/bootstrap.css", "127.0.0.1") + "\r\n"


@pytest.mark.parametrize("text", HALVES.values(), ids=HALVES)
def test_what_is_sent_by_half_holds_no_page(text: str, server: Server) -> None:
    with half_sent(plain(server), text):
        assert [page(server) for _turn in range(3)] == [200] * 3


def test_what_is_sent_by_half_is_given_up(server: Server) -> None:
    """Closed after HEAD_S and BODY_S; what trickles in prolongs neither."""
    with half_sent(plain(server), HALVES["half a header"], 1) as (one,):
        assert one.recv(100) == b""
    with half_sent(plain(server), HALVES["half a body"], 1) as (one,):
        one.settimeout(2)
        for _turn in range(PATIENCE_S):
            try:
                one.sendall(b"a")
                received = one.recv(100)
            except TimeoutError:
                continue
            except OSError:
                break
            assert received == b""
            break
        else:
            raise AssertionError("the trickling body is still waited for")


def test_an_answer_that_nobody_reads_holds_no_page(server: Server) -> None:
    """Each asks a hundred times for a large file and reads nothing: more than the buffers of the system take."""
    with half_sent(plain(server), UNREAD * 100):
        assert [page(server) for _turn in range(3)] == [200] * 3


def test_an_upload_that_stops_holds_one_thread_and_is_given_up(server: Server) -> None:
    """Somebody logged in, on several lines at once: the second waits without a thread."""
    text = HEAD.format("POST /data/", "127.0.0.1") + f"Cookie: levator={server.sessions[0]}\r\n"
    text += "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 40000000\r\n\r\n--x\r\n"
    with half_sent(plain(server), text, 12) as held:
        assert [page(server) for _turn in range(3)] == [200] * 3
        assert page(server, "/", Cookie=f"levator={server.sessions[1]}") == 200
        held[0].settimeout(channel.STALL_S + PATIENCE_S)
        assert held[0].recv(100) == b""
    server.stop()
    assert "Traceback" not in server.log.read_text()


def test_two_requests_on_one_line_are_answered_in_their_order(server: Server) -> None:
    first, second = (HEAD.format(f"GET {path}", "127.0.0.1") for path in ("/help/about-twitches/", "/nowhere/"))
    with closing(plain(server)()) as line:
        line.sendall(f"{first}\r\n{second}Connection: close\r\n\r\n".encode())
        with line.makefile("rb") as answers:
            statuses = [text for text in answers.read().splitlines() if text.startswith(b"HTTP/1.1 ")]
    assert statuses == [b"HTTP/1.1 200 OK", b"HTTP/1.1 404 Not Found"]


def test_a_body_is_asked_for_before_it_is_sent(server: Server) -> None:
    """As curl does with a large form."""
    text = HEAD.format("POST /account/log-in/", "127.0.0.1") + "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n"
    with closing(plain(server)()) as line:
        line.sendall(text.encode())
        assert line.recv(100) == channel.CONTINUE
        line.sendall(b"a=b")
        assert line.recv(100).startswith(b"HTTP/1.1 403")


def test_a_large_body_of_a_stranger_is_refused_before_it_is_sent(server: Server) -> None:
    text = (
        HEAD.format("POST /account/log-in/", "127.0.0.1") + "Expect: 100-continue\r\nContent-Length: 400000000\r\n\r\n"
    )
    with closing(plain(server)()) as line:
        line.sendall(text.encode())
        assert line.recv(100).startswith(b"HTTP/1.1 413")


def test_nothing_of_a_body_is_written_to_a_disk(server: Server, temporary: Path) -> None:
    """Neither a stranger's, nor an upload while it comes: no file with a name, and none without."""
    head = "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 40000000\r\n\r\n"
    part = (
        '--x\r\nContent-Disposition: form-data; name="file"; filename="a.json"\r\n\r\n' + "words of a diary, " * 50_000
    )
    stranger = HEAD.format("POST /account/log-in/", "127.0.0.1") + head + part
    person = HEAD.format("POST /data/", "127.0.0.1") + f"Cookie: levator={server.sessions[0]}\r\n" + head + part
    with half_sent(plain(server), person, 1), half_sent(plain(server), stranger, 1) as (refused,):
        assert refused.recv(100).startswith(b"HTTP/1.1 413")
        assert list(temporary.iterdir()) == []
        opened = [os.readlink(link) for pid in server.workers() for link in Path(f"/proc/{pid}/fd").iterdir()]
        nameless = [path for path in opened if path.endswith("(deleted)") and "/wgunicorn-" not in path]
        # Memory that processes share is not on a disk.
        assert [path for path in nameless if not path.startswith("/dev/shm/")] == []  # noqa: S108


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    """The folder in which the server would put temporary files."""
    (tmp_path / "temporary").mkdir()
    return tmp_path / "temporary"


@pytest.fixture
def server_environment(temporary: Path) -> dict[str, str]:
    """A temporary folder that nobody else writes to."""
    return {"TMPDIR": str(temporary)}


@pytest.fixture
def proxy(server: Server, tmp_path: Path) -> Iterator[Callable[[], socket.socket]]:
    """Caddy with the file that is shipped, in front of the server. Gives connections to it."""
    caddy = shutil.which("caddy")
    if caddy is None:
        pytest.skip("Caddy is not installed")
    with socket.create_server(("127.0.0.1", 0)) as trial:
        port = trial.getsockname()[1]
    text = (PROJECT_ROOT / "deploy" / "Caddyfile").read_text()
    text = text.replace(
        "{\n", f"{{\n\tadmin off\n\tskip_install_trust\n\tauto_https disable_redirects\n\thttps_port {port}\n", 1
    )
    (tmp_path / "Caddyfile").write_text(text)
    given = {
        "XDG_DATA_HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path),
        "LEVATOR_AT": f"127.0.0.1:{server.port}",
    }
    command = [caddy, "run", "--config", str(tmp_path / "Caddyfile"), "--adapter", "caddyfile"]
    trusting = ssl._create_unverified_context()  # noqa: S323  a certificate that Caddy has just made

    def connect() -> socket.socket:
        raw = socket.create_connection(("localhost", port), timeout=PATIENCE_S)
        return trusting.wrap_socket(raw, server_hostname="localhost")

    def answers() -> bool:
        try:
            return page_of(connect) in (200, 301)
        except OSError:
            return False

    with (tmp_path / "caddy.log").open("wb") as log:
        running = subprocess.Popen(command, env=os.environ | given, stdout=log, stderr=log)
    try:
        _wait_until(answers, "Caddy does not answer")
        yield connect
    finally:
        running.terminate()
        running.wait()


def page_of(connect: Callable[[], Any]) -> int:
    """The status of an ordinary page through the proxy."""
    line = HTTPSConnection("localhost", timeout=PATIENCE_S)
    line.sock = connect()
    with closing(line):
        line.request("GET", "/account/log-in/", headers={"Host": f"localhost:{line.sock.getpeername()[1]}"})
        answer = line.getresponse()
        answer.read()
        return answer.status


@pytest.mark.parametrize("text", [*HALVES.values(), UNREAD * 100], ids=[*HALVES, "an unread answer"])
def test_behind_the_proxy_too(text: str, proxy: Callable[[], socket.socket]) -> None:
    with half_sent(proxy, text.replace("127.0.0.1", "localhost")):
        assert [page_of(proxy) for _turn in range(3)] == [200] * 3
