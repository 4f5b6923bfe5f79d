"""What holds for every form on every page, found by opening the pages, so that a new one is not forgotten."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from walk.addresses import every_address
from walk.filling import filled_in
from walk.forms import PageForm
from walk.pages import forms
from walk.rows import rows_of
from walk.typing_text import rolled_back

from tracker import diary
from tracker.core.demo import believable
from tracker.core.formats import diary_json
from tracker.models import User

OLDER = "what a device kept and pages opened before an update send here; their page now has an id in its address"
NEEDS_MORE = {"mfa_add_webauthn", "mfa_activate_totp", "mfa_generate_recovery_codes", "account_way_back"}
"""Forms that need a passkey, the code of an app, or a code that was made: tests/browser/test_passkeys.py."""

ELSEWHERE = {
    "mfa_login_webauthn": "needs a passkey: tests/browser/test_passkeys.py",
    "mfa_remove_webauthn": "needs a passkey: tests/access/test_second_step.py",
    "second_step_choose": "needs a passkey: tests/browser/test_passkeys.py",
    "mfa_reauthenticate": "needs an app: tests/access/test_second_step.py",
    "mfa_reauthenticate_webauthn": "needs a passkey: tests/browser/test_passkeys.py",
    "tracker:differences": "offered after a file was read in only: tests/views/test_differences.py",
    "tracker:undo": "offered after deleting only: tests/faults/test_sent_twice.py",
    "tracker:episode-which": "asked after a clock change only: tests/faults/test_zones.py",
    "tracker:episode-strength": "offered for an hour after an episode only: tests/views/test_today.py",
    "tracker:asked-once": "offered when a rule matches: tests/views/test_asked_once.py",
    "tracker:sign-answer": "offered when a rule matches: the forms filled in by hand",
    "tracker:reminders-again": "offered after three unanswered: tests/management/commands/test_send_reminders.py",
    "tracker:experiment-create": "leads on to the address with an id",
    "tracker:experiment-draft": "offered while no experiment is under way: tests/views/test_experiments.py",
    "tracker:experiment-resume": "offered in a pause: tests/views/test_experiments.py",
    "tracker:experiment-delete": "offered once it is over: tests/views/test_experiments.py",
    "tracker:job-file": "offered when a large diary is written: tests/pages/test_jobs.py",
    **{
        f"tracker:api-{name}": "takes JSON and a token: tests/test_openapi.py"
        for name in ("twitch", "stop", "readings", "check-in")
    },
    **{
        f"tracker:{name}": "takes bytes from the script of the import page: tests/views/test_uploads.py"
        for name in ("import-begin", "piece")
    },
    "tracker:job-cancel": "offered while a job waits or runs: tests/pages/test_jobs.py",
    "tracker:shared": "has a secret that is stored nowhere: tests/views/test_shared.py",
    **{
        f"tracker:{name}": OLDER
        for name in (
            "episode-now",
            "episode-just-now",
            "episode-create",
            "exposure-create",
            "medicine-create",
            "medicine-dose",
            "injection-create",
            "visit-create",
        )
    },
    "account_inactive": "shows a page, whatever is sent",
    "account_set_password": "leads on, whatever is sent",
}
"""Addresses that take a form which no page offers at first sight, and where they are tested."""

DAY = date(2026, 6, 16)
NOBODYS = "00000000-0000-0000-0000-000000000000"

BOUNDARIES = (
    "0001-01-01", "9999-12-31", "2024-02-29", "2023-02-29", "NaN", "1e999", "-0", "-1", "x" * 10_000, "a\x00b",
    "🙂👩‍👩‍👧", "‮مرحبا‬", "9" * 400, "24:00", "<b>'\"&", "",
)  # fmt: skip
"""Dates, numbers and texts at and beyond what a diary can hold."""

FILE = diary_json.write(believable(DAY, 2, 1))
SHORT = 1
"""Values per field in the short form. The next field gets other values."""

PARTS = 8
"""Parts of the long form, to run separately. Each tries every eighth value."""

NAMES = re.compile(r"""\sname="([^"]+)\"""")


def send(client: Client, form: PageForm, fields: dict[str, Any]) -> HttpResponse:
    return getattr(client, form.method)(form.action, fields)


def errors_in(answer: HttpResponse) -> dict[str, list[str]]:
    """Error messages of the forms by field."""
    found: dict[str, list[str]] = {}
    for layer in answer.context or []:
        for value in layer.dicts if hasattr(layer, "dicts") else [layer]:
            for form in value.values():
                if getattr(form, "is_bound", False) and hasattr(form, "errors"):
                    found |= {name: list(messages) for name, messages in form.errors.items()}
    return found


@pytest.fixture
def alices(alice: User, alice_client: Client, one_of_each: Callable[[User], Any]) -> dict[str, PageForm]:
    """Every form that Alice is offered, with one of everything in her diary."""
    one_of_each(alice)
    return forms(alice_client, alice, DAY)


@pytest.fixture
def visitors(db: None) -> dict[str, PageForm]:
    """Every form that somebody is offered who is not logged in."""
    return forms(Client(), None, DAY)


def test_every_address_that_takes_a_form_is_offered_one_or_is_named(
    alices: dict[str, PageForm], visitors: dict[str, PageForm], client: Client, alice_client: Client
) -> None:
    offered = {name.partition(" ")[0] for name in [*alices, *visitors]}
    taking = set()
    for address in every_address():
        given = {"IsoDate": DAY, "UUIDConverter": NOBODYS, "IntConverter": 0}
        path = address.with_values(**{name: given.get(kind, "x") for name, kind in address.kinds})
        if any("POST" in visitor.put(path).get("Allow", "") for visitor in (client, alice_client)):
            taking.add(address.name)
    assert taking - offered - ELSEWHERE.keys() == set()
    assert len(taking) > 20


def test_every_form_can_be_sent_with_what_is_needed(
    alices: dict[str, PageForm], visitors: dict[str, PageForm], alice: User, alice_client: Client, client: Client
) -> None:
    """Otherwise the tests below would only ever see a form refuse. Forms of a new kind are taught to walk.filling."""
    refused = {}
    for who, offered in ((alice_client, alices), (client, visitors)):
        logged_in = who.cookies.copy()
        for name, form in offered.items():
            # One of them logs out.
            who.cookies = logged_in.copy()
            with rolled_back():
                answer = send(who, form, filled_in(form, DAY, FILE))
                if answer.status_code not in (200, 302) or errors_in(answer):
                    refused[name] = (answer.status_code, errors_in(answer))
    # Nobody has the name that is filled in there.
    assert refused.keys() <= {"account_login", *NEEDS_MORE}, refused
    assert len(alices) > 20


def wrong_answers(client: Client, alice: User, form: PageForm, name: str, typed: str) -> Iterator[str]:
    """What is wrong with the answer to one value in one field; the forms refuse or take it, and nothing between."""
    before = rows_of(alice)
    answer = send(client, form, filled_in(form, DAY, FILE) | {name: typed})
    errors = errors_in(answer)
    if answer.status_code >= 500:
        yield f"status {answer.status_code}"
    if errors:
        yield from messages_astray(answer, errors)
    after = rows_of(alice)
    if errors and without_shown(after) != without_shown(before):
        yield "refused, and yet something was written"
    elif after != before and after["User"]:
        yield from what_it_broke(client, alice, form)


def without_shown(rows: dict[str, Any]) -> dict[str, Any]:
    """That a sign was shown is written by looking at a page."""
    return rows | {"WatchedSign": []}


def what_it_broke(client: Client, alice: User, form: PageForm) -> Iterator[str]:
    """Accepted input fits into a diary file and can be shown on every page."""
    alice.refresh_from_db()
    file = diary_json.write(diary.load_all(alice))
    if diary_json.write(diary_json.read(file)) != file:
        yield "taken, and the diary is not the same once it is read in again"
    yield from (
        f"taken, and now {path} breaks" for path in (form.page, "/journal/") if client.get(path).status_code >= 500
    )


def messages_astray(answer: HttpResponse, errors: dict[str, list[str]]) -> Iterator[str]:
    """Yield messages that are not next to their field: neither the field before nor the one after."""
    page = unescape(answer.content.decode())
    for name, messages in errors.items():
        for message in messages:
            before, found, after = page.partition(message)
            beside = [*NAMES.findall(before)[-1:], *NAMES.findall(after)[:1]]
            if not found or (name != "__all__" and name not in beside):
                yield f"{message[:80]!r} of {name} is between {beside}"


def others(turn: int) -> list[str]:
    """Some of the values, different for each turn."""
    return [BOUNDARIES[(turn + n) % len(BOUNDARIES)] for n in range(SHORT)]


@pytest.mark.parametrize("part", ["short", *(pytest.param(n, marks=pytest.mark.long) for n in range(PARTS))])
def test_no_value_in_any_field_breaks_a_page_or_gets_no_message(
    part: int | str, alices: dict[str, PageForm], alice: User, alice_client: Client
) -> None:
    wrong, turn, seen = [], 0, set()
    for form_name, form in alices.items():
        for name, one in form.fields.items():
            alike = (one.kind, *one.offered) if one.offered else (one.kind, name)
            if part == "short" and alike in seen:
                continue
            seen.add(alike)
            turn += SHORT
            for typed in BOUNDARIES[part::PARTS] if isinstance(part, int) else others(turn):
                with rolled_back():
                    found = list(wrong_answers(alice_client, alice, form, name, typed))
                wrong += [f"{form_name}, {name}, {typed[:20]!r}: {what}" for what in found]
    assert not wrong, "\n".join(wrong)
    assert turn > 40
