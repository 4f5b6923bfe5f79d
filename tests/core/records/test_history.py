"""What lies before a day, as dates."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st
from walk.long_diary import SEEDS, long_diary

from tracker.core.records import Day, Diary, Episode, History, Onset, Person, Sign, history_of
from tracker.core.records.history import NO_SIGN
from tracker.core.reference.places import PLACES

LAST = date(2026, 5, 31)
NOSE = PLACES["nose_side:left"]


def episode(number: int, day: date, **said: object) -> Episode:
    onset = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return Episode(UUID(int=number), onset, "UTC", day, **said)  # type: ignore[arg-type]


def test_it_keeps_dates_places_signs_answers_and_what_lasts_a_day() -> None:
    first, second, third = (date(2026, 5, day) for day in (1, 2, 3))
    ringing = Sign("ringing", Onset.GRADUAL)
    lasting = episode(2, first, places=(NOSE,), duration_s=86_400)
    diary = Diary(
        Person(), first, LAST,
        days=(Day(UUID(int=8), second, no_twitch=True, no_other_signs=True), Day(UUID(int=9), third)),
        episodes=(
            episode(1, first, places=(NOSE,), duration_s=86_399, signs=(ringing,), in_sleep=False),
            lasting,
            episode(3, third),
        ),
    )  # fmt: skip
    assert history_of(diary, third) == History(
        third, frozenset({(first, (NOSE,))}), (lasting,), frozenset({second}), frozenset({second}),
        frozenset({(first, ringing)}), frozenset({(second, NO_SIGN, True), (first, "in_sleep", False)}),
    )  # fmt: skip
    assert history_of(diary, first) == History(first)


@settings(max_examples=10)
@given(st.integers(30, 1_000), SEEDS)
def test_it_knows_every_logged_date_before_the_day(days: int, seed: int) -> None:
    diary = long_diary(LAST, days, seed)
    until = LAST - timedelta(days=200)
    assert history_of(diary, until).logged_dates() == {day for day in diary.logged_dates() if day < until}
