"""Whether a stranger can find out who has a diary here, by what log-in answers or by how long it takes."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from statistics import median

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from scipy.stats import mannwhitneyu

from tracker.models import LoginAttempt, User

LOG_IN = reverse("account_login")
REAL = ["django.contrib.auth.hashers.Argon2PasswordHasher"]


@pytest.fixture
def real_hash(db: None) -> Iterator[None]:
    """Passwords are kept as in life: the point is what it costs to look at one."""
    with override_settings(PASSWORD_HASHERS=REAL):
        yield


def attempt(name: str) -> tuple[int, int, float]:
    """Status, length and seconds of a wrong log-in; the page holds a token of constant length."""
    browser = Client()
    began = time.perf_counter()
    answer = browser.post(LOG_IN, {"login": name, "password": "not the password"})
    return answer.status_code, len(answer.content), time.perf_counter() - began


def test_a_wrong_login_does_not_reveal_whether_the_account_exists(
    real_hash: None, is_long: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    number = 200 if is_long else 12
    known, unknown = ([f"{who}{n:04}" for n in range(number)] for who in ("known-", "nobody"))
    hashed = User.objects.create_user(username="first", password="a long enough password").password
    User.objects.bulk_create(User(username=name, password=hashed) for name in known)
    names = known + unknown
    random.Random(24).shuffle(names)
    attempt("warm-up000")
    answers = {name: attempt(name) for name in names}
    assert len({answer[:2] for answer in answers.values()}) == 1
    there, not_there = ([answers[name][2] for name in group] for group in (known, unknown))
    p = mannwhitneyu(there, not_there).pvalue
    apart = abs(median(there) / median(not_there) - 1)
    with capsys.disabled():
        sys.stdout.write(f"\naccount discovery: {number} and {number}, p = {p:.3f}, medians {apart:.1%} apart\n")
    # A short run must not cry wolf once in a hundred times.
    assert p > (0.01 if is_long else 0.000_1)
    assert apart < 0.05 or not is_long
    assert LoginAttempt.objects.count() == 2 * number + 1


def test_a_throttled_log_in_does_not_tell_either(db: None, alice: User) -> None:
    answers = {name: [attempt(name)[:2] for _ in range(8)] for name in ("alice", "nobod")}
    assert answers["alice"] == answers["nobod"]
    assert answers["alice"][0] != answers["alice"][-1]


def test_there_is_no_way_to_ask_for_a_password_by_name() -> None:
    """No reset by mail, no hint, no secret question: nothing to be answered about somebody else's account."""
    from walk.addresses import every_address

    assert not [address.name for address in every_address() if "reset" in address.name or "hint" in address.name]
