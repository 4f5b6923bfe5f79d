"""The secret of a shared link is redacted in every log line."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from journal.redaction import RedactingFormatter
from tracker.models.secret import new_token


def written(message: str, *args: Any, error: BaseException | None = None) -> str:
    trace = (type(error), error, error.__traceback__) if error else None
    return RedactingFormatter().format(logging.LogRecord("django", logging.WARNING, "", 1, message, args, trace))


@pytest.mark.parametrize(
    "line",
    [
        "Not Found: {path}",
        "Method Not Allowed (PUT): {path}",
        "Invalid Request Line 'GET {path} HTTP/9'",
        '"GET {path} HTTP/1.1" 404 12',
        "https://levator.example.org{path}?as=pdf",
        "{path} and once more {path}",
    ],
)
def test_the_secret_is_redacted(line: str) -> None:
    token = new_token()
    out = written("%s", line.format(path=reverse("tracker:shared", args=[token])))
    assert token not in out
    assert "/shared/…" in out


def test_the_secret_is_redacted_in_a_traceback() -> None:
    token = new_token()
    with pytest.raises(ValueError, match="broke") as broken:
        raise ValueError(f"/shared/{token}/ broke")
    out = written("Internal Server Error", error=broken.value)
    assert "ValueError: /shared/…/ broke" in out
    assert token not in out


def test_other_lines_are_unchanged() -> None:
    assert written("Not Found: %s", "/nowhere/") == "Not Found: /nowhere/"


def test_every_handler_redacts() -> None:
    formatters = settings.LOGGING["formatters"]
    used = [handler["formatter"] for handler in settings.LOGGING["handlers"].values()]
    assert used == ["redacting"]
    assert formatters["redacting"]["()"] == "journal.redaction.RedactingFormatter"


@pytest.mark.parametrize("scope", ["log", "read", "all"])
def test_a_token_of_the_api_is_redacted(scope: str) -> None:
    token = new_token()
    out = written("%s", f"Not Found: /api/v1/me/?token=levator_{scope}_{token}&x=1")
    assert token not in out
    assert f"levator_{scope}_…&x=1" in out
