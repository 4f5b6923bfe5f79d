"""Many wrong passwords for one account: few are checked, and they lock nobody out."""

from __future__ import annotations

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from walk.filling import PASSWORD

from tracker.models import User

LOG_IN = reverse("account_login")
NOON = "2026-06-17T12:00:00Z"
ATTEMPTS, LONG_ATTEMPTS = 200, 1_000


def log_in(client: Client, address: str, name: str = "alice", password: str = PASSWORD) -> HttpResponse:
    return client.post(LOG_IN, {"login": name, "password": password}, REMOTE_ADDR=address)


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passwords that were checked."""
    seen: list[str] = []
    check = get_user_model().check_password

    def note(user: User, password: str) -> bool:
        seen.append(password)
        return check(user, password)

    monkeypatch.setattr(User, "check_password", note)
    return seen


@pytest.mark.parametrize("from_everywhere", [False, True])
def test_few_attempts_per_hour_at_one_account_are_checked(
    from_everywhere: bool, checked: list[str], alice: User, bob: User, is_long: bool
) -> None:
    hers, attempts = Client(), LONG_ATTEMPTS if is_long else ATTEMPTS
    with time_machine.travel(NOON, tick=False) as clock:
        assert log_in(hers, "198.51.100.7").status_code == 302
        checked.clear()
        for n in range(attempts):
            address = f"203.0.113.{n % 200}" if from_everywhere else "203.0.113.9"
            assert log_in(Client(), address, password=f"guess {n}").status_code == 200
            clock.shift(3_500 / attempts)
        assert 5 <= len(checked) <= 20
        # The owner at the attacker's address with her known device, and another account at that address.
        hers.post(reverse("account_logout"))
        assert log_in(hers, "203.0.113.9").status_code == 302
        assert log_in(Client(), "203.0.113.9", "bob").status_code == 302
        if not from_everywhere:
            assert log_in(Client(), "192.0.2.44").status_code == 302


def test_unknown_names_are_throttled_too(alice: User) -> None:
    for n in range(8):
        pages = [log_in(Client(), "203.0.113.9", name, f"guess {n}") for name in ("alice", "nobody")]
        there, not_there = (list(page.context["form"].non_field_errors()) for page in pages)
        assert there == not_there
    assert "Too many wrong passwords" in there[0]


def test_forged_device_cookie_is_ignored(checked: list[str], alice: User) -> None:
    for n in range(30):
        stranger = Client()
        stranger.cookies["levator-device"] = f"{{}}:forged{n}"
        log_in(stranger, "203.0.113.9", password=f"guess {n}")
    assert len(checked) == 5


def test_device_cookie_of_another_account_is_ignored(checked: list[str], alice: User, bob: User) -> None:
    bobs = Client()
    log_in(bobs, "203.0.113.9", "bob")
    checked.clear()
    for n in range(10):
        log_in(bobs, "203.0.113.9", "alice", f"guess {n}")
        bobs.post(reverse("account_logout"))
    assert len(checked) == 5


def test_account_deletion_is_throttled_too(checked: list[str], alice: User, alice_client: Client) -> None:
    for n in range(30):
        answer = alice_client.post(reverse("tracker:leave"), {"password": f"guess {n}"})
    assert "Too many wrong passwords" in answer.content.decode()
    assert len(checked) == 5


def test_password_change_is_throttled_too(checked: list[str], alice: User, alice_client: Client) -> None:
    new = {"password1": "another quiet walk", "password2": "another quiet walk"}
    for n in range(40):
        answer = alice_client.post(reverse("account_change_password"), new | {"oldpassword": f"guess {n}"})
    assert answer.status_code == 429
    assert "Please wait some minutes" in answer.content.decode()
    assert len(checked) <= 20
