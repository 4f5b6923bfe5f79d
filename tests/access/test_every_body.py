"""Ids of somebody else’s entries inside what any form on any page sends: no effect on the other diary."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from typing import Any

from django.db.models import UUIDField
from django.test import Client
from django.utils import timezone
from walk.filling import filled_in
from walk.pages import forms
from walk.rows import rows_of, values_of

from tracker.models import User

OWNERS = ("user", "user_id", "owner", "id", "pk", "username", "is_demo", "is_superuser", "is_staff", "password")


def yesterday() -> date:
    return timezone.now().date() - timedelta(days=1)


def test_anothers_ids_and_owner_in_any_body_change_nothing_of_hers(
    alice: User, bob: User, bob_client: Client, one_of_each: Callable[[User], Any], is_long: bool
) -> None:
    """Each id in each form; in the short form a quarter of the ids, in the next form another quarter."""
    for user in (alice, bob):
        one_of_each(user)
    before = rows_of(alice)
    offered = forms(bob_client, bob, yesterday())
    ids = list(values_of(alice, UUIDField))
    sent = 0
    for (turn, (name, form)), (number, hers) in product(enumerate(offered.items()), enumerate(ids)):
        if not is_long and (turn + number) % 4:
            continue
        if form.method == "post" and not any(word in name for word in ("leave", "logout", "password")):
            body = filled_in(form, yesterday()) | dict.fromkeys(OWNERS, str(alice.pk)) | {"client_id": str(hers)}
            assert bob_client.post(form.action, body).status_code < 500, name
            sent += 1
    assert rows_of(alice) == before
    assert sent > 100


def test_no_form_sets_what_is_not_asked_for(bob: User, bob_client: Client, one_of_each: Callable[[User], Any]) -> None:
    one_of_each(bob)
    kept = ("pk", "username", "is_superuser", "is_staff", "is_active", "is_demo", "email", "date_joined")
    before = User.objects.filter(pk=bob.pk).values(*kept).get()
    for name, form in forms(bob_client, bob, yesterday()).items():
        if form.method == "post" and not any(word in name for word in ("leave", "logout", "password")):
            other = {one: "1" for one in kept if one not in form.fields}
            bob_client.post(form.action, filled_in(form, yesterday()) | other)
    assert User.objects.filter(pk=bob.pk).values(*kept).get() == before
