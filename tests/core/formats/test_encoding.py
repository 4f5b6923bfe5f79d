from __future__ import annotations

import codecs

import pytest

from tracker.core.formats.encoding import utf_8

TEXT = "date;note\r\n2026-01-31;Übung 😮"


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be"])
def test_utf_16_with_byte_order_mark_is_read(mark: str) -> None:
    bom = codecs.BOM_UTF16_LE if mark == "utf-16-le" else codecs.BOM_UTF16_BE
    assert utf_8(bom + TEXT.encode(mark)) == TEXT.encode()


@pytest.mark.parametrize("data", [TEXT.encode(), b"", b"\xff\xfea", "Übung".encode("cp1252")])
def test_other_bytes_are_unchanged(data: bytes) -> None:
    assert utf_8(data) == data
