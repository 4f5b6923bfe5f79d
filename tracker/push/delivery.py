"""Post a message to a push service.

Its address came from a browser, so it may be anything: only known hosts are asked, over https, at public addresses,
without following redirects, and for a few seconds.
"""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Mapping
from contextlib import closing, suppress
from functools import cache
from http.client import HTTPSConnection
from ipaddress import ip_address
from threading import Timer
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.http import is_same_domain

MAX_S = 10
ENDPOINT_CHARS = 1_000
ENDPOINT = re.compile(r"https://[a-z0-9.-]+(:[0-9]+)?/[!-~]*", re.IGNORECASE)


class RefusedError(OSError):
    """The host is unknown, or has no public address."""


def is_known_service(endpoint: str) -> bool:
    """Whether this is an address of a service in PUSH_HOSTS. A port must be part of its name there."""
    if not ENDPOINT.fullmatch(endpoint) or len(endpoint) > ENDPOINT_CHARS:
        return False
    host = urlsplit(endpoint).netloc.lower()
    return any(is_same_domain(host, known) for known in settings.PUSH_HOSTS)


def post(endpoint: str, body: bytes, headers: Mapping[str, str], max_s: float = MAX_S) -> int:
    """The status of the answer, of which only the head is read. Raises OSError or HTTPException."""
    if not is_known_service(endpoint):
        raise RefusedError("unknown push service")
    parts = urlsplit(endpoint)
    with closing(_Connection(str(parts.hostname), parts.port, timeout=max_s)) as connection:
        # The timeout of a socket begins again with each byte that comes; this one does not.
        timer = Timer(max_s, connection.abort)
        timer.daemon = True
        timer.start()
        try:
            path = f"{parts.path}?{parts.query}" if parts.query else parts.path
            connection.request("POST", path, body, dict(headers))
            return connection.getresponse().status
        finally:
            timer.cancel()


@cache
def tls() -> ssl.SSLContext:
    """The certificates that are trusted. Reading them takes longer than a message."""
    return ssl.create_default_context()


class _Connection(HTTPSConnection):
    """A connection to a public address, which is looked up once: the one that was checked is the one that is asked."""

    def connect(self) -> None:
        """Connect and check the certificate."""
        plain = socket.create_connection((_public_address(self.host, self.port), self.port), self.timeout)
        wrapped = tls().wrap_socket(plain, server_hostname=self.host, do_handshake_on_connect=False)
        self.sock = wrapped
        wrapped.do_handshake()

    def abort(self) -> None:
        """End the connection from another thread, whatever it waits for."""
        if self.sock is not None:
            with suppress(OSError):
                # The method of SSLSocket would take away what the other thread is reading with.
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)


def _public_address(host: str, port: int) -> str:
    """The first public address of a host. Raises RefusedError if there is none."""
    for _family, _kind, _protocol, _name, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        if settings.PUSH_TO_PRIVATE_ADDRESSES or ip_address(address[0]).is_global:
            return str(address[0])
    raise RefusedError("no public address")
