"""Addresses of push services come from browsers: only known services are asked, and none of them holds us up."""

from __future__ import annotations

import socket
import ssl
from http.client import HTTPException
from typing import Any

import pytest
from walk.push_service import PushService

from tracker.push.delivery import RefusedError, is_known_service, post, tls

SOON_S = 0.3


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/abc:def",
        "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
        "https://web.push.apple.com/QKx",
        "https://wns2-par02p.notify.windows.com/w/?token=BQ%3d",
    ],
)
def test_the_services_of_the_four_browsers_are_known(endpoint: str) -> None:
    assert is_known_service(endpoint)


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/fcm/send/abc",
        "https://fcm.googleapis.com:8443/fcm/send/abc",
        "https://fcm.googleapis.com.example.org/",
        "https://example.org/?fcm.googleapis.com",
        "https://evilpush.apple.com/",
        "https://fcm.googleapis.com@example.org/",
        "https://example.org\\@fcm.googleapis.com/",
        "https://example.org#.push.apple.com/",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://2130706433/",
        "https://fcm.googleapis.com/a b",
        "https://fcm.googleapis.com/a\r\nHost: example.org",
        "https://fcm.googleapis.com/" + "a" * 1_000,
        "file:///etc/passwd",
        "",
    ],
)
def test_no_other_address_is_asked(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kind: pytest.fail("a host was looked up"))
    with pytest.raises(RefusedError):
        post(endpoint, b"", {})


def test_a_known_name_with_a_private_address_is_not_asked(push_service: PushService, settings: Any) -> None:
    settings.PUSH_TO_PRIVATE_ADDRESSES = False
    with pytest.raises(RefusedError, match="no public address"):
        post(push_service.browser().endpoint, b"body", {})
    assert push_service.requests == []


@pytest.mark.parametrize("status", [201, 404, 410, 302, 307, 500])
def test_the_status_is_returned_and_no_redirect_followed(push_service: PushService, status: int) -> None:
    push_service.answer = status
    assert post(push_service.browser().endpoint, b"body", {"TTL": "60"}) == status
    ((path, headers, body),) = push_service.requests
    assert (path, headers["TTL"], headers["Host"], body) == ("/push/one", "60", push_service.host, b"body")


def test_a_service_that_does_not_answer_is_given_up(push_service: PushService) -> None:
    push_service.answer = None
    with pytest.raises((OSError, HTTPException)):
        post(push_service.browser().endpoint, b"body", {}, max_s=SOON_S)


def test_an_answer_that_never_ends_is_not_read_to_its_end(push_service: PushService) -> None:
    push_service.answer = "slow"
    assert post(push_service.browser().endpoint, b"body", {}, max_s=SOON_S) == 201


def test_a_certificate_that_is_not_trusted_is_refused(
    push_service: PushService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    tls.cache_clear()
    with pytest.raises(ssl.SSLCertVerificationError):
        post(push_service.browser().endpoint, b"body", {})
    assert push_service.requests == []
