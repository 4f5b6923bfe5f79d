from __future__ import annotations

import json

from walk.exports import milliseconds, read, totals

TRACKERS = {
    "sleep": {"type": "timer", "math": "sum", "uom": "timer"},
    "water": {"uom": "milliliter"},
    "coffee": {"default": 1, "label": "Coffee"},
}


def backup(*notes: str) -> str:
    end = milliseconds("2026-03-02T08:00:00+01:00")
    events = [{"_id": f"e{n}", "note": note, "end": end, "offset": -60} for n, note in enumerate(notes)]
    return json.dumps({"nomie": {"number": "6"}, "events": events, "trackers": TRACKERS})


def test_values_stand_in_the_notes() -> None:
    found = totals(backup("#sleep(06:45:00)", "Bad day @anna #stress(7) #water(250) +home"))
    assert found == {"sleep_h": {"2026-03-02": 6.75}, "stress": {"2026-03-02": 7.0}, "water_ml": {"2026-03-02": 250.0}}


def test_tick_of_coffee_is_no_amount_of_caffeine_and_nobody_is_kept() -> None:
    found = read(backup("#coffee(2) with @anna +home")).collected
    assert [(one.value, one.on_request) for one in found.candidates] == [(2.0, True)]
    assert "anna" not in repr(found)
    assert "home" not in repr(found)


def test_time_written_as_text_is_read() -> None:
    data = backup("#water(300)").replace(str(milliseconds("2026-03-02T08:00:00+01:00")), '"2026-03-03T08:00:00.000Z"')
    assert totals(data) == {"water_ml": {"2026-03-03": 300.0}}
