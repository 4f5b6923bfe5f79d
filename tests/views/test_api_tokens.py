"""Tokens are made and shown once, bounded, listed without their secret and withdrawn at once."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tracker.diary.api_tokens import MAX_TOKENS
from tracker.models import ApiToken, User

PAGE = reverse("tracker:tokens")
TOKEN = re.compile(r"levator_(?:log|read|all)_[A-Za-z0-9_-]{32}")


def filled_in(client: Client, **typed: str) -> dict[str, str]:
    page = client.get(PAGE).content.decode()
    draft = re.search(r'name="draft" value="([^"]+)"', page)
    assert draft
    return {"name": "My phone", "scope": "log", "life": "year", "draft": draft[1]} | typed


def token_in(answer: Any) -> str:
    found = TOKEN.search(answer.content.decode())
    assert found
    return found[0]


def me(token: str) -> Any:
    return Client().get("/api/v1/me/", headers={"Authorization": f"Bearer {token}"})


def test_a_token_is_shown_once_and_opens(alice: User, alice_client: Client) -> None:
    token = token_in(alice_client.post(PAGE, filled_in(alice_client)))
    assert me(token).json()["name"] == "My phone"
    row = alice.api_tokens.get()
    secret = token.removeprefix("levator_log_")
    assert secret not in str(ApiToken.objects.values().get())
    assert row.start == secret[:4]
    page = alice_client.get(PAGE).content.decode()
    assert secret not in page
    assert f"levator_log_{row.start}…" in page
    assert [event.kind for event in alice.account_events.order_by("pk")] == ["token-made", "token-used"]


def test_the_form_sent_twice_makes_one_and_shows_it_twice(alice: User, alice_client: Client) -> None:
    form = filled_in(alice_client)
    assert token_in(alice_client.post(PAGE, form)) == token_in(alice_client.post(PAGE, form))
    assert alice.api_tokens.count() == 1


@pytest.mark.parametrize(
    ("scope", "life", "days"), [("log", "never", None), ("read", "month", 30), ("all", "year", 365)]
)
def test_a_token_ends_as_chosen(scope: str, life: str, days: int | None, alice: User, alice_client: Client) -> None:
    alice_client.post(PAGE, filled_in(alice_client, scope=scope, life=life))
    row = alice.api_tokens.get()
    assert (row.ends_at and row.ends_at - row.made_at) == (days and timedelta(days=days))


@pytest.mark.parametrize("wrong", [
    {"scope": "read", "life": "never"}, {"scope": "all", "life": "never"}, {"name": ""}, {"name": "x" * 61},
    {"scope": "everything"}, {"life": "century"}, {"draft": "forged"},
])  # fmt: skip
def test_a_wrong_form_makes_none(wrong: dict[str, str], alice: User, alice_client: Client) -> None:
    assert b"No token is made yet" in alice_client.post(PAGE, filled_in(alice_client, **wrong)).content
    assert not alice.api_tokens.exists()


def test_a_draft_is_of_one_person(alice_client: Client, bob: User, bob_client: Client) -> None:
    bob_client.post(PAGE, filled_in(alice_client))
    assert not bob.api_tokens.exists()


def test_ten_tokens_and_those_that_ended_do_not_count(alice: User, alice_client: Client) -> None:
    now = timezone.now()
    for n in range(MAX_TOKENS):
        ApiToken.objects.create(user=alice, name=f"{n}", scope="log", digest=f"{n}", start="abcd", made_at=now)
    assert b"You have 10 tokens" in alice_client.post(PAGE, filled_in(alice_client)).content
    ApiToken.objects.filter(name="3").update(ends_at=now)
    token_in(alice_client.post(PAGE, filled_in(alice_client)))
    assert alice.api_tokens.count() == MAX_TOKENS


def test_withdrawing_works_at_once(alice: User, alice_client: Client, bob_client: Client) -> None:
    token = token_in(alice_client.post(PAGE, filled_in(alice_client)))
    path = reverse("tracker:token-withdraw", args=[alice.api_tokens.get().client_id])
    bob_client.post(path)
    assert me(token).status_code == 200
    for _ in range(2):
        assert alice_client.post(path)["Location"] == PAGE
    assert me(token).status_code == 401
    assert alice.account_events.filter(kind="token-withdrawn", name="My phone", count=1).exists()
    assert alice_client.post(reverse("tracker:token-withdraw", args=[uuid4()])).status_code == 404


def test_a_visitor_makes_none(alice: User, alice_client: Client) -> None:
    form = filled_in(alice_client)
    User.objects.update(is_demo=True, username="demo-1234")
    assert alice_client.post(PAGE, form)["Location"] == "/"
    assert not alice.api_tokens.exists()
