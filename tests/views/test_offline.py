"""Worker, manifest, shells and the token for the queue."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from PIL import Image

from tracker.models import User
from tracker.pages.context import owner_of
from tracker.pages.shells import TEMPLATES

CHANGING = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}')
"""The token and the ids of a page, which are new in each answer."""


def shell(client: Client, kind: str) -> bytes:
    return CHANGING.sub(b"", client.get(reverse(f"tracker:offline-{kind}")).content)


def test_the_worker_is_small_and_fills_nothing(client: Client) -> None:
    answer = client.get("/worker.js")
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert len(answer.content) < 2048
    assert not re.search(rb"cache\.put|\.add\(|addAll|caches\.open", answer.content)


def test_with_offline_off_the_worker_removes_itself_and_no_page_asks_for_one(
    alice_client: Client, settings: Any
) -> None:
    settings.OFFLINE = False
    assert b"unregister()" in alice_client.get("/worker.js").content
    assert b"data-stamp" not in alice_client.get("/").content


def test_the_manifest_names_icons_of_the_size_it_says(client: Client) -> None:
    answer = client.get("/manifest.webmanifest")
    content = answer.json()
    assert answer["Content-Type"] == "application/manifest+json"
    assert (content["id"], content["start_url"], content["scope"]) == ("/", "/", "/")
    assert content["display"] == "standalone"
    assert [shortcut["url"] for shortcut in content["shortcuts"]] == ["/episode/now/", "/check-in/"]
    drawn = [icon for icon in content["icons"] if icon["type"] == "image/png"]
    assert {icon["purpose"] for icon in drawn} == {"any", "maskable"}
    for icon in drawn:
        file = Path(str(finders.find(icon["src"].removeprefix("/static/")))).read_bytes()
        assert "x".join(map(str, Image.open(BytesIO(file)).size)) == icon["sizes"]


@pytest.mark.parametrize("kind", TEMPLATES)
def test_a_shell_is_the_same_with_and_without_a_diary(
    kind: str, alice: User, alice_client: Client, one_of_each: Callable[[User], Any]
) -> None:
    empty = shell(alice_client, kind)
    assert f'data-owner="{owner_of(alice)}"'.encode() in empty
    one_of_each(alice)
    User.objects.filter(pk=alice.pk).update(pregnant=True)
    # Messages wait for a page that is shown.
    alice_client.post(reverse("tracker:undo"))
    alice_client.post(reverse("tracker:no-twitch", args=[date(2026, 1, 1)]))
    assert shell(alice_client, kind) == empty


def test_a_token_for_the_queue_is_given_to_its_owner(alice: User, client: Client) -> None:
    assert client.get(reverse("tracker:sending")).status_code == 302
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(alice)
    answer = strict.get(reverse("tracker:sending")).json()
    assert answer["owner"] == owner_of(alice)
    fields = {"csrfmiddlewaretoken": answer["token"], "client_id": "11111111-1111-4111-8111-111111111111"}
    assert strict.post("/reading/tap/", fields | {"item": "cola"}).status_code == 302


@pytest.mark.parametrize("calm_mode", [False, True])
def test_what_a_device_may_keep_readable_is_the_last_four_weeks(
    alice: User, alice_client: Client, calm_mode: bool
) -> None:
    User.objects.filter(pk=alice.pk).update(calm_mode=calm_mode)
    addresses = alice_client.get(reverse("tracker:readable")).json()["addresses"]
    assert len(addresses) == 8
    for address in addresses:
        assert alice_client.get(address, follow=True).status_code == 200
