"""A push service on this machine, with TLS, and a browser that subscribed there and can read what comes."""

from __future__ import annotations

import json
import os
import socket
import ssl
from base64 import urlsafe_b64decode, urlsafe_b64encode
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat


def encoded(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "==")


def decrypt(body: bytes, own: ec.EllipticCurvePrivateKey, auth: bytes) -> bytes:
    """What the browser reads: the receiver's side of RFC 8291."""
    salt, key_length = body[:16], body[20]
    sender, record = body[21 : 21 + key_length], body[21 + key_length :]
    shared = own.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender))
    mine = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    secret = HKDF(SHA256(), 32, auth, b"WebPush: info\0" + mine + sender).derive(shared)
    key = HKDF(SHA256(), 16, salt, b"Content-Encoding: aes128gcm\0").derive(secret)
    nonce = HKDF(SHA256(), 12, salt, b"Content-Encoding: nonce\0").derive(secret)
    content, delimiter, padding = AESGCM(key).decrypt(nonce, record, None).rpartition(b"\2")
    assert (delimiter, padding.strip(b"\0")) == (b"\2", b"")
    return content


@dataclass
class PushBrowser:
    """A browser with a subscription."""

    endpoint: str
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    auth: bytes = field(default_factory=lambda: os.urandom(16))

    @property
    def fields(self) -> dict[str, str]:
        """What it sends to the journal."""
        public = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {"endpoint": self.endpoint, "key": encoded(public), "auth": encoded(self.auth)}

    def read(self, body: bytes) -> dict[str, Any]:
        """The notification in a message."""
        content: dict[str, Any] = json.loads(decrypt(body, self.key, self.auth))
        assert content["web_push"] == 8030
        notification: dict[str, Any] = content["notification"]
        return notification


class PushService:
    """Keeps what is posted. `answer` is the status; None: it says nothing; "slow": a byte at a time, without end."""

    def __init__(self, folder: Path) -> None:
        self.answer: int | str | None = 201
        self.requests: list[tuple[str, dict[str, str], bytes]] = []
        self.arrived, self.closed = Event(), Event()
        self.certificate = folder / "certificate.pem"
        self.certificate.write_bytes(_certificate())
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                service.requests.append((self.path, dict(self.headers), body))
                service.arrived.set()
                self._respond()

            def do_GET(self) -> None:
                service.requests.append((self.path, dict(self.headers), b""))
                self._respond()

            def _respond(self) -> None:
                if service.answer is None:
                    service.closed.wait()
                elif service.answer == "slow":
                    with suppress(OSError):
                        self.wfile.write(b"HTTP/1.1 201 Created\r\nX-Slow: ")
                        while not service.closed.wait(0.05):
                            self.wfile.write(b".")
                else:
                    self.send_response(int(service.answer))
                    self.send_header("Location", f"https://{service.host}/elsewhere")
                    self.send_header("Content-Length", "0")
                    self.end_headers()

            def log_message(self, *args: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate)
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.host = f"localhost:{self.server.server_address[1]}"
        Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def browser(self, name: str = "one") -> PushBrowser:
        """A new subscription."""
        return PushBrowser(f"https://{self.host}/push/{name}")

    def close(self) -> None:
        """End it."""
        self.closed.set()
        self.server.shutdown()
        with suppress(OSError):
            self.server.socket.shutdown(socket.SHUT_RDWR)
        self.server.server_close()


def _certificate() -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=365))
        .not_valid_after(now + timedelta(days=3_650))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return private + certificate.public_bytes(Encoding.PEM)
