"""Shared fixtures: a blocked network, the users Alice and Bob, and a browser that reports every other host.

The core's tests run without Django, so nothing here may import it before a fixture asks for it.
"""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import hypothesis
import pytest
from walk.push_service import PushService
from walk.watch import BrowserWatch

if TYPE_CHECKING:
    from django.test import Client
    from playwright.sync_api import Browser, BrowserContext, Page
    from pytest_django.live_server_helper import LiveServer
    from walk.sample_entries import Entries

    from tracker.models import User

# One BLAS thread is fastest for small matrices. Set before numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

HOME = {"127.0.0.1", "::1", "localhost"}
PASSWORD = "a long enough password"
PHONE = {"width": 390, "height": 844}
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--proxy-server=127.0.0.1:9",
    "--proxy-bypass-list=127.0.0.1;localhost",
]

hypothesis.settings.register_profile("levator", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("levator")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--long`, which runs the long form of tests that have two."""
    parser.addoption("--long", action="store_true", help="also what is long: half an hour and more")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip tests that only have a long form."""
    if not config.getoption("--long"):
        skip = pytest.mark.skip(reason="only in the long form: scripts/test --long")
        for item in items:
            if item.get_closest_marker("long"):
                item.add_marker(skip)


@pytest.fixture(scope="session")
def is_long(request: pytest.FixtureRequest) -> bool:
    """Whether tests run in their long form."""
    return bool(request.config.getoption("--long"))


@pytest.fixture(autouse=True, scope="session")
def sealed_network() -> Iterator[None]:
    """Refuse every connection that would leave this machine."""

    connect = socket.socket.connect

    def connect_at_home(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in HOME:
            self.close()
            raise AssertionError(f"A test tried to reach {address[0]}: nothing but this machine is allowed.")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_at_home)
        yield


@pytest.fixture(autouse=True, scope="session")
def quick_settings(request: pytest.FixtureRequest) -> Iterator[None]:
    """Settings that make tests quick: a weak hash, a cache in memory, static files straight from their folders.

    Reminders are switched on, so that tests of every page find theirs. Nothing is sent without the command.
    Nobody else waits for SQLite's write lock, so imports do not pause to let them.
    """
    if not request.config.pluginmanager.hasplugin("django"):
        yield
        return
    from django.conf import settings
    from django.test import override_settings

    from tracker.diary import slices

    request.getfixturevalue("django_test_environment")
    # A server loads it when it starts, a client of tests at its first page: after it has logged in without one.
    import_module("tracker.middleware")
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    plain_files = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with (
        pytest.MonkeyPatch.context() as patch,
        override_settings(
            PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
            CACHES={name: memory | {"LOCATION": name} for name in settings.CACHES},
            STORAGES=settings.STORAGES | {"staticfiles": plain_files},
            WHITENOISE_AUTOREFRESH=True,
            JOBS_IN_CHILD_PROCESSES=False,
            PUSH_CONTACT="mailto:journal@example.org",
        ),
    ):
        patch.setattr(slices, "PAUSE", 0)
        yield


@pytest.fixture(autouse=True)
def free_places(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start every test with all places for long pages, whatever an earlier one left open."""
    if request.config.pluginmanager.hasplugin("django"):
        from tracker.pages import few_at_once

        monkeypatch.setattr(few_at_once, "_running", BoundedSemaphore(2))
        monkeypatch.setattr(few_at_once, "_inside", BoundedSemaphore(3))


@pytest.fixture
def push_service(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[PushService]:
    """A push service on this machine, the only one that is known."""
    from tracker.push.delivery import tls

    service = PushService(tmp_path)
    settings.PUSH_HOSTS = [service.host]
    settings.PUSH_TO_PRIVATE_ADDRESSES = True
    monkeypatch.setenv("SSL_CERT_FILE", str(service.certificate))
    tls.cache_clear()
    yield service
    service.close()
    tls.cache_clear()


@pytest.fixture(autouse=True)
def empty_cache(request: pytest.FixtureRequest) -> None:
    """Start every test with an empty cache, so without counted login attempts."""
    if request.config.pluginmanager.hasplugin("django"):
        from django.core.cache import caches

        for name in caches:
            caches[name].clear()


def _person(name: str) -> User:
    from django.contrib.auth import get_user_model

    return get_user_model().objects.create_user(username=name, password=PASSWORD)


def _logged_in(user: User) -> Client:
    from django.test import Client

    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def alice(db: None) -> User:
    """The person whose diary it is."""
    return _person("alice")


@pytest.fixture
def bob(db: None) -> User:
    """Somebody else, who must never see Alice's diary."""
    return _person("bob")


@pytest.fixture
def alice_client(alice: User) -> Client:
    """Alice, logged in."""
    return _logged_in(alice)


@pytest.fixture
def bob_client(bob: User) -> Client:
    """Bob, logged in."""
    return _logged_in(bob)


@pytest.fixture
def one_of_each() -> Callable[[User], Entries]:
    """Log one of everything for a person: see walk.sample_entries."""
    from walk.sample_entries import log_one_of_each

    return log_one_of_each


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium without network access, headless if available."""
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if chromium is None:
        pytest.fail("The browser tests need Chromium: apt install chromium-headless-shell", pytrace=False)
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop running in this thread, and Django would take our queries for asynchronous ones.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        opened = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGS)
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser: Browser, live_server: LiveServer) -> Iterator[Callable[..., Page]]:
    """Open a page at the size of a phone, in a new context; takes Playwright's context options.

    `open_page(viewport={"width": 1280, "height": 800}, color_scheme="dark", java_script_enabled=False)`
    """
    watch = BrowserWatch(home=urlsplit(live_server.url).netloc)
    contexts: list[BrowserContext] = []

    def open_one(**options: Any) -> Page:
        defaults = {"base_url": live_server.url, "viewport": PHONE, "locale": "en-GB", "timezone_id": "Europe/Warsaw"}
        context = browser.new_context(**(defaults | options))
        context.set_default_timeout(10_000)
        watch.follow(context)
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()
    watch.assert_clean()


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A phone, 390 by 844."""
    return open_page()


@pytest.fixture
def sign_in(live_server: LiveServer) -> Callable[[Page, User], None]:
    """Log a person in without the form: `sign_in(page, alice)`."""
    from django.conf import settings

    def hand_over(page: Page, user: User) -> None:
        cookie = _logged_in(user).cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])

    return hand_over


@pytest.fixture(scope="session")
def repository() -> Path:
    """The project's folder."""
    return Path(__file__).resolve().parent.parent
