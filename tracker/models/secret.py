"""The secret in the address of a shared link: how it is made, recognised and stored."""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256

from django.utils.crypto import constant_time_compare, salted_hmac

RANDOM_BYTES = 20
"""160 random bits: at a million guesses a second not one of a million links is found in the age of the universe."""

MARK_BYTES = 4
"""A mark of this installation. A guessed secret has it once in four thousand million times."""

CODE_DIGITS = 6
"""Short enough for the telephone. A link takes ten wrong codes, so one guess in 100,000 gets through."""


def new_token() -> str:
    """A secret of 32 characters that are safe in an address."""
    random = secrets.token_bytes(RANDOM_BYTES)
    return urlsafe_b64encode(random + _mark(random)).decode()


def new_code() -> str:
    """A pass code of digits, to pass on by voice."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"


def digest_of(token: str) -> str:
    """The hash that is stored. A fast hash is enough: unlike a password, the secret is too long to guess."""
    return sha256(token.encode()).hexdigest()


def is_marked(token: str) -> bool:
    """Whether this installation created the secret, judged by its mark alone."""
    try:
        raw = urlsafe_b64decode(token)
    except ValueError:
        raw = b""
    return constant_time_compare(raw[RANDOM_BYTES:].hex(), _mark(raw[:RANDOM_BYTES]).hex())


def _mark(random: bytes) -> bytes:
    # The salt must be text; the bytes may be any, so they go in as the value.
    return salted_hmac("levator.shared-link", random, algorithm="sha256").digest()[:MARK_BYTES]
