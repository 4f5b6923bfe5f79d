"""Thirty zones, the two days of a year on which their clocks change, every half hour: by form and by file.

Nothing is refused, and the time shown for editing is the time typed. A time that the clock skipped moves forward, with
a message. A time that occurs twice is taken as the first, with a question.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo, available_timezones

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import UUIDField
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve, reverse
from walk.addresses import every_address
from walk.filling import filled_in
from walk.forms import PageForm, form_with, forms_in
from walk.pages import forms
from walk.rows import values_of
from walk.typing_text import rolled_back

from tracker import diary
from tracker.core.analysis import daily, weekly
from tracker.core.formats import diary_json
from tracker.core.records import Diary, Episode, Person
from tracker.models import User

YEAR = 2025
HALF_HOUR = timedelta(minutes=30)
TODAY = date(2026, 6, 17)
SHORT = ("Australia/Lord_Howe", "Europe/Warsaw", "America/Santiago")
"""By half an hour, at two o'clock, and at midnight."""

part_of_the_zones = pytest.mark.parametrize(
    "part", [0, *(pytest.param(n, marks=pytest.mark.long) for n in range(1, 10))]
)
"""Three zones each, so that the long form need not be run in one go; the first part is the short form's."""


def midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def length(day: date, zone: str) -> timedelta:
    """How long the day was there, from its first moment to the next day's, as the zone's table has it."""
    return midnight(day + timedelta(days=1), zone) - midnight(day, zone)


@cache
def switch_days(zone: str) -> list[date]:
    days = (date(YEAR, 1, 2) + timedelta(days=n) for n in range(363))
    return [day for day in days if length(day, zone) != timedelta(days=1)]


@cache
def thirty_zones() -> list[str]:
    """Of zones that change on the same days by as much, first one each, then more."""
    alike: dict[tuple[object, ...], list[str]] = {}
    for zone in sorted(zone for zone in available_timezones() if zone.split("/")[0] in REGIONS):
        days = switch_days(zone)
        if len(days) == 2:
            alike.setdefault((*days, midnight(days[0], zone)), []).append(zone)
    rounds = (zones[n] for n in range(20) for zones in alike.values() if len(zones) > n)
    return list(dict.fromkeys([*SHORT, *rounds]))[:30]


REGIONS = {"Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Pacific"}


def three_zones(part: int) -> list[str]:
    return thirty_zones()[3 * part : 3 * part + 3]


def half_hours(day: date) -> list[datetime]:
    """Every half hour that a clock can show on a day."""
    return [datetime.combine(day, time()) + n * HALF_HOUR for n in range(48)]


@dataclass(frozen=True)
class Truth:
    """What a typed time means, computed from the zone's table alone, instant by instant."""

    instants: tuple[datetime, ...]
    skipped: bool

    @classmethod
    def of(cls, wall: datetime, zone: str) -> Truth:
        tries = [wall.replace(tzinfo=UTC) + n * HALF_HOUR / 2 for n in range(-60, 61)]
        found = tuple(at for at in tries if shown(at, zone) == wall)
        return cls(found, not found)


def shown(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


class Typed:
    """A person in a zone, and a form of theirs that asks for a day and a time."""

    def __init__(self, user: User, client: Client, form: PageForm) -> None:
        self.user, self.client, self.form, self.wrong = user, client, form, list[str]()
        self.is_bout, self._editing = resolve(urlsplit(form.action).path).url_name == "episode-draft", ""

    def log(self, wall: datetime) -> None:
        """Type a time, and once more as the second where it was twice; what is not as it must be is written down."""
        truth = Truth.of(wall, self.user.time_zone)
        for which in range(max(1, len(truth.instants)) if self.is_bout else 1):
            entry = uuid4()
            typed = {one: [f"{wall:{SAID[kind]}}"] for one, kind in time_fields(self.form)}
            draft = self.form.action.rstrip("/").rpartition("/")[0]
            answer = self.client.post(f"{draft}/{entry}/", filled_in(self.form, wall.date()) | typed)
            self._note(wall, "refused", answer.status_code != 302)
            if answer.status_code == 302:
                self._look(wall, truth, entry, answer, which)

    def _look(self, wall: datetime, truth: Truth, entry: UUID, answer: HttpResponse, which: int) -> None:
        if which:
            self.client.post(answer["Location"], {"which": "1"})
        page = self._opened(entry)
        now_shown = time_in(form_with(page, [one for one, _kind in time_fields(self.form)]))
        ahead = timedelta(days=1) - length(wall.date(), self.user.time_zone) if truth.skipped else timedelta()
        self._note(wall, f"shifted to {now_shown}", now_shown != wall + ahead)
        if self.is_bout:
            onset = self.user.episodes.get(client_id=entry).onset
            self._note(wall, f"is {onset}", bool(truth.instants) and onset != truth.instants[which])
            self._note(wall, "not asked which", ("which" in answer["Location"]) != (len(truth.instants) == 2))
            self._note(wall, "no message", ("moved forward" in page) != truth.skipped)

    def _opened(self, entry: UUID) -> str:
        """The page with the form that changes the entry."""
        for address in every_address():
            is_new = address.name.endswith("-draft")
            if address.ids and len(address.kinds) == 1 and not is_new and self._editing in ("", address.name):
                page = self.client.get(address.with_values(**{address.ids[0]: entry}))
                found = forms_in("", page.content.decode()) if page.status_code == 200 else []
                if any(entry_of(form) == entry for form in found):
                    self._editing = address.name
                    return page.content.decode()
        raise AssertionError("no form opens this entry")

    def _note(self, wall: datetime, what: str, is_wrong: bool) -> None:
        if is_wrong:
            self.wrong.append(f"{self.form.name} {self.user.time_zone} {wall}: {what}")


SAID = {"date": "%Y-%m-%d", "time": "%H:%M"}


def time_fields(form: PageForm) -> list[tuple[str, str]]:
    """The needed fields for a day and for a time, with their kind."""
    return [(name, one.kind) for name, one in form.fields.items() if one.kind in SAID and one.is_needed]


def time_in(form: PageForm) -> datetime:
    """The time on the wall that a form shows."""
    day, clock = (form.fields[name].values[0] for name, _kind in sorted(time_fields(form), key=lambda one: one[1]))
    return datetime.combine(date.fromisoformat(day), time.fromisoformat(clock))


def entry_of(form: PageForm) -> UUID | None:
    """The id of the entry that a form makes or changes."""
    values = form.fields["client_id"].values if "client_id" in form.fields else []
    return UUID(values[0]) if values and time_fields(form) else None


def forms_for_a_time(user: User, client: Client) -> list[PageForm]:
    """Every form that makes an entry of a day and a time, but those put aside for use without a connection."""
    stored = set(values_of(user, UUIDField))
    offered = [
        form
        for form in forms(client, user, TODAY).values()
        if sorted(kind for _name, kind in time_fields(form)) == sorted(SAID) and not form.action.endswith("/new/")
    ]
    return [form for form in offered if entry_of(form) not in stored]


def walls(zone: str, is_long: bool) -> list[datetime]:
    """Every half hour of both days; in the short form those around the switch."""
    every = [wall for day in switch_days(zone) for wall in half_hours(day)]
    odd = [wall for wall in every if len(Truth.of(wall, zone).instants) != 1]
    return every if is_long else [wall for wall in every if any(abs(wall - one) <= HALF_HOUR for one in odd)]


def file_of(zone: str, times: list[datetime]) -> bytes:
    """A diary with an episode at each of these times, at both where there were two."""
    episodes = []
    for wall in times:
        moved = wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        for at in Truth.of(wall, zone).instants or [moved]:
            episodes.append(Episode(uuid4(), at, zone, shown(at, zone).date()))
    return diary_json.write(Diary(Person(zone), date(YEAR, 1, 1), date(YEAR, 12, 31), episodes=tuple(episodes)))


def read_in(client: Client, content: bytes) -> int:
    return client.post(reverse("tracker:data"), {"file": SimpleUploadedFile("diary.json", content)}).status_code


def weeks(user: User) -> Any:
    return weekly(daily(diary.load(user, date(YEAR, 1, 1), date(YEAR, 12, 31))))


def test_the_zones_are_of_many_kinds() -> None:
    lengths = {length(day, zone) - timedelta(days=1) for zone in thirty_zones() for day in switch_days(zone)}
    assert len(thirty_zones()) == 30
    assert [zone for part in range(10) for zone in three_zones(part)] == thirty_zones()
    assert tuple(three_zones(0)) == SHORT
    assert {timedelta(hours=hours) for hours in (-1, -0.5, 0.5, 1)} <= lengths


@part_of_the_zones
def test_no_half_hour_is_refused_or_shifted_by_a_form_and_the_weeks_are_those_of_the_file(
    part: int,
    alice: User,
    alice_client: Client,
    bob: User,
    bob_client: Client,
    one_of_each: Callable[[User], Any],
    is_long: bool,
) -> None:
    one_of_each(alice)
    offered, wrong, typed = forms_for_a_time(alice, alice_client), [], 0
    assert len(offered) > 1
    for zone in three_zones(part):
        alice.time_zone = zone
        alice.save()
        times = walls(zone, is_long)
        with rolled_back():
            for form in offered:
                person = Typed(alice, alice_client, form)
                for wall in times:
                    person.log(wall)
                wrong, typed = wrong + person.wrong, typed + len(times)
            assert read_in(bob_client, file_of(zone, times)) == 302
            assert weeks(alice) == weeks(bob)
    assert not wrong, "\n".join(wrong)
    assert typed > 20


@part_of_the_zones
def test_no_half_hour_is_refused_or_shifted_in_a_file_and_the_hours_of_each_day_are_right(
    part: int, bob: User, bob_client: Client, is_long: bool
) -> None:
    for zone in three_zones(part):
        with rolled_back():
            content = file_of(zone, walls(zone, is_long=True))
            assert read_in(bob_client, content) == 302
            again = diary_json.read(bob_client.get(reverse("tracker:export")).getvalue())
            assert {(one.onset, one.zone, one.local_date) for one in again.episodes} == {
                (one.onset, one.zone, one.local_date) for one in diary_json.read(content).episodes
            }
            for day in switch_days(zone):
                rows = bob.episodes.filter(local_date=day)
                assert len({row.onset for row in rows}) * HALF_HOUR == length(day, zone), (zone, day)
                for row in rows[:: 1 if is_long else 16]:
                    page = bob_client.get(reverse("tracker:episode-edit", args=[row.client_id]))
                    form = form_with(page.content.decode(), ["client_id", "date", "time"])
                    assert time_in(form) == shown(row.onset, zone)
