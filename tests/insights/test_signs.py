"""The signs of one person: the same for who looks and for who only reads."""

from datetime import UTC, date, datetime, timedelta

import pytest
from walk.long_diary import long_diary

from tracker import diary
from tracker.core.reports.sections.signs_to_watch import signs_to_watch
from tracker.insights import red_flags, watched_flags

LAST = date(2026, 5, 31)
NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize("seed", range(6))
def test_the_window_gives_the_flags_of_the_whole_diary(alice, seed):
    diary.save(alice, long_diary(LAST, 700, seed), NOW)
    whole = diary.load_all(alice)
    for today in (LAST, LAST + timedelta(days=1), LAST - timedelta(days=200)):
        assert red_flags(alice, today) == signs_to_watch(whole, today) != ()


def test_reading_without_marking_gives_the_same_and_stores_nothing(alice):
    diary.save(alice, long_diary(LAST, 700, 1), NOW)
    read = watched_flags(alice, LAST, mark_shown=False)
    assert alice.watched_signs.count() == 0
    assert watched_flags(alice, LAST) == read
    assert alice.watched_signs.count() > 0
    later = LAST + timedelta(days=1)
    assert watched_flags(alice, later, mark_shown=False)[0].sign.first_shown == LAST
