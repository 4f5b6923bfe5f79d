"""The last seven days beside the seven before, and twelve rolling weeks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from tracker.core.analysis.describe.overview import (
    MIN_WEEKS_FOR_LEVEL,
    Comparison,
    binomial_p,
    compare,
    levels,
    overview,
)
from tracker.core.analysis.describe.weekly import WeekTotals, weekly_rate
from tracker.core.records import Day, Diary, Episode, Person

LAST = date(2026, 11, 30)


def diary(*counts: int | None, strength: int | None = None) -> Diary:
    """A diary that ends on `LAST`, with so many episodes on each day; None is a day not logged."""
    first = LAST - timedelta(days=len(counts) - 1)
    days, episodes = [], []
    for number, count in enumerate(counts):
        day = first + timedelta(days=number)
        if count is not None:
            days.append(Day(UUID(int=number), day, no_twitch=count == 0))
        for turn in range(count or 0):
            onset = datetime.combine(day, time(8 + turn % 12), UTC)
            episodes.append(
                Episode(UUID(int=1000 + 50 * number + turn), onset, "UTC", day, strength=strength, duration_s=120)
            )
    return Diary(Person(), first, LAST, days=tuple(days), episodes=tuple(episodes))


def week(episodes: int, logged: int = 7) -> WeekTotals:
    return WeekTotals(LAST, logged, episodes, weekly_rate(episodes, logged))


def weeks(*episodes: int) -> Sequence[WeekTotals]:
    return [week(count) for count in episodes]


def test_weeks_are_rolling_and_end_today() -> None:
    found = overview(diary(*[1] * 20)).weeks
    assert [(one.totals.first_day, one.last_day, one.totals.episodes) for one in found] == [
        (date(2026, 11, 10), date(2026, 11, 16), 6),
        (date(2026, 11, 17), date(2026, 11, 23), 7),
        (date(2026, 11, 24), LAST, 7),
    ]


def test_at_most_twelve_weeks_and_none_before_the_first_entry() -> None:
    assert len(overview(diary(*[0] * 200)).weeks) == 12
    assert len(overview(diary(*[None] * 180, *[0] * 20)).weeks) == 3
    assert overview(diary(*[None] * 30)).weeks == ()


def test_strength_is_a_mean_and_minutes_are_a_sum() -> None:
    (only,) = overview(diary(None, None, None, None, 1, 0, 2, strength=3)).weeks
    assert (only.strength, only.minutes) == (3, 6)
    (unknown,) = overview(diary(None, None, None, None, 1, 0, 2)).weeks
    assert unknown.strength is None


@given(st.integers(1, 60), st.integers(0, 60), st.floats(0.1, 0.9))
def test_the_binomial_test_agrees_with_scipy(a: int, b: int, share: float) -> None:
    assert binomial_p(a, a + b, share) == pytest.approx(binomtest(a, a + b, share).pvalue, rel=1e-6)


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (week(12), week(13), Comparison.SAME),
        (week(14), week(3), Comparison.MORE),
        (week(3), week(14), Comparison.FEWER),
        (week(0), week(0), Comparison.SAME),
        (week(9, logged=3), week(9), Comparison.TOO_FEW_DAYS),
        # Half as many on half as many days are the same.
        (week(8, logged=4), week(14), Comparison.SAME),
    ],
)
def test_weeks_are_compared_per_logged_day(now: WeekTotals, before: WeekTotals, expected: Comparison) -> None:
    assert compare(now, before) is expected


def test_an_even_diary_has_an_even_level() -> None:
    for level in levels(weeks(*[7] * 12)):
        assert level.middle == pytest.approx(7)
        assert level.low < 7 < level.high


def test_a_level_needs_enough_weeks() -> None:
    assert levels(weeks(*[7] * (MIN_WEEKS_FOR_LEVEL - 1))) == ()
    assert len(levels([*weeks(*[7] * MIN_WEEKS_FOR_LEVEL), week(5, logged=2)])) == MIN_WEEKS_FOR_LEVEL + 1


@given(st.lists(st.integers(0, 40), min_size=6, max_size=12))
def test_a_level_lies_in_its_band_and_between_the_weeks(counts: list[int]) -> None:
    for level in levels(weeks(*counts)):
        assert 0 <= level.low <= level.middle <= level.high
        assert min(counts) - 1e-9 <= level.middle <= max(counts) + 1e-9


def test_scattered_weeks_have_a_wider_band() -> None:
    even, scattered = levels(weeks(*[10] * 12)), levels(weeks(*[1, 19] * 6))
    assert scattered[5].high - scattered[5].low > 1.5 * (even[5].high - even[5].low)


def test_the_longest_quiet_stretch_ends_at_an_episode_or_a_gap() -> None:
    found = overview(diary(0, 0, 1, 0, 0, 0, None, 0, 0, 1, 0)).longest_quiet
    assert found is not None
    assert (found.first_day, found.last_day, found.days) == (date(2026, 11, 23), date(2026, 11, 25), 3)


def test_counts_of_days() -> None:
    shown = overview(diary(None, 0, 2, None, 0, 1, 0))
    assert (shown.days_logged, shown.quiet_days, shown.last_quiet, shown.last_episode) == (
        5,
        3,
        LAST,
        date(2026, 11, 29),
    )
    assert shown.days_since_first == 6
