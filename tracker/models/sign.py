"""Signs as a JSON column keeps them: `[["ringing", "sudden"]]`."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.core.records import Onset, Sign


def to_signs(column: Iterable[tuple[str, str]]) -> tuple[Sign, ...]:
    """The values in a column."""
    return tuple(Sign(name, Onset(onset)) for name, onset in column)


def from_signs(signs: Iterable[Sign]) -> list[list[str]]:
    """The column for some values."""
    return [[sign.name, sign.onset.value] for sign in signs]
