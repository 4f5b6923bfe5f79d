"""Shared links: what strangers can see, and how guessed links are throttled."""

from __future__ import annotations

import hashlib
import logging
import random
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils import timezone

from tracker import diary
from tracker.core.demo import believable
from tracker.core.reports import build_summary, to_snapshot
from tracker.models import SharedLink, User
from tracker.models.secret import digest_of, is_marked, new_token
from tracker.pages import throttle
from tracker.views.shared import shared

NOON = "2026-11-21T12:00:00Z"
COOKIE = "levator"


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


def at(token: str) -> str:
    return reverse("tracker:shared", args=[token])


@pytest.fixture
def link(alice: User) -> Callable[..., str]:
    """Create links of Alice and return their secret."""
    now = timezone.now()
    shown = to_snapshot(build_summary(believable(now.date(), 30, 1), now.date()), ["course", "places"])

    def make(**fields: Any) -> str:
        token = new_token()
        day = now.date()
        usual = {"client_id": uuid4(), "sections": ["course"], "made_at": now, "ends_at": now + timedelta(days=1)}
        usual |= {"digest": digest_of(token), "frozen": shown} | dict.fromkeys(DATES, day)
        diary.add_link(alice, SharedLink(**(usual | fields)))
        return token

    return make


DATES = ("first_day", "last_day", "made_on", "ends_on")


@dataclass(frozen=True)
class Dead:
    """Addresses that open nothing, each for another reason."""

    never: str
    ended: str
    withdrawn: str
    shut: str
    deleted: str
    guessed: str
    short: str


@pytest.fixture
def dead(alice: User, bob: User, link: Callable[..., str]) -> Dead:
    withdrawn = link()
    diary.withdraw_link(alice, alice.shared_links.first().client_id, timezone.now())
    deleted = link()
    alice.shared_links.filter(digest=digest_of(deleted)).delete()
    ended, shut = link(ends_at=timezone.now()), link(wrong_codes=10)
    return Dead(new_token(), ended, withdrawn, shut, deleted, urlsafe_b64encode(bytes(24)).decode(), "x")


def answer_of(response: Any) -> tuple[int, bytes, list[tuple[str, str]], str]:
    return response.status_code, response.content, sorted(response.headers.items()), response.cookies.output()


@pytest.mark.parametrize("method", ["get", "post", "head", "put", "options"])
def test_all_invalid_links_give_the_same_response(method: str, dead: Dead, client: Client) -> None:
    answers = {name: answer_of(getattr(client, method)(at(token))) for name, token in vars(dead).items()}
    assert len({repr(answer) for answer in answers.values()}) == 1
    assert answers["never"][0] == (404 if method in ("get", "post", "head") else 405)


def test_all_invalid_links_take_the_same_work(dead: Dead, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same query and the same hashes, so that the time reveals nothing."""
    hashed: list[str] = []
    for name in ("sha256", "new"):
        real = getattr(hashlib, name)
        monkeypatch.setattr(hashlib, name, lambda *args, n=name, r=real, **more: hashed.append(n) or r(*args, **more))
    work = {}
    for name, token in vars(dead).items():
        cache.clear()
        hashed.clear()
        with CaptureQueriesContext(connection) as asked:
            client.get(at(token))
        work[name] = ([query["sql"].replace(digest_of(token), "?") for query in asked], tuple(hashed))
    assert len({repr(one) for one in work.values()}) == 1
    assert len(work["never"][0]) == 1


def test_guessed_links_get_the_same_answer_and_few_are_looked_up(
    link: Callable[..., str], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[str] = []
    find = diary.find_link
    monkeypatch.setattr(diary, "find_link", lambda digest, now: looked_up.append(digest) or find(digest, now))
    right, dice = link(), random.Random(7)
    tokens = [urlsafe_b64encode(dice.randbytes(24)).decode() for _ in range(1_000)]
    answers = {repr(answer_of(client.get(at(token)))) for token in tokens}
    assert len(answers) == 1
    assert len(looked_up) == 1_000
    assert sum(digest_of(token) in looked_up for token in tokens) == throttle.GUESSES_AT_LINKS.per_network == 20
    assert client.get(at(right)).status_code == client.post(at(right)).status_code == 200
    assert client.get(at(right), REMOTE_ADDR="203.0.113.7").status_code == 200


def test_guesses_from_all_addresses_are_limited_and_valid_links_still_open(
    link: Callable[..., str], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = link()
    monkeypatch.setattr("tracker.views.shared.GUESSES_AT_LINKS", replace(throttle.GUESSES_AT_LINKS, in_total=30))
    tokens = [urlsafe_b64encode(number.to_bytes(24)).decode() for number in range(1, 61)]
    looked_up: list[str] = []
    find = diary.find_link
    monkeypatch.setattr(diary, "find_link", lambda digest, now: looked_up.append(digest) or find(digest, now))
    for number, token in enumerate(tokens):
        client.get(at(token), REMOTE_ADDR=f"198.51.100.{number}")
    assert sum(digest_of(token) in looked_up for token in tokens) == 30
    for address in ("198.51.100.1", "203.0.113.7"):
        assert client.get(at(right), REMOTE_ADDR=address).status_code == 200


def test_an_hour_later_guesses_are_looked_up_again(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up: list[str] = []
    find = diary.find_link
    monkeypatch.setattr(diary, "find_link", lambda digest, now: looked_up.append(digest) or find(digest, now))
    for number in range(25):
        client.get(at(f"guess{number}"))
    assert digest_of("guess24") not in looked_up
    with time_machine.travel("2026-11-21T13:00:00Z", tick=False):
        client.get(at("later"))
    assert digest_of("later") in looked_up


def test_throttle_counts_contain_no_address(client: Client, db: None) -> None:
    client.get(at("guess"), REMOTE_ADDR="203.0.113.7")
    counted = throttle.GUESSES_AT_LINKS._counts(timezone.now())
    assert sorted(counted.values()) == [1, 1]
    assert "203.0.113.7" not in repr(counted)


def test_marked_but_unknown_token_is_not_found(client: Client, db: None) -> None:
    assert is_marked(token := new_token())
    assert client.get(at(token)).status_code == 404


ANSWERS: dict[str, Callable[[Client, str], Any]] = {
    "get": lambda client, path: client.get(path),
    "head": lambda client, path: client.head(path),
    "post": lambda client, path: client.post(path),
    "pdf": lambda client, path: client.post(path, {"as": "pdf"}),
    "too much": lambda client, path: client.post(path, {f"field_{n}": "x" for n in range(1_500)}),
    "not allowed": lambda client, path: client.put(path),
    "nothing": lambda client, _path: client.get(at("nothing")),
    "no slash": lambda client, path: client.get(path.removesuffix("/")),
    "beyond": lambda client, path: client.get(f"{path}more/"),
    "another host": lambda client, path: client.get(path, headers={"host": "evil.example"}),
}


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("cookie", ["", "stale", "bobs"])
def test_no_answer_sets_a_cookie_or_can_be_cached(
    name: str, cookie: str, link: Callable[..., str], bob_client: Client
) -> None:
    browser = Client(enforce_csrf_checks=True)
    if cookie:
        browser.cookies[COOKIE] = "no such session" if cookie == "stale" else bob_client.cookies[COOKIE].value
    sent = len(browser.cookies)
    answer = ANSWERS[name](browser, at(link()))
    assert "Set-Cookie" not in answer.headers
    assert not answer.cookies
    assert len(browser.cookies) == sent
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["get", "post", "pdf", "nothing"])
def test_logged_in_people_get_the_same_as_strangers(
    name: str, link: Callable[..., str], alice_client: Client, bob_client: Client, client: Client
) -> None:
    path = at(link())
    answers = [answer_of(ANSWERS[name](browser, path)) for browser in (client, bob_client, alice_client)]
    assert answers[0] == answers[1] == answers[2]
    assert b"alice" not in answers[0][1]
    assert b"csrf" not in answers[0][1]


def test_no_session_is_looked_up(link: Callable[..., str], bob_client: Client) -> None:
    path = at(link())
    with CaptureQueriesContext(connection) as asked:
        bob_client.get(path)
    assert not [query["sql"] for query in asked if "session" in query["sql"] or "tracker_user" in query["sql"]]


def test_secret_is_not_in_the_page_and_title_is_neutral(link: Callable[..., str], client: Client) -> None:
    token = link()
    for answer in (client.get(at(token)), client.post(at(token)), client.get(at("nothing"))):
        assert token not in answer.content.decode()
        title = answer.content.decode().partition("<title>")[2].partition("</title>")[0]
        assert title in ("Shared with you · Levator", "Nothing here · Levator")


def test_the_secret_is_not_in_the_log(
    dead: Dead,
    link: Callable[..., str],
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines: list[str] = []
    handler = logging._handlers["console"]  # type: ignore[attr-defined]
    monkeypatch.setattr(handler, "emit", lambda record: lines.append(handler.format(record)))
    token = link()

    def breaks(*args: Any) -> None:
        raise RuntimeError(f"no reading {at(token)}")

    client.put(at(token))
    client.get(at(dead.ended))
    monkeypatch.setattr(diary, "open_link", breaks)
    client.raise_request_exception = False
    assert client.post(at(token)).status_code == 500
    text = "\n".join(lines)
    assert "Not Found: /shared/…/" in text
    assert "Internal Server Error: /shared/…/" in text
    assert "RuntimeError: no reading /shared/…/" in text
    assert token not in text
    assert dead.ended not in text


def test_it_is_the_only_page_of_ours_that_asks_for_no_forgery_token() -> None:
    def views(patterns: Any) -> Iterator[Any]:
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                yield from views(pattern.url_patterns)
            elif pattern.callback.__module__.startswith("tracker."):
                yield pattern.callback

    exempt = [view for view in views(get_resolver().url_patterns) if getattr(view, "csrf_exempt", False)]
    # The API reads no cookie, so no other site can send one along.
    assert [view for view in exempt if not view.__module__.startswith("tracker.api.")] == [shared]
    assert shared.login_required is False


def test_nobody_sees_or_withdraws_anothers_link(alice: User, link: Callable[..., str], bob_client: Client) -> None:
    token = link()
    row = alice.shared_links.get()
    hers = bob_client.post(reverse("tracker:link-withdraw", args=[row.client_id]))
    nobodys = bob_client.post(reverse("tracker:link-withdraw", args=[uuid4()]))
    assert (hers.status_code, nobodys.status_code) == (404, 404)
    page = bob_client.get(reverse("tracker:links"))
    assert page.context["open"] == page.context["ended"] == []
    assert str(row.client_id) not in page.content.decode()
    assert bob_client.get(at(token)).status_code == 200
