"""Encrypt a message for one browser: RFC 8291, in the coding aes128gcm of RFC 8188.

The push service that passes it on cannot read it.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

RECORD_BYTES = 4096
PADDED_BYTES = 1024
"""Every message has this length, so that its size says nothing. Longer than any title."""

AUTH_BYTES = 16
LAST_RECORD = b"\2"


def encrypt(message: bytes, browser_key: bytes, auth: bytes, salt: bytes, sender: EllipticCurvePrivateKey) -> bytes:
    """The body of the request to the push service.

    Parameters: the public key and the secret of the subscription, 16 random bytes, and a key for this message only.
    Raises ValueError if the browser's key is not a point of the curve.
    """
    browser = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), browser_key)
    own = public_bytes(sender)
    shared = _derive(auth, sender.exchange(ECDH(), browser), b"WebPush: info\0" + browser_key + own, 32)
    key = _derive(salt, shared, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derive(salt, shared, b"Content-Encoding: nonce\0", 12)
    header = salt + RECORD_BYTES.to_bytes(4, "big") + bytes([len(own)]) + own
    return header + AESGCM(key).encrypt(nonce, message + LAST_RECORD, None)


def padded(message: bytes) -> bytes:
    """The message with spaces after it, which JSON ignores."""
    return message.ljust(PADDED_BYTES)


def public_bytes(key: EllipticCurvePrivateKey) -> bytes:
    """The public key as 65 bytes."""
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def to_text(data: bytes) -> str:
    """Base64 for addresses, without padding."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def from_text(text: str) -> bytes:
    """Decode base64 for addresses, with or without padding. Raises ValueError."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def is_key(data: bytes) -> bool:
    """Whether these bytes are a public key that can be encrypted for."""
    try:
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), data)
    except ValueError:
        return False
    return True


def _derive(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(secret)
