"""Signs as a JSON column keeps them: `[["ringing", "sudden"]]`."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.core.records import Onset, Sign
from tracker.models.entry import Converter


def to_signs(column: Iterable[tuple[str, str]]) -> tuple[Sign, ...]:
    """Signs from a column."""
    return tuple(Sign(name, Onset(onset)) for name, onset in column)


SIGNS = Converter(to_signs, lambda signs: [[sign.name, sign.onset.value] for sign in signs])
