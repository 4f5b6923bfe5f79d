"""The secret of a shared link: long, marked, and kept as a hash."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.models import secret
from tracker.models.secret import RANDOM_BYTES, digest_of, is_marked, new_code, new_token


def test_a_secret_carries_at_least_128_bits_from_the_machines_own_source(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(secret.secrets, "token_bytes", lambda n: asked.append(n) or bytes(range(n)))
    assert urlsafe_b64decode(new_token())[:RANDOM_BYTES] == bytes(range(RANDOM_BYTES))
    assert asked == [RANDOM_BYTES]
    assert RANDOM_BYTES * 8 >= 128


def test_secrets_differ_and_are_safe_in_an_address() -> None:
    tokens = {new_token() for _ in range(1_000)}
    assert len(tokens) == 1_000
    assert {len(token) for token in tokens} == {32}
    assert all(letter.isalnum() or letter in "-_" for token in tokens for letter in token)


def test_what_is_kept_is_the_hash() -> None:
    assert digest_of("a secret") == sha256(b"a secret").hexdigest()


def test_every_secret_is_marked() -> None:
    assert all(is_marked(new_token()) for _ in range(100))


@given(st.binary(min_size=RANDOM_BYTES + 4, max_size=RANDOM_BYTES + 4))
def test_a_guess_is_not_marked(raw: bytes) -> None:
    assert not is_marked(urlsafe_b64encode(raw).decode())


@given(st.text())
def test_any_text_can_be_asked_about(text: str) -> None:
    assert is_marked(text) is False


@given(st.integers(0, (RANDOM_BYTES + 4) * 8 - 1))
def test_a_secret_with_one_bit_changed_is_not_marked(bit: int) -> None:
    raw = bytearray(urlsafe_b64decode(new_token()))
    raw[bit // 8] ^= 1 << bit % 8
    assert not is_marked(urlsafe_b64encode(raw).decode())


def test_the_mark_is_this_installations(settings: Any) -> None:
    token = new_token()
    settings.SECRET_KEY = "another installation"
    assert not is_marked(token)


def test_codes_have_six_digits_and_use_all_of_them() -> None:
    codes = [new_code() for _ in range(2_000)]
    assert all(len(code) == 6 and code.isdigit() for code in codes)
    assert {code[0] for code in codes} == set("0123456789")
    assert len(set(codes)) > 1_900
