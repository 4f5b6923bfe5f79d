"""Merge the signs to watch of two diaries. Signs are computed from entries; only the answers are the person's."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date

from tracker.core.merging.difference import Choice
from tracker.core.merging.entries import MergedEntry, merge_entries
from tracker.core.records import WatchedSign

KIND = "watched_signs"
ANSWER = ("answer", "answered_on", "answered_facts", "answered_level")

SignChange = tuple[WatchedSign | None, WatchedSign]
"""The old value of a sign, or None, and the new one."""


def merge_watched(
    mine: Sequence[WatchedSign],
    theirs: Sequence[WatchedSign],
    choose: Choice,
    note: Callable[[str, WatchedSign, MergedEntry], None],
) -> tuple[SignChange, ...]:
    """Return the signs that are new or changed. Two overlapping signs of one rule become one."""
    now: list[SignChange] = [(sign, sign) for sign in mine]
    met: set[int] = set()
    # A rule has at most one open sign, so open signs are matched first.
    for sign in sorted(theirs, key=lambda one: one.is_over):
        place = _place(now, sign, met)
        if place is None:
            met.add(len(now))
            now.append((None, sign))
            continue
        met.add(place)
        before, held = now[place]
        # Only the answer can conflict; of the rest the longer period and the later facts count.
        latest = max(held, sign, key=lambda one: one.last_shown) if held.is_over == sign.is_over else held
        merged = merge_entries(KIND, held, replace(held, **{name: getattr(sign, name) for name in ANSWER}), choose)
        note(KIND, held, merged)
        now[place] = before, _joined(latest, min(held.first_shown, sign.first_shown), merged.value)
    return tuple((before, sign) for before, sign in now if before != sign)


def _joined(latest: WatchedSign, first_shown: date, answered: WatchedSign) -> WatchedSign:
    return replace(latest, first_shown=first_shown, **{name: getattr(answered, name) for name in ANSWER})


def _place(now: Sequence[SignChange], sign: WatchedSign, met: Collection[int]) -> int | None:
    """Return the index of the matching sign: an equal one, or the first unmatched one of the rule that overlaps."""
    held = [one for _before, one in now]
    if sign in held:
        return held.index(sign)
    free = [place for place, one in enumerate(held) if one.rule == sign.rule and place not in met]
    both_open = [place for place in free if not (held[place].is_over or sign.is_over)]
    return next(iter(both_open), next((place for place in free if overlap(held[place], sign)), None))


def overlap(one: WatchedSign, other: WatchedSign) -> bool:
    """Whether two signs were shown on the same days. An open sign has no end yet."""
    return (one.first_shown <= other.last_shown or not other.is_over) and (
        other.first_shown <= one.last_shown or not one.is_over
    )
