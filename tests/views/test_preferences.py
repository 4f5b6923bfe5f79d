"""Settings, and what the person tracks."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from tracker.core.records import Person
from tracker.core.reference.exposures import BY_KEY
from tracker.core.reports.sections.history import QUESTIONS
from tracker.core.reports.sections.person import ASKED_ONCE
from tracker.forms.person import SPECIALIST_ASKS

SETTINGS, NEW = (reverse(f"tracker:{name}") for name in ("settings", "exposure-create"))
TYPED = {"time_zone": "UTC", "units": "metric", "day_starts_at": "0", "theme": "auto"}
LIST_SENT = TYPED | {"tracked_sent": "1"}


def test_settings_are_kept_and_shown(alice, alice_client):
    wanted = {"time_zone": "Europe/Lisbon", "country": "PT", "units": "us", "day_starts_at": "6", "calm_mode": "on"}
    alice_client.post(SETTINGS, wanted | {"theme": "dark"})
    alice.refresh_from_db()
    assert vars(alice.person()) == vars(Person()) | {
        "time_zone": "Europe/Lisbon", "country": "PT", "units": "us", "day_starts_at": 6, "calm_mode": True,
        "theme": "dark",
    }  # fmt: skip
    assert 'data-bs-theme="dark"' in alice_client.get(SETTINGS).content.decode()


def test_settings_without_the_list_leave_it_as_it_is(alice, alice_client):
    before = list(alice.exposures.values_list("key", "tracked"))
    alice_client.post(SETTINGS, TYPED)
    assert list(alice.exposures.values_list("key", "tracked")) == before


def test_one_save_keeps_settings_and_what_is_tracked(alice, alice_client):
    # The other one is in the question before a log-out, which is hidden until an entry waits.
    assert alice_client.get(SETTINGS).content.decode().count("btn-primary btn-big") == 1
    alice_client.post(SETTINGS, LIST_SENT | {"theme": "dark", "tracked": ["anxiety"]})
    alice.refresh_from_db()
    assert (alice.theme, alice.exposures.get(key="anxiety").tracked) == ("dark", True)


@pytest.mark.parametrize("own", ["Europe/Berlin", "Etc/GMT+3", "Asia/Calcutta"])
def test_zones_have_one_name_each_and_the_own_one_comes_first(own, alice, alice_client):
    alice.time_zone = own
    alice.save()
    names = [name for name, _shown in alice_client.get(SETTINGS).context["form"].fields["time_zone"].choices]
    assert names[0] == own
    assert len(names) == len(set(names))
    assert {"UTC", "Asia/Kolkata", "Europe/Kyiv"} <= set(names)
    assert not {"Asia/Calcutta", "Europe/Kiev", "Etc/GMT+1"} & set(names[1:])
    alice_client.post(SETTINGS, TYPED | {"time_zone": own})
    alice.refresh_from_db()
    assert alice.time_zone == own


def test_settings_cannot_make_a_person_somebody_else(alice, alice_client):
    before = (alice.username, alice.password, alice.is_staff, alice.is_demo)
    wanted = {"time_zone": "UTC", "units": "metric", "day_starts_at": "0", "theme": "auto"}
    alice_client.post(SETTINGS, wanted | {"username": "root", "password": "x", "is_staff": "on", "is_demo": "on"})
    alice.refresh_from_db()
    assert (alice.username, alice.password, alice.is_staff, alice.is_demo) == before


def test_the_four_basics_are_always_asked(alice, alice_client):
    alice_client.post(SETTINGS, LIST_SENT | {"tracked": ["anxiety"]})
    asked = {row.key for row in alice.exposures.tracked()}
    assert asked == {"sleep_h", "caffeine_mg", "stress", "water_ml", "anxiety"}
    alice_client.post(SETTINGS, LIST_SENT)
    assert {row.key for row in alice.exposures.tracked()} == {key for key, known in BY_KEY.items() if known.always}


def test_a_choice_that_is_no_longer_there_is_asked_again(alice, alice_client):
    before = list(alice.exposures.values_list("key", "tracked"))
    page = alice_client.post(SETTINGS, LIST_SENT | {"tracked": ["gone"], "theme": "dark"})
    assert page.context["tracked_form"].errors["tracked"]
    alice.refresh_from_db()
    assert alice.theme == "auto", "one part of the form is not saved without the other"
    assert list(alice.exposures.values_list("key", "tracked")) == before


@pytest.mark.parametrize("alike", ["00000000-0000-4000-8000-00000000000", "00000000-0000-4000-9000-00000000000"])
def test_two_things_with_ids_that_begin_alike_are_two(alike, alice, alice_client):
    own = {"version": 1, "name": "Tea", "unit": "cups", "summary": "sum", "tracked": "on", "kind": "amount"}
    for last in "12":
        assert alice_client.post(NEW, own | {"client_id": alike + last}).status_code == 302
    assert alice.exposures.filter(name="Tea").count() == 2


def test_an_own_exposure_is_in_the_check_in_and_the_week(alice, alice_client, clock):
    own = {"client_id": uuid4(), "version": 1, "name": "Tea", "kind": "count", "tracked": "on"}
    alice_client.post(NEW, own)
    key = alice.exposures.get(name="Tea").key
    answer = {"client_id": uuid4(), "version": 1, f"value_{key}": "3"}
    alice_client.post(reverse("tracker:check-in-day", args=[date(2026, 11, 20)]), answer)
    assert alice.readings.get().value == 3
    assert re.search(r'<th scope="col">\s*Tea', alice_client.get(reverse("tracker:week")).content.decode())


def test_the_persons_own_emergency_number_is_saved(alice, alice_client):
    alice_client.post(SETTINGS, TYPED | {"own_number": "119"})
    alice.refresh_from_db()
    assert alice.own_number == "119"


def test_a_number_that_cannot_be_called_is_refused_beside_its_field(alice, alice_client):
    page = alice_client.post(SETTINGS, TYPED | {"own_number": "my brother"}).content.decode()
    assert "Please type a number that can be called, such as 119." in page
    assert 'value="my brother"' in page
    alice.refresh_from_db()
    assert alice.own_number == ""


@pytest.mark.parametrize("typed", ["2019-03", "03/2019", "3.2019", "March 2019"])
def test_a_month_is_enough(typed, alice, alice_client):
    alice_client.post(SETTINGS, TYPED | {"twitching_since": typed, "seen_by_doctor_in": typed})
    alice.refresh_from_db()
    assert (alice.twitching_since, alice.seen_by_doctor_in) == (date(2019, 3, 1), date(2019, 3, 1))
    assert alice.seen_by_doctor is True, "a month without an answer is a yes"
    assert 'value="2019-03"' in alice_client.get(SETTINGS).content.decode()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"twitching_since": "long ago"}, "Please type the year and the month, such as 2024-03."),
        ({"twitching_since": "2199-01"}, "This day is still to come."),
        ({"seen_by_doctor": "no", "seen_by_doctor_in": "2020-01"}, "Above it says that no doctor has looked at it."),
    ],
)
def test_a_month_that_cannot_be_is_refused_beside_its_field(typed, says, alice, alice_client):
    assert says in alice_client.post(SETTINGS, TYPED | typed).content.decode()
    alice.refresh_from_db()
    assert (alice.twitching_since, alice.seen_by_doctor_in) == (None, None)


def test_what_a_specialist_asks_is_yes_no_or_not_said(alice, alice_client):
    alice_client.post(SETTINGS, TYPED | {"runs_in_family": "yes", "mouth_moves": "no"})
    alice.refresh_from_db()
    assert (alice.runs_in_family, alice.mouth_moves, alice.brow_rises) == (True, False, None)


def test_every_question_of_a_specialist_reaches_the_page_for_the_doctor() -> None:
    in_history = {question.usual for question in QUESTIONS if question.usual}
    assert set(SPECIALIST_ASKS) == in_history | set(ASKED_ONCE)
