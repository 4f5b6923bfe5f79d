from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from tracker import diary
from tracker.core.demo import believable
from tracker.core.records import Dose, Injection, Medicine, Visit

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


def test_nine_queries_however_long_it_is(keeper, django_assert_num_queries):
    for days in (1, 60):
        with django_assert_num_queries(9):
            diary.load(keeper, DEMO.last_day - timedelta(days=days - 1), DEMO.last_day)


def test_who_needs_no_treatments_asks_for_none(keeper, one_of_each, django_assert_num_queries):
    one_of_each(keeper)
    with django_assert_num_queries(5):
        part = diary.load(keeper, DEMO.first_day, timezone.now().date(), treatments=False)
    assert part.medicines
    assert (part.doses, part.injections, part.visits) == ((), (), ())


def test_loading_for_emergency_rules_takes_four_queries(keeper, one_of_each, django_assert_num_queries):
    one_of_each(keeper)
    last = timezone.now().date()
    with django_assert_num_queries(4):
        part = diary.load_signs(keeper, DEMO.first_day, last)
    whole = diary.load(keeper, DEMO.first_day, last)
    assert (part.person, part.days, part.episodes) == (whole.person, whole.days, whole.episodes)
    assert part.medicines == whole.medicines != ()


def test_the_span_of_an_empty_diary_is_unknown(alice):
    assert diary.span(alice) == (None, None)
    assert diary.first_date(alice) is None
    assert diary.load_all(alice).episodes == ()


def test_the_span_counts_every_kind_of_entry(keeper):
    dates = [entry.local_date for entry in (*DEMO.days, *DEMO.episodes, *DEMO.readings)]
    assert diary.span(keeper) == (min(dates), max(dates))
    assert diary.first_date(keeper) == min(dates)


def test_doses_are_loaded_by_period_and_undated_entries_always(alice):
    early, late = date(2026, 1, 1), date(2026, 5, 1)
    course = Medicine(UUID(int=1), "Iron")
    row = diary.save_entry(alice, course).row
    times = [datetime(2026, month, 1, 9, tzinfo=UTC) for month in (1, 5)]
    doses = [Dose(UUID(int=at.month), course.id, at, "UTC", at.date()) for at in times]
    for dose in doses:
        diary.save_entry(alice, dose, medicine=row)
    diary.save_entry(alice, Visit(UUID(int=2), date(2027, 1, 1)))
    diary.save_entry(alice, Injection(UUID(int=3), early, "A product"))
    part = diary.load(alice, late, late)
    assert (part.medicines, part.doses) == ((course,), (doses[1],))
    assert (len(part.visits), len(part.injections)) == (1, 1)
    assert diary.span(alice) == (early, late)


def test_visits_and_injections_come_by_day(alice):
    for number, month in ((1, 3), (2, 1), (3, 2)):
        diary.save_entry(alice, Visit(UUID(int=number), date(2026, month, 1)))
        diary.save_entry(alice, Injection(UUID(int=number), date(2026, month, 1), "A product"))
    held = diary.load_all(alice)
    assert [visit.day.month for visit in held.visits] == [1, 2, 3]
    assert [injection.day.month for injection in held.injections] == [1, 2, 3]
