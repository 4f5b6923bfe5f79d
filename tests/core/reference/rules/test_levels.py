"""Advice and headings for every level."""

from __future__ import annotations

import pytest

from tracker.core.reference.rules.levels import ADVICE, LEVEL_NAMES, TODAY_OR_TOMORROW, TWO_WEEKS, Level, level_name
from tracker.core.reference.rules.mention import ALL_RULES


def test_levels_are_in_order_of_urgency() -> None:
    assert [level.value for level in Level] == ["emergency", "soon", "routine", "next_visit", "reassure"]
    assert (TODAY_OR_TOMORROW, TWO_WEEKS) == (24, 336)


def test_every_level_and_time_has_advice_and_a_name() -> None:
    used = {(rule.level, rule.within_hours) for rule in ALL_RULES} | {(Level.SOON, TODAY_OR_TOMORROW)}
    assert used == set(ADVICE) == set(LEVEL_NAMES)


def test_routine_appointment_has_no_deadline() -> None:
    assert ADVICE[Level.ROUTINE, None] == "Please book a routine appointment."
    assert level_name(Level.ROUTINE, None) == "When it suits you"


@pytest.mark.parametrize(("hours", "name"), [(24, "Today or tomorrow"), (336, "Within two weeks")])
def test_heading_says_how_soon(hours: int, name: str) -> None:
    assert level_name(Level.SOON, hours) == name


def test_flags_of_older_versions_have_a_heading() -> None:
    assert level_name(Level.SOON, 48) == "Today or tomorrow"
    assert level_name(Level.NEXT_VISIT, 336) == "For your next visit"


def test_rule_has_source_names() -> None:
    rule = next(rule for rule in ALL_RULES if rule.id == "S2b_eyelid_3mo")
    assert rule.source_names() == ("NICE guideline NG127, movements",)
