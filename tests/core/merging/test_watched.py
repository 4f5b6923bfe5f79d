"""Signs to watch of two diaries: those of one rule that overlap are one, and only the answer can differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tracker.core.merging import merge_diaries
from tracker.core.records import Diary, Person, WatchedSign

DATES = [date(2026, 11, 12), date(2026, 11, 13), date(2026, 11, 20)]
DATE = DATES[0]
EMPTY = Diary(Person(), DATE, DATE)
SHOWN = WatchedSign("S2_persistent", 1, "soon", 336, {"run_days": 16}, ("places",), DATES[0], DATES[1])


def signs(mine: WatchedSign, theirs: WatchedSign) -> tuple[tuple[WatchedSign, ...], list[tuple[str, ...]]]:
    """My signs after the merge, and what differs."""
    one, other = replace(EMPTY, watched_signs=(mine,)), replace(EMPTY, watched_signs=(theirs,))
    merged = merge_diaries(one, other)
    changed = [sign for before, sign in merged.watched_signs if before]
    added = [sign for before, sign in merged.watched_signs if before is None]
    return (*(changed or [mine]), *added), [difference.fields for difference in merged.report.differences]


def test_a_rule_that_is_open_in_both_is_one_sign_of_the_longer_time_with_the_answer() -> None:
    answered = replace(
        SHOWN, first_shown=date(2026, 11, 1), answer="booked", answered_on=DATE, answered_facts={"run_days": 9},
        answered_level="soon",
    )  # fmt: skip
    later = replace(SHOWN, last_shown=DATES[2], facts={"run_days": 20})
    assert signs(later, answered) == (
        (replace(answered, last_shown=DATES[2], facts={"run_days": 20}),), [],
    )  # fmt: skip


def test_two_answers_to_one_sign_are_asked_about() -> None:
    booked, seen = (replace(SHOWN, answer=answer, answered_on=DATE) for answer in ("booked", "seen"))
    assert signs(booked, seen) == ((booked,), [("answer",)])


def test_the_key_of_an_answer_does_not_depend_on_the_order_of_its_facts() -> None:
    def key(facts: dict[str, int]) -> str:
        one, other = (replace(SHOWN, answer=answer, answered_on=DATE) for answer in ("booked", "seen"))
        theirs = replace(EMPTY, watched_signs=(replace(other, answered_facts=facts),))
        return merge_diaries(replace(EMPTY, watched_signs=(one,)), theirs).report.differences[0].key

    assert key({"a": 1, "b": 2}) == key({"b": 2, "a": 1})


@pytest.mark.parametrize("mine_is_over", [False, True])
def test_a_past_sign_is_found_by_its_days(mine_is_over: bool) -> None:
    past = replace(SHOWN, is_over=True)
    two = (past, SHOWN) if mine_is_over else (SHOWN, past)
    assert signs(*two) == ((two[0],), [])
    other = replace(past, first_shown=date(2026, 1, 1), last_shown=date(2026, 1, 9))
    assert signs(SHOWN, other) == ((SHOWN, other), [])


def test_a_sign_that_went_on_elsewhere_is_one_sign_of_the_whole_time() -> None:
    past = replace(SHOWN, is_over=True)
    longer = replace(past, first_shown=date(2026, 11, 13), last_shown=DATES[2])
    assert signs(past, longer) == ((replace(past, last_shown=DATES[2]),), [])
