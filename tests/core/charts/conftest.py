"""A diary of a few days to draw, and a way to find in a figure what was drawn for one of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from tracker.core.analysis import DailyTotals
from tracker.core.records import Exposure, Summary

MONDAY = date(2026, 11, 16)


@pytest.fixture
def days() -> Callable[..., list[DailyTotals]]:
    """Days from a Monday on: `days(2, None, 0)` are two episodes, a day not logged, a quiet day."""

    def make(*episodes: int | None, first: date = MONDAY, **values: list[float | None]) -> list[DailyTotals]:
        def of_day(place: int) -> dict[str, float]:
            recorded = {key: column[place] for key, column in values.items()}
            return {key: value for key, value in recorded.items() if value is not None}

        return [
            DailyTotals(first + timedelta(n), count is not None, count, None, None, of_day(n))
            for n, count in enumerate(episodes)
        ]

    return make


@pytest.fixture
def exposure() -> Callable[..., Exposure]:
    """An exposure with a name and a unit."""

    def make(key: str = "sleep_h", name: str = "Sleep", unit: str = "h") -> Exposure:
        return Exposure(UUID(int=1), key, name, unit, Summary.LAST)

    return make


@pytest.fixture
def drawn() -> Callable[[Figure, str], list[Artist]]:
    """What a figure holds under one name."""

    def find(figure: Figure, name: str) -> list[Artist]:
        return [artist for artist in figure.get_children() if artist.get_gid() == name]

    return find


@pytest.fixture
def words() -> Callable[[Figure], list[str]]:
    """Every text of a figure."""
    return lambda figure: [text.get_text() for text in figure.findobj(lambda artist: hasattr(artist, "get_text"))]
