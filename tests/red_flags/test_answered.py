"""How long *I have booked an appointment* holds."""

from __future__ import annotations

from typing import Any

import pytest

from tracker.red_flags import Settings, stays_quiet
from tracker.red_flags.answered import NEW_MATTERS
from tracker.red_flags.flag import raised

SEEN = {"run_days": 20, "places": ["chin:left"], "signs": ["ringing"]}


@pytest.mark.parametrize(
    ("facts", "quiet"),
    [
        (SEEN, True),
        ({**SEEN, "run_days": 33}, True),
        ({**SEEN, "run_days": 34}, False),
        ({**SEEN, "run_days": 3}, True),
        ({**SEEN, "places": []}, True),
        ({**SEEN, "places": ["chin:left", "brow:left"]}, False),
        ({**SEEN, "signs": ["face_numb"]}, False),
        ({**SEEN, "last": "2026-05-31", "dates": ["2026-05-31"]}, True),
        ({}, True),
    ],
)
def test_a_flag_stays_quiet_until_its_facts_change(facts: dict[str, Any], quiet: bool) -> None:
    assert stays_quiet(raised("S2_persistent", facts), SEEN) is quiet


@pytest.mark.parametrize("name", ["places", "areas", "sides", "signs", "medicines", "rules"])
def test_anything_new_speaks_again(name: str) -> None:
    assert name in NEW_MATTERS
    assert not stays_quiet(raised("S2_persistent", {name: ["new"]}), {})
    assert stays_quiet(raised("S2_persistent", {name: ["old"]}), {name: ["old"]})


def test_a_run_that_nobody_knew_of_speaks_once_it_is_long() -> None:
    assert stays_quiet(raised("S2_persistent", {"run_days": 13}), {})
    assert not stays_quiet(raised("S2_persistent", {"run_days": 14}), {})
    assert stays_quiet(raised("S2_persistent", {"run_days": 14}), {}, Settings(again_days=15))


def test_an_emergency_never_stays_quiet() -> None:
    facts = {"dates": ["2026-05-31"], "signs": ["face_droop"]}
    assert not stays_quiet(raised("E1_face_droop", facts), facts)
