"""Every form that creates or changes something: where it is, what a person fills in, what the browser sends back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.http import HttpResponse
from django.urls import reverse
from walk.forms import form_with
from walk.rows import rows_of

NOON = "2026-06-17T12:00:00Z"
TODAY = date(2026, 6, 17)


@pytest.fixture(autouse=True)
def noon(db: None) -> Any:
    """It is noon on a Wednesday in June, and stays so."""
    with time_machine.travel(NOON, tick=False):
        yield


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
        {"client_id": uuid4(), "version": 1, "name": "Screens", "unit": "h", "summary": "sum", "tracked": "on"},
    ),
    "changed own": lambda e: Sent(
        _at("exposure-edit", e.own.client_id),
        {"client_id": e.own.client_id, "version": 1, "name": "Dark chocolate", "unit": "bars", "summary": "mean"},
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
    "new medicine": lambda e: Sent(
        _at("medicine-create"),
        {"client_id": uuid4(), "version": 1, "name": "Zinc", "started": "2026-05-01", "suspected": "on"},
    ),
    "changed medicine": lambda e: Sent(
        _at("medicine-edit", e.medicine.client_id),
        {"client_id": e.medicine.client_id, "version": 1, "name": "Iron", "stopped": "2026-06-17", "note": "stopped"},
    ),
    "withdrawn link": lambda e: Sent(_at("link-withdraw", e.link.client_id)),
    "answered sign": lambda e: Sent(_at("sign-answer", e.sign.rule), {"answer": "booked"}),
    "what is tracked": lambda e: Sent(_at("tracked"), {"tracked": ["anxiety", "own_chocolate"]}),
}
"""A form that is not in here is not held to any of the promises about sending twice and bad input."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for `form_name` runs for each form."""
    if "form_name" in metafunc.fixturenames:
        metafunc.parametrize("form_name", FORMS)


@pytest.fixture
def filled() -> Callable[[str, Any], Sent]:
    """Fill in one of the forms: `filled("new episode", entries)`."""
    return sent


def in_the_page(answer: HttpResponse, names: Iterable[str] = ("client_id",)) -> dict[str, list[str]]:
    """What the page's form would send if it were sent now; the form that holds most of these names."""
    return form_with(answer.content.decode(), names).as_it_stands()


@pytest.fixture
def typed_in_page() -> Callable[..., dict[str, list[str]]]:
    """Read a page's form as the browser holds it: `typed_in_page(answer)`."""
    return in_the_page


@pytest.fixture
def state() -> Callable[[Any], Any]:
    """All rows of a person with their versions, to compare before and after: `state(user)`."""

    def rows(user: Any) -> Any:
        user.refresh_from_db()
        rows = rows_of(user)
        # That a sign was shown is written by looking at a page; what was answered is not.
        rows["WatchedSign"] = [row for row in rows["WatchedSign"] if row["answer"]]
        return rows

    return rows
