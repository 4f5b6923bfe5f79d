"""Fixtures for a fixed clock and a person in Berlin."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import time_machine

from tracker.models import User


@pytest.fixture(autouse=True)
def clock() -> Iterator[Callable[[str], None]]:
    """Noon UTC on 21 November 2026, until `clock("2026-10-25T01:10:00Z")` sets it. The clock does not advance."""
    travels = []

    def set_clock(at: str) -> None:
        travel = time_machine.travel(at, tick=False)
        travel.start()
        travels.append(travel)

    set_clock("2026-11-21T12:00:00Z")
    yield set_clock
    for travel in reversed(travels):
        travel.stop()


@pytest.fixture
def berliner(alice: User, clock: Callable[[str], None]) -> User:
    """Alice, living in Berlin."""
    alice.time_zone = "Europe/Berlin"
    alice.save()
    return alice
