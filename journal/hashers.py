"""Password hashes, one at a time per process: each takes a tenth of a second and 100 MB."""

from __future__ import annotations

from threading import Lock

from django.contrib.auth.hashers import Argon2PasswordHasher

_one_at_a_time = Lock()


class SerialArgon2PasswordHasher(Argon2PasswordHasher):
    """Argon2id, serialised, so that many log-ins at once cost neither memory nor every processor."""

    def encode(self, password: str, salt: str) -> str:
        """Hash a password."""
        with _one_at_a_time:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Compare a password with a hash."""
        with _one_at_a_time:
            return super().verify(password, encoded)
