"""How fast passwords can be tried, and who has to wait for whom."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from tracker.core.reference.limits import LOGIN_ATTEMPTS_BEFORE_BACKOFF, MAX_LOGIN_ATTEMPTS_PER_HOUR
from tracker.models import LoginAttempt, User
from tracker.models.login_attempt import digest, next_attempt_at

NOON = datetime(2026, 6, 17, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def try_at(
    minutes: float, name: str = "alice", source: str = "address 1", is_known: bool = False
) -> LoginAttempt | None:
    return LoginAttempt.objects.record(name, source, is_known, NOON + minutes * MINUTE)


def test_the_first_attempts_are_immediate_and_then_the_pause_doubles() -> None:
    tries: list[datetime] = []
    for _turn in range(LOGIN_ATTEMPTS_BEFORE_BACKOFF + 4):
        tries.append(max([NOON, *([next_attempt_at(tries)] if tries else [])]))
    assert [int((b - a) / MINUTE) for a, b in pairwise(tries)] == [0, 0, 0, 0, 1, 2, 4, 8]


@pytest.mark.parametrize("sources", [1, 300])
def test_no_hour_has_more_attempts_than_allowed(db: None, sources: int) -> None:
    looked_at = [n / 5 for n in range(5 * 180) if try_at(n / 5, source=f"address {n % sources}")]
    most = max(sum(begin <= at < begin + 60 for at in looked_at) for begin in looked_at)
    assert LOGIN_ATTEMPTS_BEFORE_BACKOFF < most <= MAX_LOGIN_ATTEMPTS_PER_HOUR


def test_wrong_passwords_from_one_source_do_not_lock_out_another(db: None) -> None:
    while try_at(0):
        pass
    assert try_at(0, source="address 2")
    assert try_at(0, name="bob")


def test_a_thousand_addresses_do_not_lock_out_a_known_browser(db: None) -> None:
    looked_at = [try_at(0, source=f"address {n}") for n in range(1_000)]
    assert sum(guess is not None for guess in looked_at) == MAX_LOGIN_ATTEMPTS_PER_HOUR
    assert try_at(0, source="browser a", is_known=True)


def test_the_right_password_clears_only_its_own_source(db: None) -> None:
    for source in ("address 1", "address 2"):
        while try_at(0, source=source):
            pass
    guess = try_at(70)
    assert guess
    guess.clear()
    assert list(LoginAttempt.objects.values_list("source", flat=True).distinct()) == [digest("address 2")]


def test_a_clock_set_back_does_not_lock_out_for_years(db: None) -> None:
    while try_at(40 * 365 * 24 * 60):
        pass
    assert try_at(0)


def test_attempts_hold_only_digests_and_are_deleted_after_a_day(db: None) -> None:
    try_at(0, name="Alice", source="address 192.0.2.1")
    held = str(LoginAttempt.objects.values().get())
    assert "lice" not in held
    assert "192.0.2.1" not in held
    assert LoginAttempt.objects.get().account == digest("alice")
    try_at(24 * 60 + 1, name="bob")
    assert LoginAttempt.objects.get().account == digest("bob")


def test_guesses_are_no_part_of_a_diary(alice: User) -> None:
    assert not any(field.related_model is User for field in LoginAttempt._meta.get_fields())
