"""The file of reminders says no word about health unless it was asked for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from tracker import diary
from tracker.core.records import Expected, Experiment, Injection, Visit
from tracker.models import User
from tracker.pages.context import today_for

ALL = ["check-in", "visit", "injection", "plan"]


def download(client: Client, **typed: Any) -> HttpResponse:
    fields = {"kinds": ALL, "at": "20:30", "title": "A minute for the diary"}
    return client.post(reverse("tracker:calendar"), fields | typed)


def summaries(answer: HttpResponse) -> list[str]:
    return [str(part["SUMMARY"]) for part in Calendar.from_ical(answer.content).walk() if part.name == "VEVENT"]


@pytest.fixture
def today(alice: User) -> date:
    """A diary in which each of the four can be reminded of."""
    today = today_for(alice)
    diary.save_entry(alice, Visit(uuid4(), today - timedelta(days=9), "Dr Before"))
    diary.save_entry(alice, Visit(uuid4(), today + timedelta(days=5), "Dr Next", questions=("Is it the nerve?",)))
    diary.save_entry(alice, Injection(uuid4(), today, "A product", next_due=today + timedelta(days=84)))
    plan = Experiment(uuid4(), today, "no coffee", "as usual", Expected.FEWER, "seed", 14, 2)
    diary.save_entry(alice, plan)
    return today


def test_by_default_nothing_is_named(alice_client: Client, today: date) -> None:
    answer = download(alice_client)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="levator.ics"'
    assert summaries(answer) == ["A minute for the diary", "Appointment", "Appointment", "Look at today’s plan"]
    for word in (b"Dr Next", b"nerve", b"product", b"coffee", b"njection", b"twitch"):
        assert word not in answer.content


def test_in_words_it_names_the_visit_and_the_injection(alice_client: Client, today: date) -> None:
    assert summaries(download(alice_client, in_words="on"))[1:3] == ["Visit: Dr Next", "Injection"]


def test_the_plan_ends_with_its_last_day_and_tells_no_turn(alice_client: Client, today: date) -> None:
    (event,) = Calendar.from_ical(download(alice_client, kinds=["plan"]).content).walk("VEVENT")
    assert event["RRULE"]["UNTIL"][0].date() == today + timedelta(days=55)


def test_only_what_has_a_date_is_offered(alice_client: Client, alice: User) -> None:
    page = alice_client.get(reverse("tracker:calendar")).content.decode()
    assert ('value="check-in"' in page, 'value="visit"' in page, 'value="plan"' in page) == (True, False, False)
    assert b"Select a valid choice" in download(alice_client).content
