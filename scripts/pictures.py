"""Take screenshots of the demo diary on a phone, on a fixed date. Run by scripts/make_pictures."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from zoneinfo import ZoneInfo

import time_machine
from PIL import Image

PROJECT_ROOT = Path(__file__).resolve().parent.parent
PICTURES = PROJECT_ROOT / "docs" / "pictures"
SEED = 1
EVENING = datetime(2026, 11, 15, 18, 30, tzinfo=ZoneInfo("Europe/Berlin"))
# Longer than most phones, so that a picture holds the whole of Today.
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 984}, "device_scale_factor": 2, "locale": "en-GB"}
PHONE["timezone_id"] = "Europe/Berlin"
PAGES = {"today": "/", "face": "/episode/now/", "week": "/week/"}
COLOURS = 128
PAPER_DPI = 100


class ManyAtOnce(ThreadingMixIn, WSGIServer):
    """A browser asks for several files at once."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """A request handler without a log."""

    def log_message(self, *_args: Any) -> None:
        """Log nothing."""


@contextmanager
def running_app() -> Iterator[str]:
    """Serve the app on a free port; yields its URL."""
    from journal.wsgi import application

    server = make_server("127.0.0.1", 0, application, ManyAtOnce, Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def demo_session() -> tuple[str, str]:
    """Create an account with the demo diary, and return the name and value of its session cookie."""
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client
    from django.utils import timezone

    from tracker import diary
    from tracker.core.demo import YEAR, believable_today
    from tracker.models import User

    call_command("migrate", verbosity=0)
    user = User.objects.create(username="demo")
    diary.save(user, believable_today(timezone.now(), YEAR, SEED), timezone.now())
    client = Client()
    client.force_login(user)
    return settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value


def save(picture: Image.Image, name: str) -> None:
    """Reduce a screenshot to a small PNG with few colours."""
    flat = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    flat.save(PICTURES / f"{name}.png", optimize=True)


def photograph(address: str, cookie: tuple[str, str]) -> None:
    """Take a screenshot of each page, and of the PDF."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        installed = shutil.which("chromium-headless-shell") or shutil.which("chromium")
        chromium = playwright.chromium.launch(executable_path=installed, args=["--no-sandbox"])
        context = chromium.new_context(base_url=address, **PHONE)
        context.add_cookies([{"name": cookie[0], "value": cookie[1], "url": address}])
        page = context.new_page()
        for name, path in PAGES.items():
            page.goto(path)
            save(Image.open(BytesIO(page.screenshot())), name)
        save(paper(context.request.get("/doctor/summary.pdf").body()), "summary")
        chromium.close()


def paper(pdf: bytes) -> Image.Image:
    """The first page of a PDF."""
    command = ["pdftoppm", "-png", "-r", str(PAPER_DPI), "-f", "1", "-l", "1", "-"]
    drawn = subprocess.run(command, input=pdf, capture_output=True, check=True)  # noqa: S603 - all of it is ours
    return Image.open(BytesIO(drawn.stdout))


def main() -> None:
    """Write the four pictures."""
    sys.path.insert(0, str(PROJECT_ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "journal.settings"
    import django

    PICTURES.mkdir(parents=True, exist_ok=True)
    with time_machine.travel(EVENING):
        django.setup()
        cookie = demo_session()
        with running_app() as address:
            photograph(address, cookie)


if __name__ == "__main__":
    main()
