"""Dates that cannot be, in an address, a period or a search: not there, or a message, never an error page."""

from html import unescape

import pytest

LONG = "x" * 10_000
HUGE = "9" * 400
DAYS = ["0001-01-01", "1899-12-31", "1900-01-01", "1901-01-02", "9999-12-31", "2026-02-30", "2026-13-01", "2026-06-30"]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("page", ["week", "month", "year", "check-in"])
def test_a_day_no_diary_holds_has_no_page(page, day, alice_client):
    status = alice_client.get(f"/{page}/{day}/").status_code
    fits = day == "1901-01-02" or (page == "check-in" and day == "1900-01-01")
    assert status == (200 if fits else 404)


@pytest.mark.parametrize("before", [*DAYS, "", "x", "\x00", LONG, "2026-W01-1", "20260101"])
def test_the_journal_shows_some_days_whatever_it_is_asked_for(before, alice_client):
    answer = alice_client.get("/journal/", {"before": before})
    assert answer.status_code == 200
    assert answer.context["days"]


PERIODS = {
    ("2026-06-10", "2026-06-01"): "The last day is before the first.",
    ("0001-01-01", "2026-06-01"): "Please choose at most ten years.",
    ("2026-01-01", "9999-12-31"): "This day is still to come.",
    ("9999-01-01", "9999-12-31"): "This day is still to come.",
    ("0001-01-01", "0001-02-01"): "at most ten years",
    ("2026-02-30", "2026-06-01"): "Enter a valid date.",
    ("x", "\x00"): "Enter a valid date.",
    (LONG, "2026-06-01"): "Enter a valid date.",
}


@pytest.mark.parametrize(("period", "message"), PERIODS.items())
@pytest.mark.parametrize("path", ["/doctor/", "/doctor/summary.pdf"])
def test_a_period_that_cannot_be_gets_a_message(path, period, message, alice_client):
    answer = alice_client.get(path, dict(zip(("first_day", "last_day"), period, strict=True)))
    assert answer.status_code == (200 if path == "/doctor/" else 400)
    assert message in answer.content.decode()


@pytest.mark.parametrize("period", [("1900-01-01", "1909-12-31"), ("2016-06-20", "2026-06-17"), ("2026-06-17",) * 2])
def test_a_period_at_the_limits_is_shown(period, alice_client):
    answer = alice_client.get("/doctor/", dict(zip(("first_day", "last_day"), period, strict=True)))
    assert answer.context["summary"]


SEARCHES = [
    {"words": LONG}, {"words": "a\x00b"}, {"place": "nose"}, {"sign": "x"}, {"at_least": "11"}, {"at_least": HUGE},
    {"since": "2026-02-30"}, {"until": "x"},
]  # fmt: skip


@pytest.mark.parametrize("asked", SEARCHES)
def test_a_search_that_cannot_be_gets_a_message(asked, alice_client):
    answer = alice_client.post("/journal/", asked)
    assert answer.status_code == 200
    assert answer.context["search"].errors.keys() == asked.keys()
    assert all(message[0] in unescape(answer.content.decode()) for message in answer.context["search"].errors.values())


@pytest.mark.parametrize("asked", [{"words": "%"}, {"words": "\\"}, {"words": "'; --"}, {"since": "0001-01-01"}])
def test_a_strange_search_finds_nothing_but_what_it_says(asked, alice, alice_client, one_of_each):
    one_of_each(alice)
    answer = alice_client.post("/journal/", asked)
    assert ("by the window" in answer.content.decode()) == ("since" in asked)
