"""One day in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tracker.core.analysis import DailyTotals
from tracker.core.reports.day_words import day_answer, day_compared

DAY = date(2026, 11, 26)


def totals(episodes: int | None, minutes: float | None = None, day: date = DAY) -> DailyTotals:
    return DailyTotals(day, episodes is not None, episodes, minutes, None, {})


@pytest.mark.parametrize(
    ("episodes", "durations", "answer"),
    [
        (None, [], "Not logged."),
        (0, [], "No twitch."),
        (1, [12], "1 episode, 12 seconds in all."),
        (2, [1, None], "2 episodes, 1 second noted."),
        (1, [60], "1 episode, 1 minute in all."),
        (4, [600, 600, 600, 678], "4 episodes, 41 minutes in all."),
        # A length that was not said is not counted as a minute here.
        (1, [None], "1 episode."),
        (2, [None, None], "2 episodes."),
        (3, [None, 120, 60], "3 episodes, 3 minutes noted."),
    ],
)
def test_the_answer(episodes: int | None, durations: list[int | None], answer: str) -> None:
    assert day_answer(totals(episodes), durations) == answer


@pytest.mark.parametrize(
    ("episodes", "before", "sentence"),
    [
        (4, [1, 2] * 10, "More than usual: your usual day has 1 or 2."),
        (0, [1, 2] * 10, "Fewer than usual: your usual day has 1 or 2."),
        (1, [1] * 20, "As usual: your usual day has 1."),
        (0, [0] * 20, "As usual: your usual day has none."),
        (9, [0, 2, 4, 6] * 10, "More than usual: your usual day has 2 to 4."),
        (9, [1] * 13, ""),
        (None, [1] * 20, ""),
        # A day that was not logged is no day without a twitch.
        (1, [1] * 14 + [None] * 30, "As usual: your usual day has 1."),
    ],
)
def test_beside_the_usual_day(episodes: int | None, before: list[int | None], sentence: str) -> None:
    others = [totals(count, day=DAY - timedelta(days=number + 1)) for number, count in enumerate(before)]
    assert day_compared(totals(episodes), others) == sentence


def test_a_day_that_is_not_over_never_has_fewer() -> None:
    others = [totals(2, day=DAY - timedelta(days=number + 1)) for number in range(20)]
    assert day_compared(totals(0), others, is_over=False) == ""
    assert day_compared(totals(3), others, is_over=False) == "More than usual: your usual day has 2."
