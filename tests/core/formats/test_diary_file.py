"""The format of a diary is detected from its content. Other files: tests/core/formats/test_foreign.py."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.core.demo import believable
from tracker.core.formats import FileRefusedError, diary_file, diary_json, diary_tables

DIARY = believable(date(2026, 5, 31), 5, 1)


@pytest.mark.parametrize("write", [diary_json.write, diary_tables.write], ids=["json", "zip"])
def test_both_formats_are_read(write) -> None:  # type: ignore[no-untyped-def]
    assert diary_file.read(write(DIARY)) == DIARY


def test_a_damaged_zip_is_reported_as_a_zip() -> None:
    with pytest.raises(FileRefusedError, match="not a zip"):
        diary_file.read(b"PK no zip")
