"""Messages are encrypted as RFC 8291 says: its own example comes out byte for byte."""

from __future__ import annotations

import os

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from walk.push_service import PushBrowser, decoded, decrypt

from tracker.push.encryption import PADDED_BYTES, encrypt, from_text, is_key, padded, public_bytes, to_text

# RFC 8291, section 5 and appendix A.
PLAINTEXT = b"When I grow up, I want to be a watermelon"
SENDER_PRIVATE = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
SENDER_PUBLIC = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"
BROWSER_PUBLIC = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
BROWSER_PRIVATE = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl"
    "7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def private(text: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(decoded(text), "big"), ec.SECP256R1())


def test_the_example_of_the_standard_comes_out_byte_for_byte() -> None:
    sender = private(SENDER_PRIVATE)
    assert to_text(public_bytes(sender)) == SENDER_PUBLIC
    body = encrypt(PLAINTEXT, from_text(BROWSER_PUBLIC), from_text(AUTH), from_text(SALT), sender)
    assert to_text(body) == BODY


def test_the_example_is_read_by_the_browser_of_these_tests() -> None:
    assert decrypt(decoded(BODY), private(BROWSER_PRIVATE), decoded(AUTH)) == PLAINTEXT


@pytest.mark.parametrize("words", ["", "A minute", "ä" * 60, "🦉" * 60])
def test_every_message_has_the_same_length_and_is_read_by_its_browser(words: str) -> None:
    browser = PushBrowser("https://localhost/")
    key = decoded(browser.fields["key"])
    sender = ec.generate_private_key(ec.SECP256R1())
    body = encrypt(padded(words.encode()), key, browser.auth, os.urandom(16), sender)
    assert len(body) == 86 + PADDED_BYTES + 17
    assert decrypt(body, browser.key, browser.auth).decode().rstrip(" ") == words
    assert words.encode() not in body or not words


def test_what_is_no_point_of_the_curve_is_no_key() -> None:
    assert is_key(from_text(BROWSER_PUBLIC))
    for wrong in (b"", b"\4" + bytes(64), from_text(BROWSER_PUBLIC)[:-1], os.urandom(65)):
        assert not is_key(wrong)
