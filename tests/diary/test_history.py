from datetime import date, timedelta

import pytest
from django.utils import timezone
from walk.long_diary import long_diary

from tracker import diary
from tracker.core.records import History, history_of

LAST = date(2026, 5, 31)


@pytest.mark.parametrize("seed", range(4))
def test_it_is_the_history_of_the_whole_diary(alice, seed):
    diary.save(alice, long_diary(LAST, 600, seed), timezone.now())
    whole = diary.load_all(alice)
    for until in (LAST - timedelta(days=ago) for ago in (-1, 30, 300, 900)):
        assert diary.history(alice, until) == history_of(whole, until)


def test_five_queries_however_long_it_is(alice, django_assert_num_queries):
    with django_assert_num_queries(5):
        assert diary.history(alice, LAST) == History(LAST)
    diary.save(alice, long_diary(LAST, 600, 1), timezone.now())
    with django_assert_num_queries(5):
        assert diary.history(alice, LAST).twitched
