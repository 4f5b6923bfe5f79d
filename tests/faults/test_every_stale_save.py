"""Two tabs with one record, for every record that has a page to change it: the pages are opened to find them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from walk.filling import filled_in
from walk.forms import Field, PageForm
from walk.pages import forms
from walk.rows import rows_of

from tracker.models import User

DAY = date(2026, 6, 16)
SAYS_ONE_THING = {"tracker:episode-stopped"}
"""Forms with a version that cannot overwrite anything, because they always save the same."""


def two_values(one: Field) -> tuple[str, str] | None:
    """Two different values for a field; None if it is not typed."""
    if one.kind in {"text", "textarea"}:
        return "from the first tab", "from the second tab"
    if one.kind == "number":
        return "11", "12"
    return None


def first_typed(form: PageForm) -> tuple[str, tuple[str, str]]:
    """A field that two tabs can disagree about."""
    usual = ("note", "name", "value")
    names = sorted(form.fields, key=lambda name: (name not in usual, name))
    return next((name, found) for name in names if (found := two_values(form.fields[name])))


@pytest.fixture
def editable(alice: User, alice_client: Client, one_of_each: Callable[[User], Any]) -> dict[str, PageForm]:
    """The forms that change a record which is there, each as its page shows it."""
    one_of_each(alice)
    offered = forms(alice_client, alice, DAY)
    ids = {str(row.get("client_id")) for rows in rows_of(alice).values() for row in rows}
    return {
        name: form
        for name, form in offered.items()
        if "version" in form.fields and ids & set(form.current_values().get("client_id", [form.page.split("/")[-2]]))
    }


def test_a_stale_save_of_any_record_overwrites_nothing(
    editable: dict[str, PageForm], state: Callable[[User], Any], alice: User, alice_client: Client
) -> None:
    overwritten = []
    for name, form in editable.items():
        field, (first, second) = first_typed(form)
        alice_client.post(form.action, filled_in(form, DAY) | {field: first})
        before = state(alice)
        answer = alice_client.post(form.action, filled_in(form, DAY) | {field: second})
        if state(alice) != before or "in the meantime" not in answer.content.decode():
            overwritten.append(name)
    assert overwritten == []
    assert len(editable) >= 4


def test_every_form_that_changes_a_record_names_the_version_it_began_from(
    alice: User, alice_client: Client, one_of_each: Callable[[User], Any]
) -> None:
    """Without a version no server can know that a save is stale."""
    one_of_each(alice)
    ids = {str(row.get("client_id")) for rows in rows_of(alice).values() for row in rows}
    without = [
        name
        for name, form in forms(alice_client, alice, DAY).items()
        if "client_id" in form.fields
        and ids & set(form.current_values()["client_id"])
        and "version" not in form.fields
    ]
    assert without == []
