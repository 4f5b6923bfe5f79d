"""Week, month and year: the numbers beside the pictures are those of the diary."""

import re
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.urls import reverse

from tracker import diary
from tracker.core.analysis import by_hour, daily
from tracker.core.demo import believable
from tracker.core.reports.week_words import week_answer

DEMO = believable(date(2026, 11, 20), 120, 1)


@pytest.fixture
def keeper(alice):
    diary.save(alice, DEMO, datetime(2026, 11, 21, tzinfo=UTC))
    return alice


@pytest.mark.parametrize("day", [9, 12, 15])
def test_a_week_runs_from_monday_to_sunday(day, keeper, alice_client):
    page = alice_client.get(reverse("tracker:week-of", args=[date(2026, 11, day)]))
    first, last = date(2026, 11, 9), date(2026, 11, 15)
    assert (page.context["first"], page.context["last"]) == (first, last)
    assert page.context["totals"] == daily(DEMO.between(first, last))
    assert page.context["hours"] == by_hour(DEMO.between(first, last).episodes)


def test_a_week_without_an_episode_has_no_empty_pictures(alice, alice_client):
    day, week = date(2026, 11, 20), reverse("tracker:week-of", args=[date(2026, 11, 20)])
    alice_client.post(reverse("tracker:no-twitch", args=[day]))
    quiet = alice_client.get(week).content.decode()
    assert "No twitch on 1 day noted." in quiet
    assert "Time of day" not in quiet
    alice_client.post(reverse("tracker:episode-just-now-draft", args=[uuid4()]), {"place": "chin:left"})
    assert "Time of day" in alice_client.get(week).content.decode()


def test_a_day_that_was_not_logged_is_never_a_zero_in_the_table(keeper, alice_client):
    unknown = next(totals.date for totals in daily(DEMO) if not totals.logged and totals.date > date(2026, 9, 1))
    page = alice_client.get(reverse("tracker:week-of", args=[unknown])).content.decode()
    row = page.split(f'<th scope="row">{unknown:%a} {unknown.day} {unknown:%b}</th>')[1].partition("</td>")[0]
    assert "not logged" in row


@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [("month", date(2026, 10, 1), date(2026, 10, 31)), ("year", DEMO.first_day, date(2026, 11, 21))],
)
def test_a_calendar_shows_all_of_it_that_has_been(kind, first, last, keeper, alice_client):
    page = alice_client.get(reverse(f"tracker:{kind}", args=[date(2026, 10, 17)]))
    assert (page.context["totals"][0].date, page.context["totals"][-1].date) == (first, last)
    assert sum(totals.episodes or 0 for totals in page.context["totals"]) == len(DEMO.between(first, last).episodes)
    assert "<svg" in page.content.decode()


@pytest.mark.parametrize(
    ("kind", "day", "earlier", "later"),
    [
        ("week-of", date(2026, 11, 10), date(2026, 11, 2), date(2026, 11, 16)),
        ("week-of", date(2026, 11, 21), date(2026, 11, 9), None),
        ("month", date(2026, 1, 31), date(2025, 12, 1), date(2026, 2, 1)),
        ("month", date(2026, 11, 30), None, None), ("month", date(2026, 11, 1), date(2026, 10, 1), None),
        ("year", date(2024, 2, 29), date(2023, 1, 1), date(2025, 1, 1)),
    ],
)  # fmt: skip
def test_before_and_after(kind, day, earlier, later, alice_client):
    page = alice_client.get(reverse(f"tracker:{kind}", args=[day]))
    if earlier is None and later is None:
        assert page.status_code == 404
    else:
        assert (page.context["earlier"], page.context["later"]) == (earlier, later)


def test_the_week_of_today_is_that_of_the_person(berliner, alice_client, clock):
    clock("2026-11-22T23:30:00Z")
    page = alice_client.get(reverse("tracker:week"))
    assert (page.context["first"], page.context["last"]) == (date(2026, 11, 17), date(2026, 11, 23))


def test_seven_days_can_end_on_any_day(keeper, alice_client):
    page = alice_client.get(reverse("tracker:week-ending", args=[date(2026, 11, 12)]))
    assert (page.context["first"], page.context["last"]) == (date(2026, 11, 6), date(2026, 11, 12))
    assert (page.context["earlier"], page.context["later"]) == (date(2026, 11, 5), date(2026, 11, 19))
    assert alice_client.get(reverse("tracker:week")).context["later"] is None


def test_calm_mode_has_whole_weeks_only(keeper, alice_client):
    keeper.calm_mode = True
    keeper.save()
    assert alice_client.get(reverse("tracker:week")).context["last"] == date(2026, 11, 15)
    page = alice_client.get(reverse("tracker:week-ending", args=[date(2026, 11, 12)]))
    assert page["Location"] == reverse("tracker:week-of", args=[date(2026, 11, 12)])


@pytest.mark.parametrize(
    ("kind", "day", "anchor"),
    [
        # The demo ends on 20 November, and today is the 21st: today lies in the month, so the tabs keep it.
        ("month", date(2026, 11, 5), date(2026, 11, 21)),
        ("month", date(2026, 10, 5), date(2026, 10, 31)),
        ("year", date(2026, 1, 1), date(2026, 11, 21)),
        ("week-of", date(2026, 9, 1), date(2026, 9, 6)),
    ],
)
def test_the_tabs_keep_one_day(kind, day, anchor, keeper, alice_client):
    page = alice_client.get(reverse(f"tracker:{kind}", args=[day]))
    logged = {totals.date for totals in daily(DEMO) if totals.logged}
    newest = max((one for one in logged if one <= anchor), default=anchor)
    assert page.context["anchor"] in (anchor, newest)
    assert page.context["anchor"] in logged | {date(2026, 11, 21)}


def test_the_answer_is_the_first_sentence_of_a_week(keeper, alice_client):
    page = alice_client.get(reverse("tracker:week-of", args=[date(2026, 11, 10)]))
    answer = week_answer(page.context["totals"])
    assert f'<h2 class="answer" id="week-chart">{answer}</h2>' in page.content.decode()


def test_each_day_of_a_week_is_a_link_with_its_values(keeper, alice_client):
    text = alice_client.get(reverse("tracker:week-of", args=[date(2026, 11, 10)])).content.decode()
    for day in daily(DEMO.between(date(2026, 11, 9), date(2026, 11, 15))):
        label = re.search(rf'<a href="/day/{day.date}/" aria-label="([^"]+)"', text)[1]
        assert label.startswith(f"{day.date:%A} {day.date.day} November: ")
        if "sleep_h" in day.values:
            assert f"Sleep {day.values['sleep_h']:.3g} h" in label


def test_all_weeks_have_the_scale_of_the_highest_day(keeper, alice_client):
    highest = max(totals.episodes or 0 for totals in daily(DEMO))
    assert diary.most_episodes_in_a_day(keeper) == highest


def test_a_week_over_new_year_names_both_years(alice_client):
    text = alice_client.get(reverse("tracker:week-of", args=[date(2026, 1, 1)])).content.decode()
    assert "29 December 2025 to 4 January 2026" in text
    assert "Last 7 days" in alice_client.get(reverse("tracker:week")).content.decode()


def test_a_sum_of_today_is_so_far(keeper, alice_client):
    alice_client.post(reverse("tracker:tap"), {"client_id": uuid4(), "item": "glass_of_water"})
    text = alice_client.get(reverse("tracker:week")).content.decode()
    assert "Water 250 mL so far" in text
    assert ">so far</text>" in text


def test_more_than_seven_exposures_are_folded(keeper, alice_client):
    keeper.exposures.update(tracked=True)
    text = alice_client.get(reverse("tracker:week")).content.decode()
    assert f"All {keeper.exposures.count()} that you track" in text
    assert text.count('class="week-matrix"') == 2


def test_notes_of_the_week_lead_to_their_day(keeper, alice_client):
    noted = next(day for day in reversed(DEMO.days) if day.note)
    text = alice_client.get(reverse("tracker:week-of", args=[noted.local_date])).content.decode()
    assert "Notes of the week" in text
    assert f'<a class="entry" href="/day/{noted.local_date}/">' in text
