"""A form sent after the session ended: the input returns to the person who typed it, and to nobody else."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from walk.filling import PASSWORD
from walk.forms import form_with

from tracker.models import User
from tracker.pages.context import owner_of

LOG_IN = reverse("account_login")
SECRET = "what only Alice wrote"


def csrf_client(user: User | None) -> Client:
    """A client with CSRF checks."""
    client = Client(enforce_csrf_checks=True)
    if user:
        client.force_login(user)
    return client


def typed(owner: str) -> dict[str, Any]:
    day = {"date": "2026-05-04", "time": "08:15", "lasting": "unknown", "strength": "4"}
    return day | {"version": "1", "owner": owner, "note": SECRET}


def address() -> str:
    return reverse("tracker:episode-draft", args=[uuid4()])


def log_in(client: Client, page: HttpResponse, name: str) -> HttpResponse:
    """Submit the log-in form of a page."""
    form = form_with(page.content.decode(), ["login", "password"])
    assert form.action == LOG_IN
    fields = form.current_values() | {"login": [name], "password": [PASSWORD]}
    token = client.cookies["levator-csrf"].value if client.handler.enforce_csrf_checks else ""
    return client.post(LOG_IN, fields | {"csrfmiddlewaretoken": token})


def test_every_form_contains_the_owner_of_its_page(alice: User, alice_client: Client) -> None:
    page = alice_client.get("/").content.decode()
    assert page.count("csrfmiddlewaretoken") == page.count(f'name="owner" value="{owner_of(alice)}"') > 0
    assert 'name="owner"' not in Client().get("/").content.decode()


def test_without_a_session_the_input_is_encrypted_in_the_login_form(alice: User, client: Client) -> None:
    page = client.post(address(), typed(owner_of(alice)))
    assert page.status_code == 403
    assert "What you typed is not saved yet" in page.content.decode()
    assert SECRET not in page.content.decode()
    assert owner_of(alice) not in page.content.decode()
    wrong = client.post(LOG_IN, form_with(page.content.decode(), ["login"]).current_values() | {"login": "alice"})
    offered = log_in(client, wrong, "alice")
    assert offered.status_code == 200
    assert SECRET in offered.content.decode()
    form = form_with(offered.content.decode(), ["note"])
    assert client.post(form.action, form.current_values()).status_code == 302
    assert [(row.note, row.strength) for row in alice.episodes.all()] == [(SECRET, 4)]


def test_another_person_who_logs_in_gets_nothing(alice: User, bob: User, client: Client) -> None:
    page = client.post(address(), typed(owner_of(alice)))
    answer = log_in(client, page, "bob")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert SECRET not in client.get("/").content.decode()


def test_expired_token_in_own_session_returns_the_input(alice: User) -> None:
    browser = csrf_client(alice)
    page = browser.post(address(), typed(owner_of(alice)))
    assert page.status_code == 403
    form = form_with(page.content.decode(), ["note"])
    assert form.fields["note"].values == [SECRET]
    assert alice.episodes.count() == 0
    token = {"csrfmiddlewaretoken": browser.cookies["levator-csrf"].value}
    assert browser.post(form.action, form.current_values() | token).status_code == 302
    assert alice.episodes.get().note == SECRET


@pytest.mark.parametrize("owner", ["", "0" * 16, "somebody else"])
def test_input_from_another_site_is_never_returned(owner: str, alice: User, bob: User) -> None:
    """Another site cannot know the owner token of the person whose browser it uses."""
    token = owner_of(bob) if owner == "somebody else" else owner
    page = csrf_client(alice).post(address(), typed(token), headers={"Origin": "https://elsewhere.example"})
    assert page.status_code == 403
    assert "This form is too old" in page.content.decode()
    assert SECRET not in page.content.decode()
    stranger = Client().post(address(), typed(token))
    if not token:
        assert stranger["Location"].startswith(LOG_IN)
    else:
        assert log_in(Client(), stranger, "alice")["Location"] == "/"


def test_reload_returns_the_input_again(alice: User) -> None:
    """The browser sends the log-in form again, with the token from before the log-in."""
    browser = csrf_client(None)
    browser.get(LOG_IN)
    token = browser.cookies["levator-csrf"].value
    page = browser.post(address(), typed(owner_of(alice)) | {"csrfmiddlewaretoken": token})
    fields = form_with(page.content.decode(), ["login"]).current_values()
    fields |= {"login": ["alice"], "password": [PASSWORD], "csrfmiddlewaretoken": token}
    assert SECRET in browser.post(LOG_IN, fields).content.decode()
    again = browser.post(LOG_IN, fields)
    assert (again.status_code, SECRET in again.content.decode()) == (403, True)


def test_a_tap_is_logged_at_the_time_of_the_tap(alice: User, client: Client) -> None:
    with time_machine.travel("2026-06-17T12:00:00Z", tick=False) as clock:
        tap = {"client_id": str(uuid4()), "place": "chin:left", "owner": owner_of(alice)}
        page = client.post(reverse("tracker:episode-now"), tap)
        clock.shift(timedelta(minutes=20))
        form = form_with(log_in(client, page, "alice").content.decode(), ["place"])
        assert client.post(form.action, form.current_values()).status_code == 302
    assert alice.episodes.get().onset == datetime.fromisoformat("2026-06-17T12:00:00Z")


def test_passwords_are_never_returned(alice: User, client: Client) -> None:
    words = {
        "owner": owner_of(alice),
        "oldpassword": "the old one",
        "password1": "a new one",
        "password2": "a new one",
    }
    answer = client.post(reverse("account_change_password"), words)
    assert answer["Location"].startswith(LOG_IN)
    page = client.post(reverse("tracker:leave"), {"owner": owner_of(alice), "password": "the old one", "x": "y"})
    offered = log_in(client, page, "alice").content.decode()
    assert "the old one" not in offered


@pytest.mark.parametrize("encrypted", ["", "x", "gAAAAA" + "x" * 200, "\x00"])
def test_forged_input_is_ignored(encrypted: str, alice: User, client: Client) -> None:
    answer = client.post(LOG_IN, {"login": "alice", "password": PASSWORD, "unsent": encrypted})
    assert answer.status_code == (200 if "\x00" in encrypted else 302)


def test_a_button_without_input_leads_to_the_login(alice: User, client: Client) -> None:
    path = reverse("tracker:no-twitch", args=[date(2026, 5, 4)])
    assert client.post(path, {"owner": owner_of(alice)})["Location"] == f"{LOG_IN}?next={path}"


def test_emergency_page_has_the_persons_number_after_login(alice: User, client: Client) -> None:
    User.objects.filter(pk=alice.pk).update(country="NZ")
    fields = typed(owner_of(alice)) | {"sign_face_droop": "sudden"}
    page = client.post(address(), fields)
    assert "Call 112" in page.content.decode()
    assert "Call 111" in log_in(client, page, "alice").content.decode()
