"""Every address there is, taken from the URL table, so that none can be forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone


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


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for `address` runs for each; one that asks for `entry_address` for each with an id in it."""
    for asked, wanted in (("address", lambda a: True), ("entry_address", lambda a: bool(a.ids))):
        if asked in metafunc.fixturenames:
            found = [address for address in every_address() if wanted(address)]
            metafunc.parametrize(asked, found, ids=[address.name for address in found])


@pytest.fixture
def path_of() -> Callable[..., str]:
    """An address filled in: yesterday for a day, the given id for an id, a rule for a text.

    A kind nobody thought of is an error.
    """

    def fill(address: Address, client_id: UUID | None = None) -> str:
        given = {
            "IsoDate": timezone.now().date() - timedelta(days=1),
            "UUIDConverter": client_id,
            "StringConverter": "S2_persistent",
        }
        return address.with_values(**{name: given[kind] for name, kind in address.kinds})

    return fill
