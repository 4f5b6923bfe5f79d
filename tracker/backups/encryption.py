"""Encrypt files with a passphrase, in the age format: `age --decrypt` opens them too.

Format: https://age-encryption.org/v1, one scrypt recipient. A random file key is wrapped with a key derived from the
passphrase. The content is encrypted in chunks (ChaCha20-Poly1305), whose nonces hold the number of the chunk and
whether it is the last, so that a changed, missing, moved or truncated chunk is detected. Streams chunk by chunk.

The test vectors of age (C2SP/CCTV) do not run in the tests: they are binary files, which could not be had here.
Files are checked in both directions against pyrage instead.
"""

from __future__ import annotations

import binascii
import os
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator
from itertools import count
from typing import BinaryIO

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

FIRST_LINE = b"age-encryption.org/v1\n"
"""The start of every file in this format."""
WORK = 17
"""log2 of scrypt's N: 128 MiB and about half a second for each guess (OWASP's least for scrypt with r = 8, p = 1)."""
MAX_WORK = 20
"""Refuse a header that asks for more than 1 GiB of memory."""
CHUNK, TAG, NONCE = 64 * 1024, 16, 16
STANZA = re.compile(rb"-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]?)\n([A-Za-z0-9+/]{43})\n---")
HEADER_BYTES = 400
"""Longer than any header with one scrypt recipient."""


class DecryptionError(Exception):
    """The text says why, in plain words."""


def encrypt(source: BinaryIO, target: BinaryIO, passphrase: str, work: int = WORK) -> None:
    """Encrypt `source` into `target`."""
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(NONCE)
    wrapped = ChaCha20Poly1305(_wrapping_key(passphrase, salt, work)).encrypt(bytes(12), file_key, None)
    header = FIRST_LINE + b"-> scrypt %s %d\n%s\n---" % (_text(salt), work, _text(wrapped))
    target.write(header + b" " + _text(_mac(file_key, header).finalize()) + b"\n" + nonce)
    cipher = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
    for number, chunk, is_last in _chunks(source, CHUNK):
        target.write(cipher.encrypt(_nonce(number, is_last), chunk, None))


def decrypt(source: BinaryIO, target: BinaryIO, passphrase: str) -> None:
    """Decrypt `source` into `target`. Raises DecryptionError; then `target` must not be used."""
    file_key = _file_key(source, passphrase)
    cipher = ChaCha20Poly1305(_derived(file_key, source.read(NONCE), b"payload"))
    for number, chunk, is_last in _chunks(source, CHUNK + TAG):
        try:
            target.write(cipher.decrypt(_nonce(number, is_last), chunk, None))
        except InvalidTag:
            raise DecryptionError("it is damaged, or ends too early") from None


def _file_key(source: BinaryIO, passphrase: str) -> bytes:
    """Read and check the header, and return the file key. `source` is at the payload then."""
    start = source.read(HEADER_BYTES)
    header, mark, rest = start.partition(b"\n---")
    found = STANZA.fullmatch((header + mark).removeprefix(FIRST_LINE))
    mac, end, _payload = rest.removeprefix(b" ").partition(b"\n")
    if not (start.startswith(FIRST_LINE) and found and end):
        raise DecryptionError("it is damaged, or not sealed with a passphrase")
    work = int(found[2])
    if work > MAX_WORK:
        raise DecryptionError(f"opening it takes more memory than is allowed (2^{work})")
    try:
        key = ChaCha20Poly1305(_wrapping_key(passphrase, _bytes(found[1]), work))
        file_key = key.decrypt(bytes(12), _bytes(found[3]), None)
        _mac(file_key, header + mark).verify(_bytes(mac))
    except (InvalidTag, InvalidSignature, binascii.Error):
        raise DecryptionError("the passphrase is wrong, or the file is damaged") from None
    source.seek(len(header) + len(mark) + 1 + len(mac) + 1)
    return file_key


def _chunks(source: BinaryIO, size: int) -> Iterator[tuple[int, bytes, bool]]:
    """The number of each chunk, the chunk, and whether it is the last. An empty file has one empty chunk."""
    chunk = source.read(size)
    for number in count():
        following = source.read(size)
        yield number, chunk, not following
        if not following:
            return
        chunk = following


def _nonce(number: int, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


def _wrapping_key(passphrase: str, salt: bytes, work: int) -> bytes:
    salted = b"age-encryption.org/v1/scrypt" + salt
    return Scrypt(salt=salted, length=32, n=2**work, r=8, p=1).derive(passphrase.encode())


def _derived(file_key: bytes, salt: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=purpose).derive(file_key)


def _mac(file_key: bytes, header: bytes) -> HMAC:
    mac = HMAC(_derived(file_key, b"", b"header"), SHA256())
    mac.update(header)
    return mac


def _text(content: bytes) -> bytes:
    return b64encode(content).rstrip(b"=")


def _bytes(text: bytes) -> bytes:
    """Decode base64 without padding, in its canonical form only."""
    content = b64decode(text + b"=" * (-len(text) % 4), validate=True)
    if _text(content) != text:
        raise binascii.Error("not canonical")
    return content
