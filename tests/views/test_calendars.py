"""Month and year: coloured by what is chosen, each day a link."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.urls import reverse

from tracker import diary
from tracker.core.analysis import daily
from tracker.core.demo import believable
from tracker.core.records import Injection
from tracker.core.reports.calendar_words import episodes_answer, most_and_fewest

DEMO = believable(date(2026, 11, 20), 120, 1)
OCTOBER = reverse("tracker:month", args=[date(2026, 10, 17)])
YEAR = reverse("tracker:year", args=[date(2026, 10, 17)])


@pytest.fixture
def keeper(alice):
    diary.save(alice, DEMO, datetime(2026, 11, 21, tzinfo=UTC))
    return alice


def answer_of(text):
    return re.search(r'<h2 class="answer" id="calendar">([^<]+)</h2>', text)[1]


def test_a_month_says_what_was_counted_in_it_and_before(keeper, alice_client):
    text = alice_client.get(OCTOBER).content.decode()
    october, september = (
        daily(DEMO.between(date(2026, month, 1), date(2026, month, last))) for month, last in ((10, 31), (9, 30))
    )
    assert answer_of(text) == episodes_answer(october)
    assert f"September: {episodes_answer(september)}" in text


def test_every_day_of_a_month_is_a_link(keeper, alice_client):
    text = alice_client.get(OCTOBER).content.decode()
    assert [f'<a href="/day/2026-10-{n:02}/" aria-label="' in text for n in range(1, 32)] == [True] * 31


def test_the_first_month_begins_with_the_first_entry(alice, alice_client):
    """Days before it are not drawn as days that were not logged."""
    diary.save(alice, believable(date(2026, 11, 20), 10, 1), datetime(2026, 11, 21, tzinfo=UTC))
    text = alice_client.get(reverse("tracker:month", args=[date(2026, 11, 20)])).content.decode()
    assert 'href="/day/2026-11-11/"' in text
    assert 'href="/day/2026-11-10/"' not in text
    assert "November: " not in text.partition("</section>")[0]


def test_a_month_can_be_coloured_by_what_is_tracked(keeper, alice_client):
    text = alice_client.get(OCTOBER + "?by=sleep_h").content.decode()
    assert answer_of(text).startswith("Sleep: ")
    assert re.search(r'href="\?by=sleep_h" aria-current="true">\s*Sleep\s*</a>', text)
    assert "A dot marks days with episodes." in text
    # The colour goes along to other months and years.
    assert reverse("tracker:month", args=[date(2026, 9, 1)]) + "?by=sleep_h" in text
    assert re.search(r'/year/[\d-]+/\?by=sleep_h"', text)


def test_strength_is_a_colour(keeper, alice_client):
    assert answer_of(alice_client.get(OCTOBER + "?by=strength").content.decode()).startswith("The strongest of a day:")


def test_an_own_exposure_is_named_by_its_id_alone(keeper, alice_client):
    own = keeper.exposures.create(key="own-garlic", name="Garlic", unit="g", client_id=uuid4())
    keeper.readings.create(exposure=own, local_date=date(2026, 10, 5), value=3, client_id=uuid4())
    text = alice_client.get(OCTOBER + f"?by={own.client_id}").content.decode()
    assert answer_of(text) == "Garlic: 3 g a day on average."
    assert "garlic" not in " ".join(re.findall(r'href="([^"]*)"', text)).lower()


@pytest.mark.parametrize("key", ["nonsense", "alcohol_units", "", "00000000-0000-0000-0000-000000000000", "<b>"])
def test_an_unknown_colour_is_that_of_the_episodes(key, keeper, alice_client):
    keeper.exposures.filter(key="alcohol_units").update(tracked=False)
    page = alice_client.get(OCTOBER, {"by": key})
    assert "episode" in answer_of(page.content.decode())
    assert page.context["by_query"] == ""


def test_somebody_elses_exposure_is_unknown(keeper, alice_client, bob):
    other = bob.exposures.create(key="own-secret", name="Secret", unit="g", client_id=uuid4())
    text = alice_client.get(OCTOBER + f"?by={other.client_id}").content.decode()
    assert "Secret" not in text
    assert "episode" in answer_of(text)


def test_a_year_begins_with_the_first_entry_and_has_monthly_totals(keeper, alice_client):
    page = alice_client.get(YEAR)
    text, year = page.content.decode(), daily(DEMO)
    assert page.context["earlier"] is None
    months = re.findall(r'<a href="/month/(2026-\d\d)-\d\d/" aria-label="([^"]+)"', text)
    assert [name for name, _words in months] == [
        f"2026-{month:02}" for month in range(11, DEMO.first_day.month - 1, -1)
    ]
    october = [day for day in year if day.date.month == 10]
    assert dict(months)["2026-10"].startswith(f"October 2026: {episodes_answer(october)}")
    assert most_and_fewest(page.context["totals"]) in text


def test_nothing_before_the_first_entry_is_offered(keeper, alice_client):
    first = DEMO.first_day.replace(day=1)
    assert alice_client.get(reverse("tracker:month", args=[first])).context["earlier"] is None
    assert alice_client.get(OCTOBER).context["earlier"] == date(2026, 9, 1)


def test_injections_are_marked_in_the_year(keeper, alice_client):
    keeper.injections.all().delete()
    assert "an injection." not in alice_client.get(YEAR).content.decode()
    diary.save_entry(keeper, Injection(uuid4(), date(2026, 10, 5), "A product", ()))
    text = alice_client.get(YEAR).content.decode()
    assert "▼ an injection." in text
    assert text.count('class="injection"') == 1
    assert re.search(r'aria-label="October 2026: [^"]+ An injection was given."', text)
