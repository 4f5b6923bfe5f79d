"""Every address there is, taken from the URL table, so that none can be forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse


@dataclass(frozen=True)
class Address:
    """One line of the URL table: its full name, and the kind of each value in it."""

    name: str
    kinds: tuple[tuple[str, str], ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The values that name one entry."""
        return tuple(name for name, kind in self.kinds if kind == "UUIDConverter")

    def with_values(self, **values: Any) -> str:
        """The address as a browser asks for it."""
        return reverse(self.name, kwargs=values)


def every_address() -> list[Address]:
    """The whole URL table, flat."""
    return list(_walk(get_resolver().url_patterns, ()))


def _walk(patterns: list[URLPattern | URLResolver], spaces: tuple[str, ...]) -> Iterator[Address]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern.url_patterns, inner)
        else:
            kinds = tuple((name, type(kind).__name__) for name, kind in pattern.pattern.converters.items())
            yield Address(":".join((*spaces, str(pattern.name))), kinds)
