"""Load on one page by concurrent clients, and the size of what a browser fetches with it."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from statistics import median, quantiles
from time import perf_counter, sleep
from urllib.parse import urlencode
from uuid import uuid4

ASSET = re.compile(rb'(?:href|src)="(/static/[^"]+)"')
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
PATIENCE_S = 120
FOUND, BUSY = 302, 503


@dataclass(frozen=True)
class Timed:
    """Response times of one page for one number of clients."""

    clients: int
    median_ms: float
    p95_ms: float
    per_second: float


@dataclass(frozen=True)
class Weighed:
    """Transferred bytes of a first visit and of the next one, with a warm browser cache."""

    cold_bytes: int
    cold_requests: int
    warm_bytes: int


class Visitor:
    """A client, logged in or not, that keeps its connection open, as browsers do."""

    def __init__(self, port: int, cookie: str) -> None:
        self.cookie = cookie
        self.given: list[str] = []
        self.token = ""
        self.headers = {"Accept-Encoding": "gzip", "Cookie": cookie}
        self.connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)

    def get(self, path: str) -> tuple[bytes, str]:
        """The body as transferred, and its content encoding.

        As in a browser, a redirect is followed, and *One moment* loads the page again after the time it names.
        """
        self.connection.request("GET", path, headers=self.headers)
        answer = self.connection.getresponse()
        body = answer.read()
        self.given = [given.partition(";")[0] for given in answer.headers.get_all("Set-Cookie", [])] or self.given
        if answer.status == BUSY and "Refresh" in answer.headers:
            self.connection.close()  # The server closes it first if it waits longer than its `keepalive`.
            sleep(float(answer.headers["Refresh"]))
            return self.get(path)
        if answer.status >= 400:
            raise RuntimeError(f"{path}: {answer.status}")
        if answer.status == FOUND:
            return self.get(answer.headers["Location"])
        return body, answer.headers.get("Content-Encoding", "")

    def time(self, path: str) -> float:
        """Milliseconds from the request to the last byte."""
        started = perf_counter()
        self.get(path)
        return (perf_counter() - started) * 1_000

    def open_form(self, path: str) -> None:
        """Load a form, for the token without which nothing can be saved."""
        page, packed = self.get(path)
        token = TOKEN.search(gzip.decompress(page) if packed == "gzip" else page)
        self.headers["Cookie"] = "; ".join([self.cookie, *self.given])
        self.token = token[1].decode() if token else ""

    def save(self, path: str) -> str:
        """Log one more episode, and return where that leads. `open_form` comes first."""
        return self.post(path, {"client_id": uuid4(), "place": "chin:left"})

    def post(self, path: str, fields: Mapping[str, object]) -> str:
        """Send a form, and return where that leads."""
        fields = {"csrfmiddlewaretoken": self.token, **fields}
        headers = self.headers | {"Content-Type": "application/x-www-form-urlencoded"}
        self.connection.request("POST", path, urlencode(fields), headers)
        answer = self.connection.getresponse()
        answer.read()
        if answer.status != FOUND:
            raise RuntimeError(f"{path}: {answer.status}")
        return str(answer.headers["Location"])

    def time_saving(self, path: str) -> float:
        """Milliseconds to log one more episode, after its form was loaded."""
        self.open_form(path)
        started = perf_counter()
        self.save(path)
        return (perf_counter() - started) * 1_000


def timed(port: int, cookie: str, path: str, clients: int, seconds: float, saving: bool = False) -> Timed:
    """Let all clients request the page or submit its form repeatedly, each at least twice."""
    started = perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        asked = [pool.submit(_again_and_again, port, cookie, path, started + seconds, saving) for _ in range(clients)]
        times = [time for one in asked for time in one.result()]
    took = perf_counter() - started
    return Timed(clients, median(times), _p95(times), len(times) / took)


def _again_and_again(port: int, cookie: str, path: str, end: float, saving: bool) -> list[float]:
    visitor, times = Visitor(port, cookie), list[float]()
    time = visitor.time_saving if saving else visitor.time
    while perf_counter() < end or len(times) < 2:
        times.append(time(path))
    visitor.connection.close()
    return times


def _p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20, method="inclusive")[-1]


def weighed(port: int, cookie: str, path: str) -> Weighed:
    """Compressed size of the bodies, without headers."""
    visitor = Visitor(port, cookie)
    body, packed = visitor.get(path)
    plain = gzip.decompress(body) if packed == "gzip" else body
    assets = {found.decode() for found in ASSET.findall(plain)}
    sizes = [len(visitor.get(asset)[0]) for asset in assets]
    visitor.connection.close()
    return Weighed(len(body) + sum(sizes), 1 + len(sizes), len(body))
