"""Sessions on a full disk: updates are dropped, new sessions fail."""

from __future__ import annotations

from random import Random

import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.db import OperationalError
from django.test import Client
from walk.full_disk import full_database

from journal.sessions import SessionStore

# Random, because a session is compressed.
LARGE = Random(1).randbytes(50_000).hex()


@pytest.fixture
def session(alice_client: Client) -> SessionStore:
    return SessionStore(alice_client.cookies[settings.SESSION_COOKIE_NAME].value)


def test_an_update_is_saved(session: SessionStore) -> None:
    session["noted"] = LARGE
    session.save()
    assert SessionStore(session.session_key)["noted"] == LARGE


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_an_update_is_dropped_on_a_full_disk(session: SessionStore) -> None:
    session["noted"] = LARGE
    with full_database():
        session.save()
    assert "noted" not in SessionStore(session.session_key)
    assert "_auth_user_id" in SessionStore(session.session_key)


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_a_new_session_fails_on_a_full_disk(session: SessionStore) -> None:
    new = SessionStore()
    new["noted"] = LARGE
    with full_database(), pytest.raises(OperationalError, match="full"):
        new.create()


def test_updating_a_deleted_session_fails(session: SessionStore) -> None:
    gone = SessionStore(session.session_key)
    gone["noted"] = LARGE
    session.delete()
    with pytest.raises(UpdateError):
        gone.save()
