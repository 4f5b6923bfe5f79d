"""Suggested medicines."""

from __future__ import annotations

from tracker.core.reference.limits import NAME_CHARS
from tracker.core.reference.medicines import GIVEN_AGAINST_IT, MEDICINE_GROUPS


def test_medicines_are_unique_and_fit_into_the_field() -> None:
    names = [name for group in (*MEDICINE_GROUPS, *GIVEN_AGAINST_IT) for name in group.medicines]
    assert len(names) == len(set(names)) > 40
    assert all(name == name.lower() and 0 < len(name) <= NAME_CHARS for name in names)


def test_groups_have_unique_names_and_sources() -> None:
    assert len({group.name for group in MEDICINE_GROUPS}) == len(MEDICINE_GROUPS)
    assert all(group.source and group.medicines for group in (*MEDICINE_GROUPS, *GIVEN_AGAINST_IT))
