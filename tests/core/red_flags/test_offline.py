"""The emergency rules as data for an offline page. That the page decides alike is tested in a browser."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from tracker.core.records import Feel, Person
from tracker.core.red_flags import emergency_data
from tracker.core.red_flags.emergency import COMBINATIONS


def data(pen: Any, *entries: Any, entry_id: Any = None) -> Any:
    known = replace(pen.diary(*entries), first_day=pen.day(1))
    return json.loads(json.dumps(emergency_data(known, entry_id)))


def test_all_combinations_are_included(pen: Any) -> None:
    rules = data(pen)["rules"]
    assert [rule["rule"] for rule in rules] == list(COMBINATIONS)
    jaw = rules[-1]
    assert jaw == {
        "rule": "E12_jaw_locked",
        "ways": [
            {
                "parts": [
                    {"names": ["jaw_locked"], "sudden": False, "least": 1},
                    {"names": ["swallow_hard", "stiff_rigid"], "sudden": False, "least": 1},
                ],
                "given": [],
            }
        ],
    }


def test_stored_signs_of_each_date_without_the_edited_entry(pen: Any) -> None:
    episode, own = pen.episode(0, signs=("fever unsure",)), pen.check_in(0, "vomiting gradual")
    before = pen.check_in(1, "fever sudden")
    stored = data(pen, episode, own, before, entry_id=own.id)["stored"]
    assert stored == {
        pen.iso(1)[0]: {"twitch": False, "signs": {"fever": ["sudden"]}},
        pen.iso(0)[0]: {"twitch": True, "signs": {"fever": ["unsure"]}},
    }
    both = data(pen, episode, pen.check_in(0, "fever gradual"))["stored"][pen.iso(0)[0]]
    assert both["signs"] == {"fever": ["gradual", "unsure"]}


def test_jerks_that_go_on_are_stored_as_signs(pen: Any) -> None:
    jerks = pen.episode(0, "hand:left", feel=Feel.JERK, minutes=9)
    stored = data(pen, jerks)["stored"][pen.iso(0)[0]]
    assert stored["signs"] == {"jerks_on": ["sudden"], "limb_jerks_on": ["sudden"]}


def test_periods_of_new_medicines(pen: Any) -> None:
    medicines = [pen.medicine("Iron", started=20, raised=3), pen.medicine("Zinc")]
    assert data(pen, medicines)["medicines"] == [
        {"name": "Iron", "first": pen.iso(20)[0], "last": pen.iso(6)[0]},
        {"name": "Iron", "first": pen.iso(3)[0], "last": pen.iso(-11)[0]},
    ]


def test_periods_of_conditions(pen: Any) -> None:
    known = data(pen, pen.injection(9), pen.medicine("Sertraline", started=3), pen.medicine("Iron", started=3))
    assert known["windows"] == {
        "injected": [[pen.iso(9)[0], pen.iso(-75)[0]]],
        "new_medicine": [[pen.iso(3)[0], pen.iso(-11)[0]]],
    }
    assert known["always"] == []
    pregnant = replace(pen.diary(person=Person(pregnant=True)), first_day=pen.day(1))
    assert emergency_data(pregnant, None)["always"] == ["pregnant"]
