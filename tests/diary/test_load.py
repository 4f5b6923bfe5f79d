from datetime import date, timedelta

import pytest
from django.utils import timezone

from tracker import diary
from tracker.demo import believable

DEMO = believable(date(2026, 5, 31), 60, 1)


@pytest.fixture
def keeper(alice):
    diary.save(alice, DEMO, timezone.now())
    return alice


def test_all_of_it_is_what_was_saved(keeper):
    held = diary.load_all(keeper)
    assert (held.days, held.episodes, held.readings) == (DEMO.days, DEMO.episodes, DEMO.readings)
    assert (held.exposures, held.person) == (DEMO.exposures, DEMO.person)


def test_a_period_is_that_part_of_the_whole(keeper):
    first, last = date(2026, 5, 4), date(2026, 5, 10)
    part = diary.load(keeper, first, last)
    whole = diary.load_all(keeper).between(first, last)
    assert part == whole


def test_five_queries_however_long_it_is(keeper, django_assert_num_queries):
    for days in (1, 60):
        with django_assert_num_queries(5):
            diary.load(keeper, DEMO.last_day - timedelta(days=days - 1), DEMO.last_day)


def test_the_span_of_an_empty_diary_is_unknown(alice):
    assert diary.span(alice) == (None, None)
    assert diary.first_date(alice) is None
    assert diary.load_all(alice).episodes == ()


def test_the_span_counts_every_kind_of_entry(keeper):
    dates = [entry.local_date for entry in (*DEMO.days, *DEMO.episodes, *DEMO.readings)]
    assert diary.span(keeper) == (min(dates), max(dates))
    assert diary.first_date(keeper) == min(dates)
