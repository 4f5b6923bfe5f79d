from datetime import date

import pytest
from django.http import QueryDict

from tracker.forms import PeriodForm, SearchForm
from tracker.forms.search import last_day_of_page

TODAY = date(2026, 11, 21)


def test_the_default_period_is_three_months():
    form = PeriodForm.for_query(QueryDict(), TODAY)
    assert form.is_valid()
    assert (form.cleaned_data["first_day"], form.cleaned_data["last_day"]) == (date(2026, 8, 24), TODAY)


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        ("2026-11-21", "2026-11-21", []), ("2026-11-21", "2026-11-20", ["last_day"]), ("2026-11-01", "2026-11-22", []),
        ("2026-11-01", "2026-11-23", ["last_day"]), ("2016-11-24", "2026-11-21", []),
        ("2016-11-10", "2026-11-21", ["first_day"]), ("1899-12-31", "1900-01-01", ["first_day"]),
    ],
)  # fmt: skip
def test_a_period_is_ordered_and_at_most_ten_years_long(first, last, wrong):
    form = PeriodForm({"first_day": first, "last_day": last}, today=TODAY)
    assert list(form.errors) == wrong


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        ("2026-05-01", date(2026, 5, 1)),
        ("2030-01-01", TODAY),
        ("0001-01-01", date(1900, 1, 1)),
        ("soon", TODAY),
        ("", TODAY),
    ],
)
def test_the_journal_ends_somewhere_sensible(asked, day):
    assert last_day_of_page(QueryDict(f"before={asked}"), TODAY) == day


def test_an_empty_search_looks_for_everything():
    form = SearchForm({})
    assert form.is_valid()
    assert form.chosen() == {}


def test_every_answer_of_a_search_narrows_it():
    form = SearchForm(
        {
            "words": "wind",
            "place": "chin:left",
            "sign": "ringing",
            "at_least": "0",
            "since": "2026-01-01",
            "until": "2026-02-01",
        }
    )
    assert form.is_valid()
    assert form.chosen() == {
        "places__icontains": '"chin:left"', "signs__icontains": '"ringing"',
        "strength__gte": 0, "local_date__gte": date(2026, 1, 1), "local_date__lte": date(2026, 2, 1),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ({}, "All episodes"), ({"words": "video"}, "video"),
        ({"words": "video", "at_least": "0", "sign": "ringing"}, "video · Ringing in one ear · strength at least 0"),
        ({"since": "2026-01-02", "until": "2026-02-01"}, "from 2 January 2026 · to 1 February 2026"),
    ],
)  # fmt: skip
def test_a_search_is_named_in_one_line(asked, line):
    form = SearchForm(asked)
    assert form.is_valid()
    assert form.in_words() == line
