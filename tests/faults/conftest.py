"""Every form that creates or changes something: where it is, what a person fills in, what the browser sends back."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from walk.forms import form_with
from walk.keeper import stored_keeper
from walk.rows import rows_of
from walk.sample_entries import Entries

from tracker.models import User

NOON = "2026-06-17T12:00:00Z"
TODAY = date(2026, 6, 17)


@pytest.fixture(autouse=True)
def noon(db: None) -> Any:
    """It is noon on a Wednesday in June, and stays so."""
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def times(is_long: bool) -> int:
    """How often a form is sent at the same moment."""
    return 10 if is_long else 4


@pytest.fixture
def restless() -> Iterator[None]:
    """Let threads take turns so often that two are in the middle of the same thing."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(0.000_01)
    yield
    sys.setswitchinterval(usual)


@dataclass
class Sent:
    """One form as a browser sends it: where to, and what is in it."""

    address: str
    fields: dict[str, Any] = field(default_factory=dict)


EPISODE = {
    "version": 1, "date": "2026-06-16", "time": "08:15", "lasting": "minutes", "minutes": "2.5", "strength": "4",
    "places": ["nose_side:left", "chin:right"], "feel": "flutter", "can_hold_back": "no", "sign_ringing": "gradual",
    "blamed": ["stress"], "relief_0_what": "Gentle massage", "relief_0_helped": "yes", "note": "after lunch",
}  # fmt: skip
"""A full answer, with a new id for each sending."""

MEDICINE = {
    "version": 1, "name": "Zinc", "group": "Mineral", "dose": "10 mg", "as_needed": "on", "started": "2026-05-01",
    "change_0_day": "2026-05-20", "change_0_dose": "20 mg", "change_0_raised": "yes", "why": "tired",
    "suspected": "on",
}  # fmt: skip
DOSE = {"version": 1, "date": "2026-06-16", "time": "08:15", "amount": "2 tablets"}
INJECTION = {
    "version": 1, "day": "2026-06-10", "product": "A product", "spot_0_place": "chin:left", "spot_0_units": "2.5",
    "spot_1_place": "nose_side:left", "usual_interval": "on", "note": "sore",
}  # fmt: skip
VISIT = {
    "version": 1, "day": "2026-06-16", "who": "Dr B", "questions": "Why?\nHow long?", "findings": "well",
    "test_0_kind": "blood", "test_0_name": "Magnesium", "test_0_result": "0.8", "score_0_scale": "SMC grade",
    "score_0_score": "2", "agreed": "come back", "note": "kind",
}  # fmt: skip


def sent(name: str, entries: Any) -> Sent:
    """The form of that name, filled in; `entries` are the person's own, for the forms that change one."""
    return FORMS[name](entries)


def _at(view: str, *values: Any) -> str:
    return reverse(f"tracker:{view}", args=values)


FORMS: dict[str, Callable[[Any], Sent]] = {
    "twitching now": lambda e: Sent(_at("episode-now"), {"client_id": uuid4(), "place": "chin:left"}),
    "it just happened": lambda e: Sent(_at("episode-just-now"), {"client_id": uuid4(), "place": "chin:left"}),
    "new episode": lambda e: Sent(_at("episode-create"), EPISODE | {"client_id": uuid4()}),
    "changed episode": lambda e: Sent(
        _at("episode-edit", e.episode.client_id), EPISODE | {"client_id": e.episode.client_id}
    ),
    "which time": lambda e: Sent(_at("episode-which", e.episode.client_id), {"which": "1"}),
    "strength afterwards": lambda e: Sent(_at("episode-strength", e.episode.client_id), {"strength": "3"}),
    "it stopped": lambda e: Sent(_at("episode-stopped", e.episode.client_id), {"version": 1, "minutes_ago": "5"}),
    "first check-in": lambda e: Sent(
        _at("check-in-day", TODAY - timedelta(days=3)),
        {
            "client_id": uuid4(),
            "version": 1,
            "value_sleep_h": "7.25",
            "value_stress": "3",
            "no_twitch": "on",
            "sign_ringing": "gradual",
            "impact": "0",
            "worry": "4",
            "worse_than_month_ago": "no",
        },
    ),
    "changed check-in": lambda e: Sent(
        _at("check-in-day", e.check_in.local_date),
        {"client_id": e.check_in.client_id, "version": 1, "value_sleep_h": "8", "note": "a better day"},
    ),
    "no twitch": lambda e: Sent(_at("no-twitch", TODAY - timedelta(days=2))),
    "one tap": lambda e: Sent(_at("tap"), {"client_id": uuid4(), "item": "cola"}),
    "changed amount": lambda e: Sent(
        _at("reading-edit", e.tap.client_id), {"client_id": e.tap.client_id, "version": 1, "value": "110"}
    ),
    "something of one's own": lambda e: Sent(
        _at("exposure-create"),
        {
            "client_id": uuid4(),
            "version": 1,
            "name": "Screens",
            "unit": "h",
            "summary": "sum",
            "tracked": "on",
            "kind": "amount",
            "tap": "on",
            "tap_adds": "2",
        },
    ),
    "changed own": lambda e: Sent(
        _at("exposure-edit", e.own.client_id),
        {
            "client_id": e.own.client_id,
            "version": 1,
            "name": "Dark chocolate",
            "unit": "bars",
            "summary": "mean",
            "kind": "amount",
            "tap": "on",
            "tap_adds": "2",
        },
    ),
    "settings": lambda e: Sent(
        _at("settings"),
        {
            "time_zone": "Asia/Kolkata",
            "country": "AU",
            "units": "us",
            "day_starts_at": "4",
            "theme": "dark",
            "under_16": "on",
            "palsy_began": "2026-05-01",
            "palsy_improving": "no",
        },
    ),
    "thresholds": lambda e: Sent(_at("thresholds"), {"persistent_days": "20", "worse_times": "2.5"}),
    "new medicine": lambda e: Sent(_at("medicine-create"), MEDICINE | {"client_id": uuid4()}),
    "changed medicine": lambda e: Sent(
        _at("medicine-edit", e.medicine.client_id),
        {"client_id": e.medicine.client_id, "version": 1, "name": "Iron", "stopped": "2026-06-17", "note": "stopped"},
    ),
    "withdrawn link": lambda e: Sent(_at("link-withdraw", e.link.client_id)),
    "last dose again": lambda e: Sent(_at("dose-again", e.medicine.client_id), {"client_id": uuid4()}),
    "new dose": lambda e: Sent(_at("medicine-dose", e.medicine.client_id), DOSE | {"client_id": uuid4()}),
    "changed dose": lambda e: Sent(_at("dose-edit", e.dose.client_id), DOSE | {"client_id": e.dose.client_id}),
    "new injections": lambda e: Sent(_at("injection-create"), INJECTION | {"client_id": uuid4()}),
    "changed injections": lambda e: Sent(
        _at("injection-edit", e.injection.client_id), INJECTION | {"client_id": e.injection.client_id}
    ),
    "new visit": lambda e: Sent(_at("visit-create"), VISIT | {"client_id": uuid4()}),
    "changed visit": lambda e: Sent(_at("visit-edit", e.visit.client_id), VISIT | {"client_id": e.visit.client_id}),
    "answered sign": lambda e: Sent(_at("sign-answer", e.sign.rule), {"answer": "booked"}),
    "what is tracked": lambda e: Sent(
        _at("settings"),
        {
            "time_zone": "UTC",
            "units": "metric",
            "day_starts_at": "0",
            "theme": "auto",
            "tracked_sent": "1",
            "tracked": ["anxiety", "own_chocolate"],
        },
    ),
}
"""Forms for the tests of sending twice and of bad input."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for `form_name` runs for each form."""
    if "form_name" in metafunc.fixturenames:
        metafunc.parametrize("form_name", FORMS)


@pytest.fixture
def filled() -> Callable[[str, Any], Sent]:
    """Fill in one of the forms: `filled("new episode", entries)`."""
    return sent


def in_the_page(answer: HttpResponse, names: Iterable[str] = ("client_id",)) -> dict[str, list[str]]:
    """What the form with most of these fields would send now."""
    return form_with(answer.content.decode(), names).current_values()


@pytest.fixture
def typed_in_page() -> Callable[..., dict[str, list[str]]]:
    """Return the current values of a page's form: `typed_in_page(answer)`."""
    return in_the_page


@pytest.fixture
def state() -> Callable[[Any], Any]:
    """All rows of a person with their versions, to compare before and after: `state(user)`."""

    def rows(user: Any) -> Any:
        user.refresh_from_db()
        rows = rows_of(user)
        # Opening a page already records that a sign was shown. Only answers are saved by forms.
        rows["WatchedSign"] = [row for row in rows["WatchedSign"] if row["answer"]]
        return rows

    return rows


HIDDEN = {"client_id", "version"}
CHOSEN = {"strength", "pain", "feel", "can_hold_back", "blamed", "places", "lasting", "sign_ringing", "value_stress"}
CHOSEN |= {"summary", "time_zone", "country", "units", "day_starts_at", "theme", "no_other_signs"}
CHOSEN |= {"impact", "worse_than_month_ago", "palsy_improving", "change_0_raised", "spot_0_place", "test_0_kind"}
"""Choices: a browser cannot send or keep an invalid one."""


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: Any) -> Iterator[Entries]:
    """One of everything of somebody's at noon, stored once for all tests of a file."""
    with stored_keeper(django_db_blocker, time_machine.travel(NOON, tick=False)) as entries:
        yield entries


@pytest.fixture
def answer_badly(kept: Entries, client: Client, state: Any) -> Callable[[str, str, Any], None]:
    """Send a form with invalid values, one after another: `answer_badly("new visit", "day", {value: message})`.

    Each field has a message, all input is kept, and nothing is saved.
    """

    def answer(form: str, name: str, values: dict[str, str]) -> None:
        keeper = User.objects.get(pk=kept.episode.user_id)
        client.force_login(keeper)
        post = sent(form, kept)
        before = state(keeper)
        for typed, message in values.items():
            fields = post.fields | {name: typed}
            page = client.post(post.address, fields)
            assert page.status_code == 200
            assert message in " ".join(page.context["form"].errors[name])
            assert message in unescape(page.content.decode())
            shown = in_the_page(page, post.fields)
            wanted = fields.keys() - HIDDEN - ({name} & CHOSEN)
            assert {key: _as_kept(shown[key]) for key in wanted} == {key: _as_kept(fields[key]) for key in wanted}
        assert state(keeper) == before

    return answer


def _as_kept(value: Any) -> list[str]:
    """Pages replace NUL. Everything else is kept as typed."""
    return sorted(str(part).replace("\x00", "�") for part in (value if isinstance(value, list) else [value]))
