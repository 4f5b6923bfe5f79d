"""Every form that creates or changes something: where it is, what a person fills in, what the browser sends back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from html.parser import HTMLParser
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.http import HttpResponse
from django.urls import reverse

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


class _Fields(HTMLParser):
    """Reads what a browser would send from a page, form by form."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, list[str]]] = []
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value if value is not None else "" for name, value in attrs}
        if tag == "form":
            self.forms.append({})
        elif tag == "input" and self._is_sent(said):
            self._keep(said["name"], said.get("value", "on" if said.get("type") == "checkbox" else ""))
        elif tag == "select":
            self._select = said.get("name", "")
        elif tag == "option" and self._select and "selected" in said:
            self._keep(self._select, said.get("value", ""))
        elif tag == "textarea":
            self._area = said.get("name", "")
            self._keep(self._area, "")

    def handle_data(self, data: str) -> None:
        if self._area:
            # A browser drops the one line end that follows the tag.
            typed = self.forms[-1][self._area]
            typed[0] += data if typed[0] else data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"select", "textarea"}:
            self._select = self._area = ""

    @staticmethod
    def _is_sent(said: dict[str, str]) -> bool:
        return "name" in said and (said.get("type") not in {"radio", "checkbox"} or "checked" in said)

    def _keep(self, name: str, value: str) -> None:
        if self.forms and name != "csrfmiddlewaretoken":
            self.forms[-1].setdefault(name, []).append(value)


def in_the_page(answer: HttpResponse, names: Iterable[str] = ("client_id",)) -> dict[str, list[str]]:
    """What the page's form would send if it were sent now; the form that holds most of these names."""
    reader = _Fields()
    reader.feed(answer.content.decode())
    return max(reader.forms, key=lambda form: len(form.keys() & set(names)))


@pytest.fixture
def typed_in_page() -> Callable[..., dict[str, list[str]]]:
    """Read a page's form as the browser holds it: `typed_in_page(answer)`."""
    return in_the_page


@pytest.fixture
def state() -> Callable[[Any], Any]:
    """All rows of a person with their versions, to compare before and after: `state(user)`."""

    def rows(user: Any) -> Any:
        user.refresh_from_db()
        treated = (user.medicines, user.doses, user.injections, user.visits)
        tables = (user.episodes, user.days, user.readings, user.exposures, *treated)
        # That a sign was shown is written by looking at a page; what was answered is not.
        answered = list(user.watched_signs.exclude(answer="").values())
        return user.person(), user.thresholds, answered, [list(table.order_by("pk").values()) for table in tables]

    return rows
