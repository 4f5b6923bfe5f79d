"""Merge two versions of one entry.

Values that only one version has are kept. Differing free text is joined, signs are united. Anything else that differs
is a Difference: my value is kept unless the other is chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

from tracker.core.merging.difference import Choice, Difference, keep_mine
from tracker.core.records import KeptDay, Onset, Person, Sign
from tracker.core.reference.asked_once import ASKED_ONCE
from tracker.core.reference.limits import BLAMED_ITEMS, NOTE_CHARS, QUESTIONS_PER_VISIT

SEPARATOR = "\n\n———\n\n"
"""Between two joined notes."""

TEXTS: Mapping[str, int] = {"note": NOTE_CHARS, "findings": NOTE_CHARS, "agreed": NOTE_CHARS}
"""Free text fields that are joined, with their maximum length."""

LISTS: Mapping[str, int] = {
    "questions": QUESTIONS_PER_VISIT,
    "doctor_questions": QUESTIONS_PER_VISIT,
    "blamed": BLAMED_ITEMS,
    "skipped": len(ASKED_ONCE),
}
"""List fields that are united, with their maximum number of items."""

SIGNS = ("signs", "no_other_signs")

GROUPS: tuple[tuple[str, ...], ...] = (
    SIGNS,
    ("onset", "zone", "local_date"),
    ("duration_s", "still_going"),
    ("exposure", "value", "item", "at", "zone", "local_date"),
    ("at", "zone", "local_date"),
    ("started", "stopped", "changes"),
    ("day", "on", "off", "expected", "seed", "pairs", "period_days", "left_out", "exposure"),
    ("pauses", "stopped"),
    ("day", "next_due", "effect_from", "effect_until"),
    ("answer", "answered_on", "answered_facts", "answered_level"),
    ("kind", "unit", "summary"),
)
"""Related fields: their values are taken from one version, never mixed."""

SETTLED = (SIGNS, ("source",), ("external_id",))
"""Groups that are never asked about: signs are always united, and an external id must be unique in a diary."""

MOST_URGENT_FIRST = (Onset.SUDDEN, Onset.UNSURE, Onset.GRADUAL)


@dataclass(frozen=True)
class MergedEntry:
    """The merged entry, the fields that were filled, the remaining differences, and those resolved."""

    value: Any
    filled: tuple[str, ...]
    differences: tuple[Difference, ...]
    taken: tuple[Difference, ...]


def merge_entries(kind: str, mine: Any, theirs: Any, choose: Choice = keep_mine) -> MergedEntry:
    """Merge two versions of an entry of the same type. The result has my id."""
    changes: dict[str, Any] = {}
    filled: list[str] = []
    differences: list[Difference] = []
    taken: list[Difference] = []
    kind_of: Any = type(mine)
    for group in _groups(kind_of):
        here, there = _values(mine, group), _values(theirs, group)
        if here == there:
            continue
        merged = _merged_signs(here, there) if group == SIGNS else _merged(kind_of, group, here, there)
        lost = _lost(group, here, there, merged)
        difference = Difference(kind, mine, theirs, lost, _values(mine, lost), _values(theirs, lost), group in SETTLED)
        if lost and group not in SETTLED and choose(difference):
            changes |= dict(zip(lost, difference.theirs, strict=True))
            taken.append(difference)
            continue
        if lost:
            differences.append(difference)
        new = {name: value for name, old, value in zip(group, here, merged or here, strict=True) if value != old}
        changes |= new
        filled += new
    return MergedEntry(replace(mine, **changes) if changes else mine, tuple(filled), tuple(differences), tuple(taken))


def _values(entry: Any, names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(entry, name) for name in names)


@cache
def _groups(kind: Any) -> tuple[tuple[str, ...], ...]:
    """Return every field of a record except its id, with related fields in one group."""
    names = [field.name for field in fields(kind) if field.name != "id"]
    groups: list[tuple[str, ...]] = []
    grouped: set[str] = set()
    for group in GROUPS:
        if grouped.isdisjoint(group) and set(group) <= set(names):
            groups.append(group)
            grouped |= set(group)
    return *groups, *((name,) for name in names if name not in grouped)


Values = tuple[Any, ...]


def _merged(kind: Any, group: tuple[str, ...], here: Values, there: Values) -> Values | None:
    """Return values that include both versions, or None if there are none."""
    if group[0] in TEXTS:
        text = _joined(here[0], there[0])
        return (text,) if len(text) <= TEXTS[group[0]] else None
    if group[0] in LISTS:
        lines = (*here[0], *dict.fromkeys(line for line in there[0] if line not in here[0]))
        return (lines,) if len(lines) <= LISTS[group[0]] else None
    if group[0] == "kept":
        return _united_by_day(here[0], there[0])
    # Settings are never filled in silently: only the person changes them.
    candidates = ((here, there),) if kind is Person else ((there, here), (here, there))
    for fuller, other in candidates:
        if all(map(_includes, [kind] * len(group), group, fuller, other)):
            return fuller
    return None


def _lost(group: tuple[str, ...], here: Values, there: Values, merged: Values | None) -> tuple[str, ...]:
    """Return the fields whose merged value does not include both versions."""
    if merged is None:
        return tuple(name for name, one, other in zip(group, here, there, strict=True) if one != other)
    if group != SIGNS:
        return ()
    signs, none = merged
    lost = [not {*here[0], *there[0]} <= {*signs}, none is not (here[1] or there[1])]
    return tuple(name for name, is_lost in zip(SIGNS, lost, strict=True) if is_lost)


def _united_by_day(here: tuple[KeptDay, ...], there: tuple[KeptDay, ...]) -> Values | None:
    """The answers of both, or None if they differ on a day."""
    days = {answer.day: answer for answer in (*there, *here)}
    if any(days[answer.day] != answer for answer in there):
        return None
    return (tuple(days[day] for day in sorted(days)),)


def _joined(here: str, there: str) -> str:
    if _lines(there) in _lines(here):
        return here
    return there if _lines(here) in _lines(there) else f"{here}{SEPARATOR}{there}"


def _lines(text: str) -> str:
    """Normalise line ends, which differ between spreadsheets and browsers."""
    return text.replace("\r\n", "\n")


def _includes(kind: Any, name: str, fuller: Any, other: Any) -> bool:
    """Whether one value includes the other. A list of a setting is one answer: a part of it is a different one."""
    if other == fuller or _is_blank(kind, name, other):
        return True
    return kind is not Person and isinstance(other, tuple) and set(other) <= set(fuller)


def _is_blank(kind: Any, name: str, value: Any) -> bool:
    """Whether a value is unset. A setting that is off is set."""
    return value in (None, "", (), {}) or (value is False and kind is not Person and _defaults(kind)[name] is False)


@cache
def _defaults(kind: Any) -> Mapping[str, Any]:
    return {field.name: field.default for field in fields(kind)}


def _merged_signs(here: Values, there: Values) -> Values:
    """Unite the signs, each with the more urgent onset, so that an emergency sign is never lost."""
    onsets: dict[str, Onset] = {}
    for sign in (*here[0], *there[0]):
        onsets[sign.name] = min(sign.onset, onsets.get(sign.name, sign.onset), key=MOST_URGENT_FIRST.index)
    return tuple(Sign(name, onset) for name, onset in onsets.items()), (here[1] or there[1]) and not onsets
