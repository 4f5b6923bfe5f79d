"""Everything below /api/ answers with a problem document where it refuses, never with a page or a redirect."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, override_settings

from tracker import diary
from tracker.models import BusyError, User

PROBLEM = "application/problem+json"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/api/", 404),
        ("get", "/api/v1/nowhere/", 404),
        ("get", "/api/v1/me", 404),
        ("post", "/api/v2/twitch/", 404),
        ("get", "/api/v1/check-in/2026-02-31/", 404),
        ("get", "/api/v1/twitch/", 405),
        ("options", "/api/v1/twitch/", 405),
        ("delete", "/api/v1/entries/", 405),
    ],
)
def test_a_refusal_is_a_problem_document(method: str, path: str, status: int, alice_client: Client) -> None:
    answer = getattr(alice_client, method)(path)
    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)
    assert answer.json()["status"] == status
    assert answer.json()["detail"]
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
    assert "Location" not in answer


def test_a_wrong_method_names_the_right_one(db: None) -> None:
    assert Client().get("/api/v1/twitch/")["Allow"] == "POST"


@override_settings(SECURE_SSL_REDIRECT=True, SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"))
def test_over_http_a_token_is_refused_and_not_redirected(alice: User, caller: Any) -> None:
    answer = caller.post("twitch/", {})
    assert (answer.status_code, answer["Content-Type"]) == (403, PROBLEM)
    assert "https" in answer.json()["detail"]
    assert "no-store" in answer["Cache-Control"]
    assert not alice.episodes.exists()
    assert caller.post("twitch/", {}, X_Forwarded_Proto="https").status_code == 201


@override_settings(ALLOWED_HOSTS=["journal.example.org"])
def test_another_host_is_refused(db: None) -> None:
    answer = Client(raise_request_exception=False).get("/api/v1/me/")
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)


def test_a_body_that_is_too_long_is_refused(caller: Any) -> None:
    answer = caller.post("twitch/", {"place": "x" * 70_000})
    assert (answer.status_code, answer["Content-Type"]) == (413, PROBLEM)


@pytest.mark.parametrize(
    ("error", "status"),
    [(RuntimeError("secret note"), 500), (BusyError(), 503), (OSError(28, "No space left on device"), 507)],
)
def test_an_error_is_a_problem_document(
    error: Exception, status: int, caller: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*args: object) -> None:
        raise error

    monkeypatch.setattr(diary, "log_episode", breaks)
    client = Client(raise_request_exception=False, headers={"Authorization": f"Bearer {caller.text}"})
    answer = client.post("/api/v1/twitch/", b"", content_type="application/json")
    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)
    assert b"secret note" not in answer.content
    assert (answer.get("Retry-After") == "10") == (status == 503)
