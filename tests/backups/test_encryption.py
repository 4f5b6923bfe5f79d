"""Only the same passphrase decrypts a file, here and in the reference implementation."""

from __future__ import annotations

from io import BytesIO

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.backups.encryption import CHUNK, FIRST_LINE, DecryptionError, decrypt, encrypt

LITTLE_WORK = 8
WORDS = "quiet morning walk"


def encrypted(content: bytes, words: str = WORDS) -> bytes:
    target = BytesIO()
    encrypt(BytesIO(content), target, words, LITTLE_WORK)
    return target.getvalue()


def opened(content: bytes, words: str = WORDS) -> bytes:
    target = BytesIO()
    decrypt(BytesIO(content), target, words)
    return target.getvalue()


LENGTHS = st.sampled_from([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7])


@settings(max_examples=40)
@given(content=LENGTHS.map(bytes) | st.binary(max_size=300), words=st.text(st.characters(exclude_categories=["Cs"])))
def test_our_code_and_the_reference_decrypt_each_others_files(content: bytes, words: str) -> None:
    file = encrypted(content, words)
    assert opened(file, words) == content
    assert pyrage.passphrase.decrypt(file, words) == content
    with pytest.raises(DecryptionError, match="the passphrase is wrong"):
        opened(file, f"{words}x")


def test_encrypting_twice_gives_different_files() -> None:
    one, other = encrypted(b"a long day"), encrypted(b"a long day")
    assert one != other
    assert len(one) == len(other)
    assert b"a long day" not in one


@settings(max_examples=150)
@given(place=st.integers(0, 2 * CHUNK + 300), bit=st.integers(0, 7))
def test_one_changed_bit_is_noticed(place: int, bit: int) -> None:
    file = bytearray(FILE)
    file[place % len(file)] ^= 1 << bit
    with pytest.raises(DecryptionError):
        opened(bytes(file))


@settings(max_examples=150)
@given(end=st.integers(0, 2 * CHUNK + 300) | st.sampled_from([22, 72, 119, 120]))
def test_a_file_that_ends_too_early_is_noticed(end: int) -> None:
    with pytest.raises(DecryptionError):
        opened(FILE[: end % len(FILE)])


@pytest.mark.parametrize("more", [b"\0", bytes(16), bytes(CHUNK)])
def test_what_was_added_is_noticed(more: bytes) -> None:
    with pytest.raises(DecryptionError):
        opened(FILE + more)


def test_chunks_that_changed_places_are_noticed() -> None:
    start = len(FILE) - (2 * CHUNK + 100 + 3 * 16)
    first, second = FILE[start : start + CHUNK + 16], FILE[start + CHUNK + 16 : start + 2 * (CHUNK + 16)]
    assert opened(FILE[:start] + first + second + FILE[start + 2 * (CHUNK + 16) :])
    with pytest.raises(DecryptionError):
        opened(FILE[:start] + second + first + FILE[start + 2 * (CHUNK + 16) :])


def test_a_header_that_asks_for_too_much_memory_is_refused() -> None:
    greedy = FILE.replace(b" 8\n", b" 30\n", 1)
    with pytest.raises(DecryptionError, match="more memory than is allowed"):
        opened(greedy)


def test_a_file_encrypted_for_a_key_is_recognised() -> None:
    file = pyrage.encrypt(b"a long day", [pyrage.x25519.Identity.generate().to_public()])
    assert file.startswith(FIRST_LINE)
    with pytest.raises(DecryptionError, match="not sealed with a passphrase"):
        opened(file)


FILE = encrypted(bytes(2 * CHUNK + 100))
