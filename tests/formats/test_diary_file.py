"""What kind of file it is, is told by what is in it."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.demo import believable
from tracker.formats import Refused, diary_file, diary_json, diary_tables

DIARY = believable(date(2026, 5, 31), 5, 1)


@pytest.mark.parametrize("write", [diary_json.write, diary_tables.write], ids=["json", "zip"])
def test_both_kinds_are_read(write) -> None:  # type: ignore[no-untyped-def]
    assert diary_file.read(write(DIARY)) == DIARY


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"PK no zip", "not a zip"), (b"id,note\r\n", "not JSON"), (b"", "not JSON"), (b"\x1f\x8b", "UTF-8")],
)
def test_other_files_are_refused_in_plain_words(data: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says):
        diary_file.read(data)
