"""The words for what to do, for every level and time that a rule can ask for."""

from __future__ import annotations

from tracker.reference.rules import ADVICE, TODAY_OR_TOMORROW, TWO_WEEKS, Level
from tracker.reference.rules_quiet import ALL_RULES


def test_levels_stand_in_order_of_urgency() -> None:
    assert [level.value for level in Level] == ["emergency", "soon", "next_visit", "reassure"]
    assert (TODAY_OR_TOMORROW, TWO_WEEKS) == (24, 336)


def test_there_is_advice_for_every_level_and_time() -> None:
    asked = {(rule.level, rule.within_hours) for rule in ALL_RULES} | {(Level.SOON, TODAY_OR_TOMORROW)}
    assert asked == set(ADVICE)


def test_a_rule_names_its_sources() -> None:
    rule = next(rule for rule in ALL_RULES if rule.id == "S2b_eyelid_3mo")
    assert rule.source_names() == ("NICE guideline NG127, movements",)
