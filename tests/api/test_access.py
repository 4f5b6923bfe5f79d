"""A token opens what its scope names, as often as its limits allow, and a cookie opens nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tracker import diary
from tracker.diary.api_tokens import MAX_USES_A_DAY
from tracker.models import ApiToken, User

NOON = datetime(2026, 11, 21, 12, 0, 10, tzinfo=UTC)
OPENS = {
    "log": {"twitch/", "stop/", "readings/", "me/"},
    "read": {"entries/", "diary.json", "me/"},
    "all": {"twitch/", "stop/", "readings/", "check-in/2026-11-20/", "entries/", "diary.json", "me/"},
}
READ = {"entries/", "diary.json", "me/"}


@pytest.mark.parametrize("scope", OPENS)
def test_a_scope_opens_its_addresses_and_no_others(scope: str, alice: User, caller_of: Any) -> None:
    caller = caller_of(alice, scope)
    for path in OPENS["all"]:
        answer = caller.get(path) if path in READ else caller.post(path, {})
        assert (answer.status_code != 403) == (path in OPENS[scope]), path
        if answer.status_code == 403:
            assert 'error="insufficient_scope"' in answer["WWW-Authenticate"]


def headers(text: str) -> dict[str, str]:
    return {"Authorization": text} if text else {}


@pytest.mark.parametrize(
    "authorization",
    [
        "",
        "Bearer ",
        "Bearer levator_log_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "Basic YWxpY2U6cGFzc3dvcmQ=",
        "Bearer \u00e9",
    ],
)
def test_without_a_token_that_opens_the_answer_is_401(
    authorization: str, db: None, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        answer = Client().post("/api/v1/twitch/", headers=headers(authorization))
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
    assert answer["WWW-Authenticate"] == 'Bearer realm="levator"'


def test_a_token_in_an_address_opens_nothing(caller: Any) -> None:
    assert Client().post(f"/api/v1/twitch/?token={caller.text}&access_token={caller.text}").status_code == 401


def test_the_scope_in_the_token_is_part_of_the_secret(alice: User, caller_of: Any) -> None:
    text = caller_of(alice, "log").text.replace("_log_", "_all_")
    assert Client().get("/api/v1/entries/", headers=headers(f"Bearer {text}")).status_code == 401


def test_a_cookie_opens_nothing_and_none_is_set(alice_client: Client) -> None:
    answer = alice_client.get("/api/v1/me/")
    assert answer.status_code == 401
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]


def test_a_token_ends(alice: User, caller_of: Any) -> None:
    caller = caller_of(alice, "all", timezone.now() + timedelta(days=1))
    with time_machine.travel(timezone.now() + timedelta(hours=23), tick=False):
        assert caller.get("me/").json()["scope"] == "all"
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        assert caller.get("me/").status_code == 401


def test_a_token_goes_with_the_account(alice: User, caller: Any) -> None:
    diary.delete_account(alice)
    assert caller.get("me/").status_code == 401
    assert not ApiToken.objects.exists()


def test_sixty_uses_a_minute(caller: Any) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        assert {caller.get("me/").status_code for _ in range(60)} == {200}
        refused = caller.get("me/")
        assert (refused.status_code, refused["Retry-After"]) == (429, "50")
        clock.shift(50)
        assert caller.get("me/").status_code == 200


def test_two_thousand_uses_a_day(caller: Any) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        caller.get("me/")
        ApiToken.objects.update(day_uses=MAX_USES_A_DAY)
        clock.shift(600)
        refused = caller.post("twitch/")
        assert (refused.status_code, int(refused["Retry-After"])) == (429, 12 * 3600 - 610)
        clock.shift(12 * 3600)
        assert caller.get("me/").status_code == 200
        assert ApiToken.objects.get().day_uses == 1


def test_uses_at_the_same_time_count_each(alice: User, caller: Any) -> None:
    now = timezone.now()
    first, second = ApiToken.objects.get(), ApiToken.objects.get()
    assert (diary.count_use(first, now), diary.count_use(second, now)) == (0, 0)
    assert ApiToken.objects.get().minute_uses == 2
    ApiToken.objects.update(minute_uses=60)
    assert diary.count_use(second, now) > 0
    assert ApiToken.objects.get().minute_uses == 60


def test_refused_requests_count_too(caller: Any) -> None:
    caller.post("twitch/", {"place": "moon"})
    assert ApiToken.objects.get().minute_uses == 1


def test_the_first_use_of_a_day_is_recorded(alice: User, caller: Any) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(3):
            caller.get("me/")
        clock.shift(86_400)
        caller.get("me/")
    events = alice.account_events.filter(kind="token-used")
    assert [(event.name, event.count) for event in events] == [("all token", 1)] * 2
