"""A body is refused by its length before anything reads it, and nothing of it is written to a disk."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.test import Client
from django.urls import resolve, reverse
from walk.addresses import every_address

from tracker.core.reference.limits import (
    MAX_BODY_BYTES,
    MAX_DIFFERENCES_BYTES,
    MAX_FORM_BYTES,
    MAX_LOG_IN_BYTES,
    MAX_UPLOAD_BYTES,
    NOTE_CHARS,
)
from tracker.models import User

DATA, LOG_IN, HELP = reverse("tracker:data"), reverse("account_login"), reverse("tracker:help-about")
NEW_EPISODE, SHARED = reverse("tracker:episode-create"), reverse("tracker:shared", args=["x" * 32])
DIFFERENCES = reverse("tracker:differences")


class Unread:
    """A body that must not be read."""

    def read(self, *sizes: int) -> bytes:
        raise AssertionError("the body was read")

    readline = read


def announce(client: Client, path: str, length: int, **extra: Any) -> int:
    """Send only the head of a request with a body of this length."""
    body: dict[str, Any] = {"wsgi.input": Unread(), "CONTENT_LENGTH": str(length), "CONTENT_TYPE": "text/plain"}
    return client.post(path, **body | extra).status_code


@pytest.mark.parametrize("path", [HELP, NEW_EPISODE, DATA, SHARED, "/nowhere/", reverse("account_signup")])
def test_a_stranger_sends_no_more_than_a_small_form(path: str, client: Client, db: None) -> None:
    assert announce(client, path, MAX_BODY_BYTES + 1) == 413
    assert announce(client, path, 400_000_000) == 413


def test_the_form_to_log_in_may_carry_what_was_typed_before(client: Client, db: None) -> None:
    body = {"login": "anna", "unsent": "x" * (MAX_LOG_IN_BYTES - 1_000)}
    assert client.post(LOG_IN, body).status_code == 200
    assert announce(client, LOG_IN, MAX_LOG_IN_BYTES + 1) == 413


@pytest.mark.parametrize(
    ("path", "most"),
    [(NEW_EPISODE, MAX_FORM_BYTES), (DATA, MAX_UPLOAD_BYTES), (DIFFERENCES, MAX_DIFFERENCES_BYTES)],
)
def test_somebody_logged_in_sends_what_the_page_needs(path: str, most: int, alice_client: Client) -> None:
    assert announce(alice_client, path, most + 1) == 413
    with pytest.raises(AssertionError, match="the body was read"):
        announce(alice_client, path, most, CONTENT_TYPE="multipart/form-data; boundary=x")


def test_a_demo_account_sends_no_file(alice: User, alice_client: Client) -> None:
    User.objects.filter(pk=alice.pk).update(is_demo=True, username="demo-1")
    assert announce(alice_client, DATA, MAX_FORM_BYTES + 1) == 413


@pytest.mark.parametrize("length", ["-1", "1e3", "many", "9" * 400])
def test_a_strange_length_is_refused(length: str, client: Client, db: None) -> None:
    assert client.post(LOG_IN, CONTENT_LENGTH=length).status_code == 413


def test_a_body_without_a_length_is_refused(client: Client, db: None) -> None:
    assert announce(client, LOG_IN, 0, HTTP_TRANSFER_ENCODING="chunked") == 411


def test_the_longest_note_of_any_script_fits() -> None:
    assert len("🙂".encode()) * 3 * NOTE_CHARS < MAX_BODY_BYTES


def test_only_four_addresses_take_more_from_people_and_three_from_strangers() -> None:
    """Every exception is named here, so that a new one is a decision."""
    values: dict[str, Any] = {"IsoDate": date(2026, 11, 20), "UUIDConverter": UUID(int=1), "IntConverter": 1}
    larger = set()
    for address in every_address():
        path = address.with_values(**{name: values.get(kind, "x") for name, kind in address.kinds})
        if hasattr(resolve(path).func, "max_body"):
            larger.add(address.name)
    strangers = {"account_login", "mfa_login_webauthn", "tracker:api-readings"}
    assert larger == {"tracker:data", "tracker:differences", "tracker:import", "tracker:piece", *strangers}


def test_the_largest_file_is_kept_in_memory(
    alice_client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    file = SimpleUploadedFile("diary.json", b" " * 20_000_000)
    page = alice_client.post(DATA, {"file": file})
    # A file of this size is read later, by a child process.
    assert page.status_code == 302
    (sent,) = page.wsgi_request.FILES.values()
    assert isinstance(sent, InMemoryUploadedFile)
