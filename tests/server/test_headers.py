"""What every kind of answer tells the browser behind a TLS proxy, and what that is worth at an observatory."""

from __future__ import annotations

import re
import sys
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha384
from http.client import HTTPMessage
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from tests.server.conftest import Server

pytestmark = pytest.mark.server

HTTPS = {"X-Forwarded-Proto": "https"}
YEAR_S = 365 * 24 * 3600


def ask(server: Server, path: str, method: str = "GET", **headers: str) -> tuple[int, HTTPMessage, str]:
    with closing(server.connection()) as line:
        line.request(method, path, headers=HTTPS | {name.replace("_", "-"): value for name, value in headers.items()})
        answer = line.getresponse()
        return answer.status, answer.headers, answer.read().decode("utf-8", "replace")


def one_of_each_kind(server: Server) -> Iterator[tuple[str, int, HTTPMessage]]:
    """An answer of every kind there is, each with its status and its headers."""
    her = {"Cookie": f"__Host-levator={server.sessions[0]}"}
    page = ask(server, "/account/log-in/")
    style = re.search(r'href="(/static/[^"]+\.css)"', page[2])
    script = re.search(r'src="(/static/[^"]+\.js)"', page[2])
    assert style
    assert script
    asked = {
        "a page for visitors": ("/account/log-in/", "GET", {}, 200),
        "a page": ("/", "GET", her, 200),
        "led to the log-in": ("/journal/", "GET", {}, 302),
        "a missing slash": ("/journal", "GET", her, 301),
        "another host": ("/", "GET", {"Host": "elsewhere.example"}, 400),
        "no token": ("/reading/tap/", "POST", her, 403),
        "nothing there": ("/nowhere/", "GET", her, 404),
        "no such entry": ("/episode/00000000-0000-0000-0000-000000000000/", "GET", her, 404),
        "not that way": ("/week/", "DELETE", her | {"Referer": "https://127.0.0.1/"}, 403),
        "not by looking": ("/undo/", "GET", her, 405),
        "a style sheet": (style[1], "GET", {}, 200),
        "a script": (script[1], "GET", {}, 200),
        "no such file": ("/static/nothing.js", "GET", {}, 404),
        "a file of the repository": ("/.git/config", "GET", {}, 404),
        "the diary": ("/data/diary.json", "GET", her, 200),
        "the summary": ("/doctor/summary.pdf", "GET", her, 200),
    }
    for kind, (path, method, headers, status) in asked.items():
        answer = ask(server, path, method, **headers)
        assert answer[0] == status, (kind, answer[0])
        yield kind, answer[0], answer[1]
    server.ask("ALTER TABLE tracker_episode RENAME TO tracker_gone")
    status, headers, _body = ask(server, "/journal/", **her)
    yield "something broke", status, headers


def score(headers: HTTPMessage, cookies: list[str], redirects: bool) -> int:
    """What the header test of the MDN observatory gives, by the points of its grader (August 2026).

    Bonuses count only where nothing else costs more than ten points. Nothing is preloaded.
    Scripts with digests are worth five points; an answer without any is taken to have them, as the grader looks at
    pages, and the test of digests looks at all of those.
    """
    policy = dict(part.strip().partition(" ")[::2] for part in headers.get("Content-Security-Policy", "").split(";"))
    sent = {name.lower(): value for name, value in headers.items()}
    loss = 0
    loss -= 25 if not policy else 20 if "unsafe-inline" in policy.get("script-src", "") else 0
    loss -= 0 if policy.get("frame-ancestors") == "'none'" or "x-frame-options" in sent else 20
    hsts = re.match(r"max-age=(\d+)", sent.get("strict-transport-security", ""))
    loss -= 20 if not hsts else 10 if int(hsts[1]) < YEAR_S // 2 else 0
    secure = all("; secure" in cookie.lower() for cookie in cookies)
    loss -= 0 if secure else 40
    loss -= 0 if sent.get("x-content-type-options") == "nosniff" else 5
    loss -= 0 if redirects else 20
    referrer = sent.get("referrer-policy") in {"no-referrer", "same-origin", "strict-origin"}
    strict = all("; httponly" in cookie.lower() and "; samesite" in cookie.lower() for cookie in cookies)
    bonus = 10 * (policy.get("default-src") == "'none'" and "unsafe" not in str(policy))
    bonus += 5 * (policy.get("frame-ancestors") == "'none'") + 5 * (secure and strict) + 5 * referrer
    bonus += 5
    bonus += 10 * (sent.get("cross-origin-resource-policy") == "same-origin")
    bonus += 10 * (sent.get("cross-origin-embedder-policy") == "require-corp")
    bonus += 10 * (sent.get("cross-origin-opener-policy") == "same-origin")
    return 100 + loss + (bonus if 100 + loss >= 90 else 0)


def wrong_with(kind: str, headers: HTTPMessage) -> Iterator[str]:
    wanted = {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cross-Origin-Embedder-Policy": "require-corp",
        "X-Frame-Options": "DENY",
        "Strict-Transport-Security": f"max-age={YEAR_S}; includeSubDomains",
    }
    is_static = kind in {"a style sheet", "a script"}
    for name, value in wanted.items():
        if headers.get(name) != value:
            yield f"{kind}: {name} is {headers.get(name)}"
    policy = headers.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "frame-ancestors 'none'" not in policy or "unsafe" in policy:
        yield f"{kind}: policy is {policy}"
    if "camera=()" not in headers.get("Permissions-Policy", ""):
        yield f"{kind}: no permissions policy"
    if not is_static and "no-store" not in headers.get("Cache-Control", ""):
        yield f"{kind}: may be kept: {headers.get('Cache-Control')}"
    if "Access-Control-Allow-Origin" in headers:
        yield f"{kind}: open to other sites"
    if re.search(r"\d", headers.get("Server", "")) or "X-Powered-By" in headers:
        yield f"{kind}: says what it runs on: {headers.get('Server')}"
    if headers.get_content_maintype() == "text" and headers.get_content_charset() != "utf-8":
        yield f"{kind}: no character set"


def scripts_in(page: str) -> list[tuple[str, str]]:
    """The address and the digest of every script in a page; no digest is an empty one."""
    found = re.findall(r"<script\b([^>]*)>", page)
    return [
        (re.findall(r'src="([^"]+)"', script)[0], (re.findall(r'integrity="([^"]+)"', script) or [""])[0])
        for script in found
        if "application/json" not in script
    ]


@pytest.mark.parametrize("server_environment", [{"LEVATOR_HTTPS": "1"}], indirect=True)
def test_every_script_has_the_digest_of_the_file_that_is_served(server: Server) -> None:
    her = {"Cookie": f"__Host-levator={server.sessions[0]}"}
    seen = {}
    drafts = (f"/episode/now/{uuid4()}/", f"/episode/new/{uuid4()}/")
    for path in ("/account/log-in/", "/", *drafts, "/check-in/", "/doctor/", "/offline/start/"):
        for address, digest in scripts_in(ask(server, path, **her)[2]):
            text = ask(server, address)[2]
            seen[address.rpartition("/")[2].partition(".")[0]] = True
            assert digest == "sha384-" + b64encode(sha384(text.encode()).digest()).decode(), (path, address)
    assert set(seen) == {"levator", "offline", "offline-queue", "face", "offline-form", "in-place", "shell"}


@pytest.mark.parametrize("server_environment", [{"LEVATOR_HTTPS": "1"}], indirect=True)
def test_every_kind_of_answer_is_private_and_scores_160(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    wrong, scores, kinds = list[str](), dict[str, int](), 0
    with closing(server.connection()) as line:
        line.request("GET", "/account/log-in/")
        plain = line.getresponse()
        redirects = (plain.status, plain.getheader("Location", "").partition(":")[0]) == (301, "https")
    for kind, _status, headers in one_of_each_kind(server):
        kinds += 1
        wrong += wrong_with(kind, headers)
        cookies = headers.get_all("Set-Cookie") or []
        strange = [one for one in cookies if not one.startswith("__Host-") or "Path=/" not in one]
        wrong += [f"{kind}: cookie {one[:20]}" for one in strange]
        scores[kind] = score(headers, cookies, redirects)
    assert wrong == []
    assert min(scores.values()) >= 160, scores
    with capsys.disabled():
        sys.stdout.write(f"\n{kinds} kinds of answers, observatory {min(scores.values())} to {max(scores.values())}\n")
