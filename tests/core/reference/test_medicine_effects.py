"""Medicines are recognised by name, as people write it."""

from __future__ import annotations

import pytest

from tracker.core.reference.medicine_effects import (
    DOPAMINE_BLOCKERS,
    INTERACTIONS,
    SEROTONIN,
    TAKEN_AGAINST,
    is_one_of,
)
from tracker.core.reference.medicines import GIVEN_AGAINST_IT, MEDICINE_GROUPS
from tracker.core.reference.sources import SOURCES


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("sertraline", True),
        ("Sertraline 50 mg", True),
        ("SERTRALINE-HCl", True),
        ("Zoloft (sertraline)", True),
        ("St John’s wort", True),
        ("notsertraline", False),
        ("Iron", False),
        ("", False),
    ],
)
def test_matches_whole_words(name: str, expected: bool) -> None:
    assert is_one_of(name, SEROTONIN) is expected


def test_matches_words_with_a_hyphen() -> None:
    assert is_one_of("Co-trimoxazole 480", INTERACTIONS[0].others)


def test_suggested_medicines_are_in_the_lists() -> None:
    offered = {group.name: set(group.medicines) for group in MEDICINE_GROUPS}
    assert offered["Antipsychotic"] <= DOPAMINE_BLOCKERS
    assert offered["Against nausea"] <= DOPAMINE_BLOCKERS
    assert offered["Antidepressant"] - {"bupropion"} <= SEROTONIN
    assert {name for group in GIVEN_AGAINST_IT for name in group.medicines} <= TAKEN_AGAINST


def test_lists_are_lower_case_words_with_sources() -> None:
    lists = [SEROTONIN, DOPAMINE_BLOCKERS, TAKEN_AGAINST]
    for interaction in INTERACTIONS:
        assert interaction.source in SOURCES
        assert not interaction.medicine & interaction.others
        lists += [interaction.medicine, interaction.others]
    assert all(word == word.casefold().strip() and " " not in word for words in lists for word in words)
