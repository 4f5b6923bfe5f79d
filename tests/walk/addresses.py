"""All URL patterns, taken from the resolver so that none is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

PUBLIC = {
    "account_signup", "account_login", "account_logout", "account_inactive", "tracker:today", "tracker:demo",
    "tracker:shared", "tracker:worker", "tracker:manifest", "tracker:help-about", "tracker:help-doctor",
    "tracker:help-triggers", "tracker:help-privacy",
    "tracker:api-twitch", "tracker:api-stop", "tracker:api-readings", "tracker:api-check-in", "tracker:api-entries",
    "tracker:api-diary", "tracker:api-me",
    "account_way_back",
}  # fmt: skip
"""Addresses that are open without a log-in. Those of the API ask for a token."""


LOG_IN_STEPS = {"mfa_authenticate", "mfa_login_webauthn"}
"""Addresses in the middle of a log-in: who comes from nowhere is sent to its beginning."""


@dataclass(frozen=True)
class Address:
    """A URL pattern: its full name, and the converter of each value."""

    name: str
    kinds: tuple[tuple[str, str], ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The names of the values that are entry ids."""
        return tuple(name for name, kind in self.kinds if kind == "UUIDConverter")

    def with_values(self, **values: Any) -> str:
        """Return the path with these values."""
        return reverse(self.name, kwargs=values)


def every_address() -> list[Address]:
    """Return all URL patterns."""
    return list(_walk(get_resolver().url_patterns, ()))


def _walk(patterns: list[URLPattern | URLResolver], spaces: tuple[str, ...]) -> Iterator[Address]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern.url_patterns, inner)
        else:
            kinds = tuple((name, type(kind).__name__) for name, kind in pattern.pattern.converters.items())
            yield Address(":".join((*spaces, str(pattern.name))), kinds)
