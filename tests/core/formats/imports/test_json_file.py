from __future__ import annotations

import json

import msgspec
import pytest
from walk.exports import read

from tracker.core.formats.imports.json_file import parse

SMILE = "\\ud83d\\ude00"


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        (SMILE, "😀"), (SMILE + SMILE, "😀😀"), ("\\\\ud83d", "\\ud83d"), ("\\ud83d", "?"), ("a\\uDE00b", "a?b"),
        ("\\ud83d" + SMILE, "?😀"), (SMILE + "\\ude00", "😀?"), ("\\ud83dx\\ude00", "?x?"),
    ],
)  # fmt: skip
def test_halves_of_characters_become_question_marks(text: str, parsed: str) -> None:
    assert parse(f'{{"{text}": ["{text}", 1.5, null]}}') == {parsed: [parsed, 1.5, None]}


def test_export_with_half_a_character_can_wait_for_its_preview() -> None:
    at = "2026-11-20 08:00:00 +0100"
    dose = {"displayText": "Iron \ud83d", "start": at, "end": at, "dosage": 1, "units": "count", "status": "Taken"}
    found = read(json.dumps({"data": {"medications": [dose]}})).collected
    assert [one.medicine for one in found.doses] == ["Iron ?"]
    assert msgspec.json.encode(found)
