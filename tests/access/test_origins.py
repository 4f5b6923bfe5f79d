"""A proxy on another port that does not pass the port on: the operator reads what to set, and that is enough."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tracker.models import User

pytestmark = pytest.mark.django_db
SITE = "https://journal.example.org:8443"
PASSWORD = "a long enough password"
LOG_IN = reverse("account_login")


@pytest.fixture(autouse=True)
def behind_the_proxy(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["journal.example.org"]
    settings.CSRF_TRUSTED_ORIGINS = ["https://journal.example.org"]


def log_in(**headers: str) -> HttpResponse:
    """Through the proxy, which leaves the port out of the Host."""
    client = Client(enforce_csrf_checks=True, headers={"host": "journal.example.org"})
    token = client.get(LOG_IN, secure=True).context["csrf_token"]
    form = {"login": "alice", "password": PASSWORD, "csrfmiddlewaretoken": str(token)}
    return client.post(LOG_IN, form, secure=True, headers=headers)


@pytest.mark.parametrize("headers", [{"origin": SITE}, {"referer": f"{SITE}/account/log-in/"}])
def test_the_log_says_that_it_was_the_origin_and_which_setting_names_it(
    headers: dict[str, str], alice: User, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "levator.auth"):
        assert log_in(**headers).status_code == 403
    (line,) = [record.getMessage() for record in caplog.records if record.name == "levator.auth"]
    assert SITE in line
    assert "CSRF_TRUSTED_ORIGINS" in line
    assert PASSWORD not in caplog.text


def test_an_expired_token_logs_nothing_about_origins(caplog: pytest.LogCaptureFixture) -> None:
    client = Client(enforce_csrf_checks=True, headers={"host": "journal.example.org"})
    answer = client.post(LOG_IN, {"login": "alice"}, secure=True, headers={"origin": "https://journal.example.org"})
    assert answer.status_code == 403
    assert "CSRF_TRUSTED_ORIGINS" not in caplog.text


@pytest.mark.parametrize("headers", [{"origin": SITE}, {"referer": f"{SITE}/account/log-in/"}])
def test_once_the_origin_is_named_forms_are_taken(headers: dict[str, str], alice: User, settings: Any) -> None:
    settings.CSRF_TRUSTED_ORIGINS = [*settings.CSRF_TRUSTED_ORIGINS, SITE]
    assert log_in(**headers).status_code == 302
