"""Each request of docs/shortcuts.md is answered with what the page says, sent as it is written."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from django.test import Client
from django.utils import timezone

from tracker.models import ApiToken, User
from tracker.models.secret import digest_of, new_token

PAGE = (Path(__file__).parents[1] / "docs" / "shortcuts.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE))
Request = tuple[str, str, dict[str, str], str]
"""Method, address, headers and body."""


def blocks(section: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", section, re.DOTALL)


def of_http(block: str) -> Request:
    head, _blank, body = block.partition("\n\n")
    (method, path), *headers = [line.split(" ", 1) if n == 0 else line for n, line in enumerate(head.splitlines())]
    fields = (str(line).partition(":") for line in headers)
    return method, path, {name: value.strip() for name, _colon, value in fields}, body.strip()


def of_curl(block: str) -> Request:
    words = iter(shlex.split(block.replace("\\\n", " "))[1:])
    method, path, headers, body = "GET", "", {}, ""
    for word in words:
        if word == "--json":
            method, body = "POST", next(words)
            headers |= {"Content-Type": "application/json", "Accept": "application/json"}
        elif word == "-H":
            name, _colon, value = next(words).partition(":")
            headers[name] = value.strip()
        else:
            address = urlsplit(word)
            path = f"{address.path}?{address.query}".rstrip("?")
    return method, path, headers, body


class WithSecrets(yaml.SafeLoader):
    """YAML with Home Assistant's `!secret`."""


def of_home_assistant(section: str) -> list[Request]:
    secrets, configuration = blocks(section, "yaml")
    found = yaml.safe_load(secrets)
    WithSecrets.add_constructor("!secret", lambda loader, node: found[node.value])
    commands: dict[str, Any] = yaml.load(configuration, WithSecrets)["rest_command"]  # noqa: S506 — A safe loader.
    return [
        (
            one["method"].upper(),
            urlsplit(one["url"]).path,
            one["headers"] | {"Content-Type": one["content_type"]},
            one["payload"],
        )
        for one in commands.values()
    ]


REQUESTS: dict[str, list[Request]] = {
    name: [
        *map(of_http, blocks(section, "http")),
        *map(of_curl, blocks(section, "sh")),
        *(of_home_assistant(section) if "!secret" in section else ()),
    ]
    for name, section in SECTIONS.items()
}


def test_every_section_has_a_request() -> None:
    assert {name: len(requests) for name, requests in REQUESTS.items()} == {
        "iPhone, iPad, Apple Watch": 2,
        "Android: HTTP Shortcuts": 1,
        "Android: Tasker": 1,
        "Home Assistant": 2,
        "curl": 4,
    }


@pytest.mark.parametrize(
    "request_as_written",
    [one for requests in REQUESTS.values() for one in requests],
    ids=lambda one: " ".join(one[:2]),
)
def test_the_request_works_as_it_is_written(request_as_written: Request, alice: User) -> None:
    method, path, headers, body = request_as_written
    scope = "log" if method == "POST" and "check-in" not in path else "all"
    token = f"levator_{scope}_{new_token()}"
    ApiToken.objects.create(user=alice, scope=scope, digest=digest_of(token), made_at=timezone.now())
    sent = {name.title(): value.replace("TOKEN", token) for name, value in headers.items()}
    answer = Client().generic(method, path, body, sent.pop("Content-Type", ""), headers=sent)
    assert answer.status_code == (200 if method == "GET" or "stop" in path else 201), answer.content
    wanted = "text/plain; charset=utf-8" if sent.get("Accept") == "text/plain" else "application/json"
    assert answer["Content-Type"] == wanted
