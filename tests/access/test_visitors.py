"""What visitors without an account may ask for: bounded per network and in all, and switched off where wanted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from threading import BoundedSemaphore
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from walk.filling import PASSWORD
from walk.forms import form_with

from tracker.models import Session, User
from tracker.pages import throttle
from tracker.views import demo

LOG_IN, SIGN_UP, DEMO = reverse("account_login"), reverse("account_signup"), reverse("tracker:demo")
DATA, LINKS, DIFFERENCES = (reverse(f"tracker:{name}") for name in ("data", "links", "differences"))
IMPORTS = [reverse(f"tracker:{name}") for name in ("import", "import-preview", "notes")]
NEW = {"username": "carol", "password1": "a quiet morning walk", "country": "", "time_zone": "UTC"}


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """No window of a limit ends in the middle of a test."""
    with time_machine.travel("2026-06-17T12:00:00Z", tick=False):
        yield


def log_in(name: str, address: str = "203.0.113.9", **fields: str) -> Any:
    return Client().post(LOG_IN, {"login": name, "password": "wrong"} | fields, REMOTE_ADDR=address)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("203.0.113.9", "203.0.113.9", True),
        ("203.0.113.9", "203.0.113.10", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:203.0.113.9", "203.0.113.9", True),
        ("not an address", "not an address", True),
    ],
)
def test_networks_that_count_as_one(one: str, other: str, same: bool) -> None:
    assert (throttle.network(one) == throttle.network(other)) is same


def test_logging_in_with_invented_names_ends_for_one_network_only(db: None) -> None:
    most = throttle.LOG_INS.per_network
    answers = [log_in(f"nobody{number}").status_code for number in range(most + 2)]
    assert answers == [200] * most + [429] * 2
    assert log_in("nobody", "203.0.113.77").status_code == 200


def test_what_was_typed_before_is_kept_by_the_page_that_asks_to_wait(db: None) -> None:
    for number in range(throttle.LOG_INS.per_network):
        log_in(f"nobody{number}")
    answer = log_in("carol", unsent="what is not saved yet")
    assert answer["Retry-After"] == "600"
    kept = form_with(answer.content.decode(), ["login", "unsent"]).current_values()
    assert (kept["login"], kept["unsent"]) == (["carol"], ["what is not saved yet"])
    assert "wrong" not in answer.content.decode()


def test_all_networks_together_have_a_limit(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    small = replace(throttle.SIGN_UPS, in_total=3)
    requests = [Client().get(SIGN_UP, REMOTE_ADDR=f"203.0.113.{number}").wsgi_request for number in range(5)]
    assert [small.allows(request, timezone.now()) for request in requests] == [True] * 3 + [False] * 2


def test_sign_ups_are_limited(db: None) -> None:
    answers = [Client().post(SIGN_UP, NEW | {"username": "x"}).status_code for _turn in range(22)]
    assert 429 in answers


def test_the_third_at_once_is_asked_to_wait(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    places = BoundedSemaphore(2)
    monkeypatch.setattr(throttle, "_places", places)
    with places, places:
        assert log_in("nobody").status_code == 429
    assert log_in("nobody").status_code == 200


def test_a_demo_is_not_made_at_another_visitors_cost(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "MAX_ACCOUNTS", 2)
    monkeypatch.setattr(demo, "YEAR", 3)
    answers = [Client().post(DEMO) for _turn in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert User.objects.visitors().count() == 2


def test_demos_are_limited_per_network(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "YEAR", 3)
    most = throttle.DEMOS.per_network
    assert [Client().post(DEMO).status_code for _turn in range(most + 1)] == [302] * most + [429]


def test_no_demo_where_it_is_switched_off(db: None, settings: Any) -> None:
    settings.DEMO = False
    assert "demo" not in Client().get("/").content.decode()
    assert Client().post(DEMO).status_code == 404
    assert not User.objects.exists()


@pytest.mark.parametrize("path", [DATA, LINKS, DIFFERENCES])
def test_a_demo_account_reads_no_file_in_and_shares_nothing(path: str, alice: User, alice_client: Client) -> None:
    User.objects.filter(pk=alice.pk).update(is_demo=True, username="demo-1")
    page = alice_client.post(path, {"file": "x"}, follow=True)
    assert "not in the demo" in page.content.decode()
    if path != DIFFERENCES:
        assert "not in the demo" in alice_client.get(path).content.decode()


def test_a_demo_account_is_offered_no_form_that_reads_a_file(alice: User, alice_client: Client) -> None:
    User.objects.filter(pk=alice.pk).update(is_demo=True, username="demo-1")
    page = alice_client.get(DATA).content.decode()
    assert 'type="file"' not in page
    assert not [path for path in IMPORTS if f'href="{path}"' in page]
    for path in IMPORTS:
        for ask in (alice_client.get, alice_client.post):
            assert "not in the demo" in ask(path, follow=True).content.decode()


def test_nobody_signs_up_where_it_is_off(db: None, settings: Any) -> None:
    settings.SIGN_UP = "off"
    assert SIGN_UP not in Client().get("/").content.decode()
    assert "takes no new people" in Client().get(SIGN_UP).content.decode()
    Client().post(SIGN_UP, NEW)
    assert not User.objects.exists()


def test_an_invitation_lets_one_person_in(db: None, settings: Any) -> None:
    settings.SIGN_UP = "invite"
    Client().post(SIGN_UP, NEW)
    assert not User.objects.exists()
    printed = StringIO()
    call_command("invite", stdout=printed)
    address = urlsplit(printed.getvalue().strip())
    page = Client().get(f"{address.path}?{address.query}").content.decode()
    form = form_with(page, ["username", "password1"])
    assert Client().post(SIGN_UP, NEW | {"invite": form.current_values()["invite"][0]})["Location"] == "/"
    assert parse_qs(address.query)["invite"] == form.current_values()["invite"]
    Client().post(SIGN_UP, NEW | {"username": "dora", "invite": form.current_values()["invite"][0]})
    assert [user.username for user in User.objects.all()] == ["carol"]


def test_a_log_in_clears_old_sessions(alice: User) -> None:
    before = timezone.now() - timedelta(days=1)
    Session.objects.create(session_key="old", session_data="", expire_date=before)
    Client().post(LOG_IN, {"login": "alice", "password": PASSWORD})
    assert not Session.objects.filter(session_key="old").exists()
    assert Session.objects.count() == 1
