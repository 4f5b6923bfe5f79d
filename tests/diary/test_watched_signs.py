"""What the rules said is kept from the first day it was shown, and is written only when it changes, and once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections

from tracker import diary
from tracker.core.records import WatchedSign
from tracker.models import User
from tracker.models import WatchedSign as Row

DAY = date(2026, 5, 31)
FACTS = {"run_days": 20, "places": ["nose_side:left"]}
LASTING = WatchedSign("S2_persistent", 1, "soon", 336, FACTS, ("places",), DAY, DAY)
SLEEP = WatchedSign("N2_sleep", 1, "next_visit", None, {"dates": ["2026-05-30"]}, ("says",), DAY, DAY)
TIMES = 10


def later(sign: WatchedSign, days: int, **changed: Any) -> WatchedSign:
    day = DAY + timedelta(days=days)
    return replace(sign, first_shown=day, last_shown=day, **changed)


def on(user: User, days: int, *signs: WatchedSign) -> dict[str, WatchedSign]:
    return dict(diary.update_watched_signs(user, [later(sign, days) for sign in signs], DAY + timedelta(days=days)))


def test_what_is_shown_first_is_kept_as_it_was(alice: User) -> None:
    assert on(alice, 0, LASTING, SLEEP) == {"S2_persistent": LASTING, "N2_sleep": SLEEP}
    assert [row.record() for row in alice.watched_signs.open()] == [LASTING, SLEEP]


def test_a_later_day_moves_the_last_day_only(alice: User) -> None:
    on(alice, 0, LASTING)
    assert on(alice, 3, LASTING) == {"S2_persistent": replace(LASTING, last_shown=DAY + timedelta(days=3))}


def test_looked_at_again_nothing_is_written(alice: User, django_assert_num_queries: Any) -> None:
    on(alice, 0, LASTING, SLEEP)
    with django_assert_num_queries(1):
        on(alice, 0, LASTING, SLEEP)


def test_a_sign_ends_and_keeps_its_answer_if_it_matches_again(alice: User) -> None:
    on(alice, 0, LASTING)
    diary.answer_watched_sign(alice, LASTING.rule, "booked", DAY)
    assert on(alice, 2) == {}
    (past,) = alice.watched_signs.past()
    assert (past.first_shown, past.last_shown, past.answer) == (DAY, DAY, "booked")
    again = on(alice, 9, LASTING)[LASTING.rule]
    assert (again.first_shown, again.answer, again.answered_on) == (DAY + timedelta(days=9), "booked", DAY)
    assert alice.watched_signs.count() == 2


def test_a_sign_of_one_day_only_leaves_no_history(alice: User) -> None:
    on(alice, 0, LASTING)
    on(alice, 0)
    assert alice.watched_signs.count() == 0


def test_an_answer_keeps_what_it_was_about(alice: User) -> None:
    on(alice, 0, LASTING)
    diary.answer_watched_sign(alice, LASTING.rule, "seen", DAY)
    grown = diary.update_watched_signs(
        alice, [later(LASTING, 5, facts=FACTS | {"run_days": 25})], DAY + timedelta(days=5)
    )
    sign = grown[LASTING.rule]
    assert (sign.answer, sign.answered_on, sign.answered_level) == ("seen", DAY, "soon")
    assert (sign.facts["run_days"], sign.answered_facts) == (25, {**FACTS, "within_hours": 336})


def test_the_same_answer_on_a_later_day_begins_again_and_another_replaces_it(alice: User) -> None:
    on(alice, 0, LASTING)
    for answer, days in (("booked", 0), ("booked", 0), ("booked", 1), ("seen", 2)):
        diary.answer_watched_sign(alice, LASTING.rule, answer, DAY + timedelta(days=days))
        row = alice.watched_signs.get()
        assert (row.answer, row.answered_on) == (answer, DAY + timedelta(days=days))


def test_the_newest_answer_is_the_one_that_holds(alice: User) -> None:
    for days, answer in ((0, "booked"), (9, "seen")):
        on(alice, days, LASTING)
        diary.answer_watched_sign(alice, LASTING.rule, answer, DAY + timedelta(days=days))
        assert on(alice, days + 2) == {}
    assert on(alice, 20, LASTING)[LASTING.rule].answer == "seen"


def test_what_is_over_cannot_be_answered(alice: User) -> None:
    on(alice, 0, LASTING)
    on(alice, 2)
    with pytest.raises(Row.DoesNotExist):
        diary.answer_watched_sign(alice, LASTING.rule, "seen", DAY)


def test_one_person_sees_nothing_of_anothers(alice: User, bob: User) -> None:
    on(alice, 0, LASTING)
    diary.answer_watched_sign(alice, LASTING.rule, "seen", DAY)
    assert on(bob, 1, LASTING)[LASTING.rule].answer == ""
    assert alice.watched_signs.get().last_shown == DAY


def test_the_table_refuses_a_second_open_row(alice: User) -> None:
    on(alice, 0, LASTING)
    second = Row(user=alice)
    second.fill(LASTING)
    with pytest.raises(IntegrityError):
        second.save()


@pytest.mark.django_db(transaction=True)
def test_ten_pages_at_once_keep_it_once(alice: User) -> None:
    together = Barrier(TIMES)

    def look(_turn: int) -> None:
        together.wait()
        try:
            on(alice, 0, LASTING, SLEEP)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(TIMES) as pool:
        list(pool.map(look, range(TIMES)))
    assert sorted(alice.watched_signs.values_list("rule", flat=True)) == ["N2_sleep", "S2_persistent"]


@pytest.mark.sqlite
def test_a_sign_that_cannot_be_saved_is_still_shown(alice: User) -> None:
    with connection.cursor() as cursor:
        # As on a full disk: every write is refused.
        cursor.execute("PRAGMA query_only = ON")
        try:
            assert on(alice, 0, LASTING) == {"S2_persistent": LASTING}
        finally:
            cursor.execute("PRAGMA query_only = OFF")
    assert not alice.watched_signs.exists()
