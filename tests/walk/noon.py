"""Pages are tested in Berlin, at a time that a test can set."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import time_machine

from tracker.models import User


@pytest.fixture(autouse=True)
def clock() -> Iterator[Callable[[str], None]]:
    """Noon UTC on 21 November 2026, until `clock("2026-10-25T01:10:00Z")` sets it. The clock does not advance."""
    travels = []

    def stand(at: str) -> None:
        travel = time_machine.travel(at, tick=False)
        travel.start()
        travels.append(travel)

    stand("2026-11-21T12:00:00Z")
    yield stand
    for travel in reversed(travels):
        travel.stop()


@pytest.fixture
def berliner(alice: User, clock: Callable[[str], None]) -> User:
    """Alice, who lives in Berlin; noon is at eleven o'clock UTC in winter and at ten in summer."""
    alice.time_zone = "Europe/Berlin"
    alice.save()
    return alice
