"""An invented person in a demo account, never mixed with a real diary."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from time_machine import TimeMachineFixture

from tracker import diary
from tracker.core.demo import believable, believable_today
from tracker.models import User

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
YESTERDAY = date(2026, 5, 31)


@pytest.fixture(autouse=True)
def first_of_june(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW, tick=False)


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("demo_diary", *arguments, stdout=out)
    return out.getvalue()


def refusal(*arguments: str) -> CommandError:
    with pytest.raises(CommandError) as refused:
        said(*arguments)
    return refused.value


def test_it_is_the_person_of_that_seed_up_to_now(db: None) -> None:
    text = said("--user", "ada", "--days", "60", "--seed", "7")
    ada = User.objects.get(username="ada")
    assert diary.load_all(ada) == believable_today(NOW, 60, 7)
    assert "2026-06-01" in text


def test_the_account_is_a_demo_without_a_password(db: None) -> None:
    said("--days", "3")
    demo = User.objects.get(username="demo")
    assert demo.is_demo
    assert not demo.has_usable_password()


def test_nothing_lies_in_the_future(db: None) -> None:
    said("--days", "30")
    demo = User.objects.get(username="demo")
    assert not demo.episodes.filter(onset__gt=NOW).exists()
    assert not demo.readings.filter(at__gt=NOW).exists()


def test_an_older_demo_is_replaced(db: None) -> None:
    said("--days", "40", "--seed", "1")
    said("--days", "40", "--seed", "2")
    assert diary.load_all(User.objects.get(username="demo")) == believable_today(NOW, 40, 2)


def test_a_real_diary_is_never_replaced(alice: User) -> None:
    diary.save(alice, believable(YESTERDAY - timedelta(days=9), 5, 3), NOW)
    before = diary.load_all(alice)
    refused = refusal("--user", "alice")
    assert (refused.returncode, str(refused)) == (1, "alice keeps a diary of their own; choose another name.")
    assert diary.load_all(alice) == before


def test_an_empty_account_may_be_filled_and_stays_its_owners(alice: User) -> None:
    said("--user", "alice", "--days", "5")
    alice.refresh_from_db()
    assert not alice.is_demo
    assert diary.load_all(alice) == believable_today(NOW, 5, 1)


@pytest.mark.parametrize("days", ["0", "-1", "3661", "many", "1e3", "²"])
def test_an_invalid_number_of_days_is_wrong_use(db: None, days: str) -> None:
    assert "must be a whole number from 1 to 3660" in str(refusal(f"--days={days}"))
    assert not User.objects.exists()


def test_an_invalid_name_is_wrong_use(db: None) -> None:
    refused = refusal("--user", "a name with blanks")
    assert refused.returncode == 2
    assert not User.objects.exists()
