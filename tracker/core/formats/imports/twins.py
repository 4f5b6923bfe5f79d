"""Drinks that two apps hold because they sync with one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from tracker.core.formats.imports.values import Candidate

TWIN_GAP = timedelta(minutes=2)


def twins(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the values that another source has too, at most two minutes before. The first of each pair is no twin.

    Two equal drinks of one source are two drinks, however close.
    """
    by_value: defaultdict[tuple[str, float], list[Candidate]] = defaultdict(list)
    for one in candidates:
        if one.at is not None:
            by_value[one.exposure, round(one.value, 3)].append(one)
    return [twin for group in by_value.values() for twin in _twins_of_equals(group)]


def _twins_of_equals(group: list[Candidate]) -> list[Candidate]:
    found: list[Candidate] = []
    recent: list[Candidate] = []
    for one in sorted(group, key=lambda one: (one.at, one.source)):
        recent = [other for other in recent if one.at and other.at and one.at - other.at <= TWIN_GAP]
        partner = next((other for other in recent if other.source != one.source), None)
        if partner is None:
            recent.append(one)
        else:
            recent.remove(partner)
            found.append(one)
    return found
