from __future__ import annotations

import base64
import json
from datetime import UTC, datetime

import pytest
from walk.exports import read, totals, zip_of

from tracker.core.formats.imports import Collected
from tracker.core.formats.imports.mapping import own_key

MOODS = [
    {"id": 1, "custom_name": "", "predefined_name_id": 1, "mood_group_id": 1},
    {"id": 9, "custom_name": "so tired", "predefined_name_id": -1, "mood_group_id": 4},
    {"id": 12, "custom_name": "odd", "predefined_name_id": -1, "mood_group_id": 77},
]
TAGS = [{"id": 3, "name": "bad sleep "}, {"id": 4, "name": "alcohol"}]


def entry(mood: int, at: str = "2026-03-02T20:00:00", *tags: int, offset_h: int = 1) -> dict[str, object]:
    instant = datetime.fromisoformat(at).replace(tzinfo=UTC)
    return {
        "id": 1, "mood": mood, "datetime": int(instant.timestamp() * 1_000), "timeZoneOffset": offset_h * 3_600_000,
        "tags": list(tags), "note": "private",
    }  # fmt: skip


def backup(*entries: dict[str, object]) -> bytes:
    content = {"version": 15, "isReminderOn": False, "pin": "", "customMoods": MOODS, "tags": TAGS}
    text = json.dumps({**content, "dayEntries": list(entries)}).encode()
    return zip_of({"backup.daylio": base64.b64encode(text), "assets/photos/1": b"\xff\xd8"})


def collected(data: bytes) -> Collected:
    return read(data, name="backup_2026.daylio").collected


def test_moods_are_numbers_by_their_group_also_those_of_ones_own() -> None:
    found = totals(backup(entry(1), entry(9, "2026-03-03T20:00:00")))
    assert found["mood"] == {"2026-03-02": 5.0, "2026-03-03": 2.0}


def test_mood_of_no_group_waits_for_a_number_and_notes_are_left_out() -> None:
    found = collected(backup(entry(12)))
    assert [(one.name, one.day.isoformat()) for one in found.named_moods] == [("odd", "2026-03-02")]
    assert found.unused == {"Notes": 1}
    assert found.candidates == ()


def test_names_that_were_cut_within_an_emoji_are_read() -> None:
    tag, mood = {"id": 7, "name": "run \ud83d"}, {"id": 8, "custom_name": "odd \ud83d"}
    content = {"customMoods": [mood], "tags": [tag], "dayEntries": [entry(8, "2026-03-02T20:00:00", 7)]}
    found = collected(zip_of({"backup.daylio": base64.b64encode(json.dumps(content).encode())}))
    assert [one.name for one in found.exposures] == ["run ?"]
    assert [one.name for one in found.named_moods] == ["odd ?"]


def test_activities_have_the_date_where_the_phone_was_and_the_keys_of_the_csv() -> None:
    found = totals(backup(entry(1, "2026-03-02T23:30:00", 3, 4), entry(1, "2026-03-02T23:30:00", 4, offset_h=-8)))
    assert found[own_key("daylio bad sleep")] == {"2026-03-03": 1.0}
    assert found[own_key("daylio alcohol")] == {"2026-03-02": 1.0, "2026-03-03": 1.0}


@pytest.mark.parametrize("broken", [{"mood": 1}, {"mood": 1, "datetime": "x"}, {"mood": 1, "datetime": 1e300}])
def test_broken_entry_is_left_out(broken: dict[str, object]) -> None:
    assert collected(backup(broken, entry(1))).left_out[0].count == 1


def test_backup_that_is_cut_is_said_to_be() -> None:
    data = base64.b64encode(json.dumps({"customMoods": MOODS, "dayEntries": []}).encode())[:80]
    assert collected(zip_of({"backup.daylio": data})).ends_early
