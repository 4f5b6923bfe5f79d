"""Record what a browser does during a test."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext


@dataclass
class BrowserWatch:
    """Hosts contacted and errors raised by a browser during a test."""

    home: str
    hosts: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        """Record each contacted host, console error and script error."""
        context.on("request", lambda request: self._note(request.url))
        context.on("console", lambda message: self._listen(message.type, message.text))
        context.on("weberror", lambda error: self.errors.append(str(error.error)))

    def _note(self, url: str) -> None:
        if urlsplit(url).netloc:
            self.hosts.add(urlsplit(url).netloc)

    def _listen(self, kind: str, text: str) -> None:
        # Expected 404 responses are console errors too. Violations of the security policy always count.
        if kind == "error" and not text.startswith("Failed to load resource"):
            self.errors.append(text)

    def assert_clean(self) -> None:
        """Fail if another host was contacted, the security policy was violated, or a script failed."""
        assert self.hosts <= {self.home}, f"other hosts were contacted: {sorted(self.hosts - {self.home})}"
        assert self.errors == []
