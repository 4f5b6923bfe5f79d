"""What several browser tests need."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest


@pytest.fixture
def zone_at() -> Callable[[int], str]:
    """A time zone in which the clock shows this hour now: after midnight pages ask which day is meant."""

    def zone(hour: int) -> str:
        ahead = (hour - datetime.now(UTC).hour + 11) % 24 - 11
        return f"Etc/GMT{-ahead:+d}"

    return zone
