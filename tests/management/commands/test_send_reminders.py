"""Reminders that a push service on this machine receives: for what is missing, at most once, and not for ever."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from walk.push_service import PushBrowser, PushService

from tracker import diary
from tracker.core.records import Day, Episode
from tracker.models import PushSubscription, SentReminder, Session, User

EVENING = datetime.fromisoformat("2026-06-17T20:03:00+02:00")
TODAY = date(2026, 6, 17)
HOUR = timedelta(hours=1)


@pytest.fixture
def clock() -> Any:
    """The server's clock, at three minutes past eight in the evening in Berlin."""
    with time_machine.travel(EVENING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def phone(push_service: PushService, clock: Any, alice: User, client: Client) -> PushBrowser:
    """Alice's phone, on which she has switched reminders on."""
    User.objects.filter(pk=alice.pk).update(time_zone="Europe/Berlin")
    client.force_login(alice)
    browser = push_service.browser()
    client.post(reverse("tracker:reminders-on"), browser.fields)
    return browser


def sent(service: PushService, phone: PushBrowser) -> list[dict[str, Any]]:
    """Run the command, and read what the phone was sent by it."""
    number = len(service.requests)
    call_command("send_reminders", stdout=StringIO())
    return [phone.read(body) for _path, _headers, body in service.requests[number:]]


def check_in(user: User, day: date) -> None:
    diary.save_check_in(user, Day(uuid4(), day), {}, version=1)


def test_a_missing_check_in_is_asked_for_once(push_service: PushService, phone: PushBrowser) -> None:
    assert sent(push_service, phone) == [
        {"title": "A minute for the diary", "navigate": "http://testserver/check-in/", "tag": "reminder"}
    ]
    assert sent(push_service, phone) == []
    ((path, headers, body),) = push_service.requests
    assert (path, headers["TTL"], headers["Urgency"], headers["Topic"]) == ("/push/one", "7200", "low", "reminder")
    assert (headers["Content-Encoding"], headers["Authorization"][:8]) == ("aes128gcm", "vapid t=")
    for word in (b"diary", b"twitch", b"alice", b"check-in"):
        assert word not in body


def test_a_day_that_is_filled_in_is_left_alone(push_service: PushService, phone: PushBrowser, alice: User) -> None:
    check_in(alice, TODAY)
    assert sent(push_service, phone) == []


@pytest.mark.parametrize(("hours", "number"), [(-0.1, 0), (0, 1), (1.9, 1), (2.1, 0), (12, 0)])
def test_only_within_two_hours_of_the_chosen_time(
    push_service: PushService, phone: PushBrowser, clock: Any, hours: float, number: int
) -> None:
    clock.move_to(EVENING - timedelta(minutes=3) + hours * HOUR, tick=False)
    assert len(sent(push_service, phone)) == number


def test_after_midnight_the_day_is_the_persons(
    push_service: PushService, phone: PushBrowser, alice: User, clock: Any
) -> None:
    User.objects.filter(pk=alice.pk).update(day_starts_at=4)
    diary.save_reminder_settings(alice, at="23:30")
    clock.move_to(EVENING + 4 * HOUR, tick=False)
    assert len(sent(push_service, phone)) == 1
    assert SentReminder.objects.get().day == TODAY


@pytest.mark.parametrize("change", [{"calm_mode": True}, {"is_active": False}])
def test_nothing_in_calm_mode_or_after_the_account_ended(
    push_service: PushService, phone: PushBrowser, alice: User, change: dict[str, bool]
) -> None:
    User.objects.filter(pk=alice.pk).update(**change)
    assert sent(push_service, phone) == []


def test_words_of_the_person_are_sent_as_they_are(push_service: PushService, phone: PushBrowser, alice: User) -> None:
    diary.save_reminder_settings(alice, title="Tee & 🦉")
    assert sent(push_service, phone)[0]["title"] == "Tee & 🦉"


def test_after_three_without_an_answer_they_stop_until_they_are_wanted_again(
    push_service: PushService, phone: PushBrowser, alice: User, clock: Any, client: Client
) -> None:
    bodies = []
    for n in range(5):
        clock.move_to(EVENING + timedelta(days=n), tick=False)
        bodies.append([one.get("body") for one in sent(push_service, phone)])
    assert bodies == [[None], [None], ["If you leave it, no more reminders follow."], [], []]
    page = reverse("tracker:reminders")
    assert b"They stopped by themselves on 20 June 2026" in client.get(page).content
    client.post(reverse("tracker:reminders-again"))
    assert b"They stopped" not in client.get(page).content
    assert len(sent(push_service, phone)) == 1


def test_an_answer_begins_the_count_again(
    push_service: PushService, phone: PushBrowser, alice: User, clock: Any
) -> None:
    numbers = []
    for n in range(8):
        clock.move_to(EVENING + timedelta(days=n), tick=False)
        numbers.append(len(sent(push_service, phone)))
        if n == 2:
            check_in(alice, TODAY + timedelta(days=n))
    assert numbers == [1, 1, 1, 1, 1, 1, 0, 0]


def test_an_episode_left_open_is_asked_about_once_and_by_day(
    push_service: PushService, phone: PushBrowser, alice: User, clock: Any
) -> None:
    check_in(alice, TODAY)
    diary.log_episode(alice, Episode(uuid4(), EVENING, "Europe/Berlin", TODAY, still_going=True))
    numbers = []
    for hours in (5, 7, 11, 13, 20):
        clock.move_to(EVENING + hours * HOUR, tick=False)
        numbers.append(sent(push_service, phone))
    assert [len(one) for one in numbers] == [0, 0, 0, 1, 0]
    assert numbers[3][0] == {
        "title": "Something in the diary is still open", "navigate": "http://testserver/", "tag": "reminder",
    }  # fmt: skip


@pytest.mark.parametrize("status", [404, 410])
def test_a_subscription_that_the_browser_ended_is_deleted(
    push_service: PushService, phone: PushBrowser, status: int
) -> None:
    push_service.answer = status
    sent(push_service, phone)
    assert not PushSubscription.objects.exists()


@pytest.mark.parametrize("status", [302, 403, 429, 500])
def test_a_refusal_is_not_tried_again_that_day(push_service: PushService, phone: PushBrowser, status: int) -> None:
    push_service.answer = status
    assert (len(sent(push_service, phone)), len(sent(push_service, phone))) == (1, 0)
    assert PushSubscription.objects.count() == 1


def test_one_service_that_is_silent_keeps_nobody_else_waiting(
    push_service: PushService, phone: PushBrowser, alice: User, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    other = Client()
    other.force_login(alice)
    other.post(reverse("tracker:reminders-on"), push_service.browser("two").fields)
    PushSubscription.objects.filter(endpoint=phone.endpoint).update(endpoint="https://localhost:1/refuses")
    call_command("send_reminders")
    assert capsys.readouterr().out == "1 failed, 1 sent\n"


@pytest.mark.parametrize("how", ["log out", "session expired", "age", "other device ends it", "new password"])
def test_a_subscription_ends_with_its_log_in(
    push_service: PushService, phone: PushBrowser, client: Client, alice: User, clock: Any, how: str
) -> None:
    if how == "log out":
        client.post(reverse("account_logout"))
    elif how == "session expired":
        Session.objects.update(expire_date=EVENING)
    elif how == "age":
        # The session is used every day, as long as it may be.
        Session.objects.update(expire_date=EVENING + timedelta(days=999))
        clock.move_to(EVENING + timedelta(days=181), tick=False)
    elif how == "other device ends it":
        device = alice.devices.get()
        other = Client()
        other.force_login(alice)
        other.post(reverse("tracker:device-end", args=[device.client_id]))
    else:
        diary.end_log_ins(alice, keep="another")
    assert sent(push_service, phone) == []


def test_the_next_person_at_the_same_browser_gets_nothing_of_the_last(
    push_service: PushService, phone: PushBrowser, client: Client, bob: User
) -> None:
    client.force_login(bob)
    client.post(reverse("tracker:reminders-on"), phone.fields)
    User.objects.filter(pk=bob.pk).update(time_zone="Europe/Berlin")
    assert len(sent(push_service, phone)) == 1
    assert [one.user for one in SentReminder.objects.all()] == [bob]


@pytest.mark.parametrize("settings_of_it", [{"PUSH_CONTACT": ""}, {"OFFLINE": False}])
def test_where_it_is_switched_off_the_command_says_so(
    push_service: PushService, phone: PushBrowser, settings: Any, settings_of_it: dict[str, Any]
) -> None:
    for name, value in settings_of_it.items():
        setattr(settings, name, value)
    with pytest.raises(CommandError, match="PUSH_CONTACT"):
        call_command("send_reminders")
    assert push_service.requests == []
