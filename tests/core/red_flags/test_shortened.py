"""What rules see of a shortened past is what they see of the diary itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st
from walk.long_diary import SEEDS, long_diary

from tracker.core.records import Day, Diary, Episode, Person, history_of
from tracker.core.red_flags import RuleContext, Settings, check_rules, questions, shortened
from tracker.core.red_flags.window import window_start

LAST = date(2026, 5, 31)
THRESHOLDS = Settings(signs_days=90, recent_days=28, going_days=7, sleep_days=365, spread_quiet_days=365)


def with_past(diary: Diary, today: date, ends: date, thresholds: Settings) -> RuleContext:
    """The context of a diary whose days up to `ends` are shortened."""
    begins = window_start(today)
    window = diary.between(begins, ends)
    before = RuleContext(window, ends, thresholds, history=history_of(diary, begins))
    past, episodes = shortened(before)
    latest = diary.between(ends + timedelta(days=1), LAST)
    return RuleContext(latest, today, thresholds, past=past, past_episodes=lambda day: episodes.get(day, ()))


@settings(max_examples=60, deadline=None)
@given(st.integers(60, 1_000), SEEDS, st.integers(7, 40), st.integers(0, 40), st.sampled_from([4, 0]), st.booleans())
def test_a_shortened_past_gives_the_flags_of_the_whole_diary(
    days: int, seed: int, kept: int, ago: int, starts: int, is_strict: bool
) -> None:
    diary, today = long_diary(LAST, days, seed), LAST - timedelta(days=ago)
    diary = replace(diary, person=replace(diary.person, day_starts_at=starts))
    thresholds = THRESHOLDS if is_strict else Settings()
    first = window_start(today)
    whole = RuleContext(diary, today, thresholds, history=history_of(diary, first))
    # The readings of a week are all that rules ask for, and the past is at least that old.
    found = with_past(diary, today, today - timedelta(days=kept), thresholds)
    flags = check_rules(found)
    assert flags == check_rules(whole)
    assert questions(found, flags) == questions(whole, flags)
    assert (found.logged, found.first_dates, found.quiet_dates) == (whole.logged, whole.first_dates, whole.quiet_dates)
    assert [found.episodes(n) for n in (1, 30, 365)] == [whole.episodes(n) for n in (1, 30, 365)]


def test_an_episode_that_goes_on_reaches_the_latest_days() -> None:
    at = LAST - timedelta(days=12)
    onset = datetime.combine(at, time(12), UTC)
    long = Episode(UUID(int=1), onset, "UTC", at, duration_s=14 * 86_400)
    diary = Diary(Person(), at, LAST, days=(Day(long.id, at),), episodes=(long,))
    found = with_past(diary, LAST, LAST - timedelta(days=9), Settings())
    assert [list(found.episodes_on(LAST - timedelta(days=ago))) for ago in (10, 2)] == [[long], [long]]
