"""Every address there is, for the tests that hold for all of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone
from walk.addresses import Address, every_address


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for `address` runs for each; one that asks for `entry_address` for each with an id in it."""
    for asked, wanted in (("address", lambda a: True), ("entry_address", lambda a: bool(a.ids))):
        if asked in metafunc.fixturenames:
            found = [address for address in every_address() if wanted(address)]
            metafunc.parametrize(asked, found, ids=[address.name for address in found])


@pytest.fixture
def path_of() -> Callable[..., str]:
    """An address filled in: yesterday for a day, the given id for an id, a passkey for a number, a rule for a text.

    A kind nobody thought of is an error.
    """

    def fill(address: Address, client_id: UUID | None = None) -> str:
        given = {
            "IsoDate": timezone.now().date() - timedelta(days=1),
            "UUIDConverter": client_id,
            "IntConverter": getattr(Authenticator.objects.first(), "pk", 0),
            "StringConverter": "S2_persistent",
        }
        return address.with_values(**{name: given[kind] for name, kind in address.kinds})

    return fill
