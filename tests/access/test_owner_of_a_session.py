"""A session knows whose it is; it never lets somebody in whom its content does not name."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session as DjangoSession
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from journal.sessions import SessionStore
from tracker import diary
from tracker.models import Session, User

JOURNAL, SETTINGS = reverse("tracker:journal"), reverse("tracker:settings")


def name_shown(client: Client) -> str:
    """The user of the page's request."""
    return str(client.get(JOURNAL).context["user"].username)


def test_a_session_and_its_owner_are_one_query(alice_client: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        alice_client.get(JOURNAL)
    about = [query["sql"] for query in asked if "tracker_session" in query["sql"] or '"password"' in query["sql"]]
    assert len(about) == 1
    assert "JOIN" in about[0]


def test_the_content_of_a_session_decides_not_its_column(alice: User, bob: User, alice_client: Client) -> None:
    Session.objects.update(user=bob)
    assert name_shown(alice_client) == alice.username


def test_an_account_that_was_closed_is_logged_out(alice: User, alice_client: Client) -> None:
    User.objects.filter(pk=alice.pk).update(is_active=False)
    assert alice_client.get(JOURNAL).status_code == 302


def test_a_password_changed_elsewhere_logs_out(alice: User, alice_client: Client) -> None:
    alice.set_password("another quiet walk")
    alice.save()
    assert alice_client.get(JOURNAL).status_code == 302


def test_a_backend_that_is_not_used_any_more_logs_nobody_in(alice_client: Client) -> None:
    session = alice_client.session
    session["_auth_user_backend"] = "django.contrib.auth.backends.RemoteUserBackend"
    session.save()
    assert alice_client.get(JOURNAL).status_code == 302


def test_all_log_ins_of_a_person_end_in_two_queries(alice: User, bob: User, bob_client: Client) -> None:
    for client in (Client(), Client(), Client()):
        client.force_login(alice)
    kept = alice.sessions.values_list("pk", flat=True)[0]
    with CaptureQueriesContext(connection) as asked:
        diary.end_log_ins(alice, keep=kept)
    assert sum("tracker_session" in query["sql"] for query in asked) == 1
    assert list(alice.sessions.values_list("pk", flat=True)) == [kept]
    assert bob_client.get(JOURNAL).status_code == 200


def test_sessions_of_an_earlier_version_move_with_their_owners(alice: User) -> None:
    hour = timedelta(hours=1)
    rows = [("a", alice.pk, hour), ("b", 999, hour), ("c", alice.pk, -hour), ("d", None, hour)]
    for letter, owner, ends in rows:
        data = {SESSION_KEY: str(owner)} if owner else {"hint": 1}
        encoded = SessionStore().encode(data)
        DjangoSession.objects.create(session_key=letter * 32, session_data=encoded, expire_date=timezone.now() + ends)
    import_module("tracker.migrations.0035_sessions").move(apps, None)
    assert dict(Session.objects.values_list("session_key", "user")) == {"a" * 32: alice.pk, "d" * 32: None}
    assert SessionStore("a" * 32)[SESSION_KEY] == str(alice.pk)
    assert not DjangoSession.objects.exists()


@pytest.mark.parametrize("path", [JOURNAL, SETTINGS])
def test_a_visitor_is_nobody(client: Client, path: str) -> None:
    assert client.get(path).status_code == 302
