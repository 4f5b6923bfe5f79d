"""What a browser did while a test drove it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext


@dataclass
class Watch:
    """What a browser did while a test drove it."""

    home: str
    hosts: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        """Write down each host asked, each error on the console and each broken script."""
        context.on("request", lambda request: self._note(request.url))
        context.on("console", lambda message: self._listen(message.type, message.text))
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def _note(self, url: str) -> None:
        if urlsplit(url).netloc:
            self.hosts.add(urlsplit(url).netloc)

    def _listen(self, kind: str, text: str) -> None:
        # A 404 that a test provokes is an error on the console too; the policy's own complaints always matter.
        if kind == "error" and not text.startswith("Failed to load resource"):
            self.complaints.append(text)

    def verdict(self) -> None:
        """Fail when another host was asked, the policy complained, or a script broke."""
        assert self.hosts <= {self.home}, f"other hosts were contacted: {sorted(self.hosts - {self.home})}"
        assert self.complaints == []
