"""Several exports as one: each value remembers the format that it comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from tracker.core.formats.imports.reduction import MAX_EXAMPLES
from tracker.core.formats.imports.values import (
    Attack,
    Candidate,
    Collected,
    CutOff,
    DoseTaken,
    LeftOut,
    LeftOutGroup,
    NamedMoodDay,
)

One = TypeVar("One", Candidate, Attack, DoseTaken, NamedMoodDay)


def merge(parts: Sequence[Collected]) -> Collected:
    """Make one of several. A single one stays as it is."""
    if len(parts) == 1:
        return parts[0]
    candidates = [_of(part, one) for part in parts for one in part.candidates]
    attacks = [_of(part, one) for part in parts for one in part.attacks]
    doses = [_of(part, one) for part in parts for one in part.doses]
    unused = sum((Counter(part.unused) for part in parts), Counter[str]())
    return Collected(
        "+".join(part.format for part in parts if part.format),
        tuple(sorted(candidates, key=lambda one: (one.exposure, one.day))),
        tuple(sorted(attacks, key=lambda one: one.at)),
        _groups(group for part in parts for group in part.left_out),
        dict(unused.most_common()),
        tuple({one.key: one for part in parts for one in part.exposures}.values()),
        next((part.ends_early for part in parts if part.ends_early), None),
        next((part.shape for part in parts if part.shape), ""),
        tuple(sorted(doses, key=lambda one: (one.at, one.medicine))),
        next((part.cut for part in parts if part.cut), None),
        tuple(_of(part, one) for part in parts for one in part.named_moods),
    )


def notes(left_out: Iterable[LeftOut], cut: CutOff | None) -> list[Collected]:
    """What is to be said of the files, beside what they hold; nothing if there is nothing."""
    groups = _groups(LeftOutGroup(one.reason, 1, (one,)) for one in left_out)
    return [Collected("", left_out=groups, cut=cut)] if groups or cut else []


def _of(part: Collected, one: One) -> One:
    return one if one.origin else replace(one, origin=part.source)


def _groups(groups: Iterable[LeftOutGroup]) -> tuple[LeftOutGroup, ...]:
    """What was left out, by reason."""
    counts: Counter[str] = Counter()
    examples: dict[str, list[LeftOut]] = {}
    for group in groups:
        counts[group.reason] += group.count
        examples.setdefault(group.reason, []).extend(group.examples)
    return tuple(
        LeftOutGroup(reason, counts[reason], tuple(found[:MAX_EXAMPLES])) for reason, found in examples.items()
    )
