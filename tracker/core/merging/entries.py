"""Two versions of one entry become one.

What only one of them says is kept. Free text that differs is joined, signs are united. Whatever else differs is a
Difference: my value is kept unless the other one is chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

from tracker.core.merging.difference import Choice, Difference, keep_mine
from tracker.core.records import Onset, Person, Sign
from tracker.core.reference.asked_once import ASKED_ONCE
from tracker.core.reference.limits import BLAMED_ITEMS, NOTE_CHARS, QUESTIONS_PER_VISIT

SEPARATOR = "\n\n———\n\n"
"""Between two notes that became one."""

TEXTS: Mapping[str, int] = {"note": NOTE_CHARS, "findings": NOTE_CHARS, "agreed": NOTE_CHARS}
"""Free text that is joined, up to so many characters."""

LISTS: Mapping[str, int] = {
    "questions": QUESTIONS_PER_VISIT,
    "doctor_questions": QUESTIONS_PER_VISIT,
    "blamed": BLAMED_ITEMS,
    "skipped": len(ASKED_ONCE),
}
"""Lists of lines in the person's own words, and of questions put off, that are united, up to so many."""

SIGNS = ("signs", "no_other_signs")

GROUPS: tuple[tuple[str, ...], ...] = (
    SIGNS,
    ("onset", "zone", "local_date"),
    ("duration_s", "still_going"),
    ("exposure", "value", "item", "at", "zone", "local_date"),
    ("at", "zone", "local_date"),
    ("started", "stopped", "changes"),
    ("day", "next_due", "effect_from", "effect_until"),
    ("answer", "answered_on", "answered_facts", "answered_level"),
)
"""Fields that mean something together: they come from one version, never from both."""

SETTLED = (SIGNS, ("source",), ("external_id",))
"""Never asked about: signs are always merged in, and a name from outside must be unique in a diary."""

MOST_URGENT_FIRST = (Onset.SUDDEN, Onset.UNSURE, Onset.GRADUAL)


@dataclass(frozen=True)
class MergedEntry:
    """My version with what the other one adds, which fields that filled, what still differs, and what was chosen."""

    value: Any
    filled: tuple[str, ...]
    differences: tuple[Difference, ...]
    taken: tuple[Difference, ...]


def merge_entries(kind: str, mine: Any, theirs: Any, choose: Choice = keep_mine) -> MergedEntry:
    """Merge two versions of an entry of the same type. The id stays mine."""
    changes: dict[str, Any] = {}
    filled: list[str] = []
    differences: list[Difference] = []
    taken: list[Difference] = []
    kind_of: Any = type(mine)
    for group in _groups(kind_of):
        here, there = _said(mine, group), _said(theirs, group)
        if here == there:
            continue
        merged = _merged_signs(here, there) if group == SIGNS else _merged(kind_of, group, here, there)
        lost = _lost(group, here, there, merged)
        difference = Difference(kind, mine, theirs, lost, _said(mine, lost), _said(theirs, lost), group in SETTLED)
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


def _said(entry: Any, names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(entry, name) for name in names)


@cache
def _groups(kind: Any) -> tuple[tuple[str, ...], ...]:
    """Every field of an entry but its id, those that belong together in one group."""
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
    """The values that say all that both say; None where there are none."""
    if group[0] in TEXTS:
        text = _joined(here[0], there[0])
        return (text,) if len(text) <= TEXTS[group[0]] else None
    if group[0] in LISTS:
        lines = (*here[0], *dict.fromkeys(line for line in there[0] if line not in here[0]))
        return (lines,) if len(lines) <= LISTS[group[0]] else None
    # What is not set here is asked about too: nothing moves a setting but its owner.
    candidates = ((here, there),) if kind is Person else ((there, here), (here, there))
    for fuller, other in candidates:
        if all(map(_includes, [kind] * len(group), group, fuller, other)):
            return fuller
    return None


def _lost(group: tuple[str, ...], here: Values, there: Values, merged: Values | None) -> tuple[str, ...]:
    """The fields of which the merged values do not say all that was said."""
    if merged is None:
        return tuple(name for name, one, other in zip(group, here, there, strict=True) if one != other)
    if group != SIGNS:
        return ()
    signs, none = merged
    lost = [not {*here[0], *there[0]} <= {*signs}, none is not (here[1] or there[1])]
    return tuple(name for name, is_lost in zip(SIGNS, lost, strict=True) if is_lost)


def _joined(here: str, there: str) -> str:
    if _lines(there) in _lines(here):
        return here
    return there if _lines(here) in _lines(there) else f"{here}{SEPARATOR}{there}"


def _lines(text: str) -> str:
    """A spreadsheet and a browser end lines in different ways."""
    return text.replace("\r\n", "\n")


def _includes(kind: Any, name: str, fuller: Any, other: Any) -> bool:
    """Whether one value says all that the other says. Settings are one answer each: half of one is another answer."""
    if other == fuller or _is_blank(kind, name, other):
        return True
    return kind is not Person and isinstance(other, tuple) and set(other) <= set(fuller)


def _is_blank(kind: Any, name: str, value: Any) -> bool:
    """Whether it was not said. A setting that is off was said."""
    return value in (None, "", (), {}) or (value is False and kind is not Person and _defaults(kind)[name] is False)


@cache
def _defaults(kind: Any) -> Mapping[str, Any]:
    return {field.name: field.default for field in fields(kind)}


def _merged_signs(here: Values, there: Values) -> Values:
    """Every sign of both, each as urgent as either says: one that cannot wait is never left out, nor asked about."""
    onsets: dict[str, Onset] = {}
    for sign in (*here[0], *there[0]):
        onsets[sign.name] = min(sign.onset, onsets.get(sign.name, sign.onset), key=MOST_URGENT_FIRST.index)
    return tuple(Sign(name, onset) for name, onset in onsets.items()), (here[1] or there[1]) and not onsets
