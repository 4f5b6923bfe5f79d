"""Identical posts at the same moment, for every form that is not filled in by hand: once is what remains.

Four of each, and ten in the long form.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from walk.filling import filled_in
from walk.forms import PageForm
from walk.pages import forms
from walk.rows import rows_of

from tracker.core.demo import believable
from tracker.core.formats import diary_json
from tracker.models import User

DAY = date(2026, 6, 16)
FILE = diary_json.write(believable(DAY, 2, 1))
ASKED_TO_WAIT = 503
LAST = ("delete", "undo", "password", "log_out", "leave")


def in_order(offered: dict[str, PageForm]) -> list[tuple[str, PageForm]]:
    """What takes something away comes last, so that every form still finds what it is about."""

    def rank(name: str) -> int:
        return next((n for n, word in enumerate(LAST, start=1) if word in name.replace("logout", "log_out")), 0)

    return sorted(offered.items(), key=lambda item: (rank(item[0]), item[0]))


def rows(user: User) -> dict[str, int]:
    """Number of rows of the person by table.

    A device whose log-in ends while another tab asks for a page is not shown, and goes with the next log-in.
    """
    return {table: len(found) for table, found in rows_of(user).items() if table not in {"WatchedSign", "Device"}}


def send(user: User | None, form: PageForm, times: int) -> list[int]:
    """Send the form from several browsers at the same time. Returns all status codes."""
    together = Barrier(times)
    session = Client()
    if user:
        session.force_login(user)

    def one(_turn: int) -> int:
        browser = Client(raise_request_exception=False)
        browser.cookies = session.cookies.copy()
        together.wait()
        try:
            return getattr(browser, form.method)(form.action, filled_in(form, DAY, FILE)).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


@pytest.mark.usefixtures("restless")
@pytest.mark.django_db(transaction=True)
def test_any_form_sent_several_times_at_once_leaves_what_one_leaves(
    alice: User, bob: User, alice_client: Client, bob_client: Client, one_of_each: Callable[[User], Any], times: int
) -> None:
    for user in (alice, bob):
        one_of_each(user)
    hers, his = forms(alice_client, alice, DAY), forms(bob_client, bob, DAY)
    assert hers.keys() == his.keys()
    wrong = []
    for (name, one), (_name, several) in zip(in_order(hers), in_order(his), strict=True):
        if one.method == "post":
            once, often = send(alice, one, 1), send(bob, several, times)
            # While an import is undone in slices, the same form is asked to wait a moment.
            broken = [status for status in once + often if status >= 500 and status != ASKED_TO_WAIT]
            if broken or once == [ASKED_TO_WAIT] or rows(alice) != rows(bob):
                wrong.append(f"{name}: {once}, {often}, {rows(alice)} and {rows(bob)}")
    assert wrong == []


@pytest.mark.usefixtures("restless")
@pytest.mark.django_db(transaction=True)
def test_any_form_for_visitors_sent_several_times_at_once_breaks_nothing(times: int) -> None:
    answers = {name: send(None, form, times) for name, form in forms(Client(), None, DAY).items()}
    assert {name: found for name, found in answers.items() if max(found) >= 500} == {}
    assert User.objects.filter(is_demo=False).count() == 1
