"""Signs to watch of two diaries. They are computed from the entries; what a person typed is the answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date

from tracker.core.merging.difference import Choice
from tracker.core.merging.entries import MergedEntry, merge_entries
from tracker.core.records import WatchedSign

KIND = "watched_signs"
ANSWER = ("answer", "answered_on", "answered_facts", "answered_level")

Changed = tuple[WatchedSign | None, WatchedSign]
"""A sign as it was, or None, and as it becomes."""


def merge_watched(
    mine: Sequence[WatchedSign],
    theirs: Sequence[WatchedSign],
    choose: Choice,
    note: Callable[[str, WatchedSign, MergedEntry], None],
) -> tuple[Changed, ...]:
    """The signs that are new or change. Two of one rule that overlap are one sign: a rule is shown once at a time."""
    now: list[Changed] = [(sign, sign) for sign in mine]
    met: set[int] = set()
    # Only one sign of a rule may be open, so those that are open meet first.
    for sign in sorted(theirs, key=lambda one: one.is_over):
        place = _place(now, sign, met)
        if place is None:
            met.add(len(now))
            now.append((None, sign))
            continue
        met.add(place)
        before, held = now[place]
        # Only the answer can differ; of the rest the longer time and the later finding count.
        latest = max(held, sign, key=lambda one: one.last_shown) if held.is_over == sign.is_over else held
        merged = merge_entries(KIND, held, replace(held, **{name: getattr(sign, name) for name in ANSWER}), choose)
        note(KIND, held, merged)
        now[place] = before, _joined(latest, min(held.first_shown, sign.first_shown), merged.value)
    return tuple((before, sign) for before, sign in now if before != sign)


def _joined(latest: WatchedSign, first_shown: date, answered: WatchedSign) -> WatchedSign:
    return replace(latest, first_shown=first_shown, **{name: getattr(answered, name) for name in ANSWER})


def _place(now: Sequence[Changed], sign: WatchedSign, met: Collection[int]) -> int | None:
    """Where the same stretch of the same rule is: exactly that one, or the first that overlaps and is not met yet."""
    held = [one for _before, one in now]
    if sign in held:
        return held.index(sign)
    free = [place for place, one in enumerate(held) if one.rule == sign.rule and place not in met]
    both_open = [place for place in free if not (held[place].is_over or sign.is_over)]
    return next(iter(both_open), next((place for place in free if overlap(held[place], sign)), None))


def overlap(one: WatchedSign, other: WatchedSign) -> bool:
    """Whether two signs were shown on the same days. An open one has no end yet."""
    return (one.first_shown <= other.last_shown or not other.is_over) and (
        other.first_shown <= one.last_shown or not one.is_over
    )
