"""The header by which a push service knows the sender."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from walk.push_service import decoded

from tracker.push.vapid import authorization, public_key

NOW = datetime(2026, 6, 17, 20, tzinfo=UTC)
ENDPOINT = "https://updates.push.services.mozilla.com/wpush/v2/secret"


def parts_of(header: str) -> tuple[str, bytes, str]:
    """What is signed, the signature, and the public key."""
    token, key = header.removeprefix("vapid t=").split(", k=")
    signed, _, signature = token.rpartition(".")
    return signed, decoded(signature), key


def check(signed: str, signature: bytes, key: str) -> None:
    numbers = (int.from_bytes(half, "big") for half in (signature[:32], signature[32:]))
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(key))
    public.verify(encode_dss_signature(*numbers), signed.encode(), ec.ECDSA(SHA256()))


def test_the_header_is_signed_and_names_the_service_and_the_operator(settings: Any) -> None:
    settings.PUSH_CONTACT = "mailto:journal@example.org"
    signed, signature, key = parts_of(authorization(ENDPOINT, NOW))
    check(signed, signature, key)
    head, claims = (json.loads(decoded(part)) for part in signed.split("."))
    assert head == {"typ": "JWT", "alg": "ES256"}
    assert claims["aud"] == "https://updates.push.services.mozilla.com"
    assert claims["sub"] == "mailto:journal@example.org"
    assert 0 < claims["exp"] - NOW.timestamp() <= 24 * 3600
    with pytest.raises(InvalidSignature):
        check(signed + "x", signature, key)


def test_the_key_is_that_of_the_installation(settings: Any) -> None:
    settings.SECRET_KEY = "one secret key of an installation"
    key = public_key()
    assert (key, len(decoded(key))) == (public_key(), 65)
    settings.SECRET_KEY = "another secret key of an installation"
    assert public_key() != key
