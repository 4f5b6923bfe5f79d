"""Questions beside a sign: asked once, each may be left out, and *Not now* ends them."""

from datetime import UTC, date, datetime, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse

from tracker import diary
from tracker.core.records import Episode, Feel, Place, Side

TODAY = date(2026, 11, 21)
ASK, SIGNS, HOME = reverse("tracker:asked-once"), reverse("tracker:signs"), "/"
SINCE, DOCTOR, HOLD = "Since when does it twitch?", "Has a doctor looked at it?", "Can you hold it back?"
NOSE = Place("nose_side", Side.LEFT)
BOTH = ["twitching_since", "seen_by_doctor"]


def log_run(user, days=15, **said):
    for ago in range(days):
        day = TODAY - timedelta(days=ago)
        at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        diary.save_entry(user, Episode(uuid4(), at, "UTC", day, places=(NOSE,), **said))


def page(client, address=HOME):
    return unescape(client.get(address).content.decode())


@pytest.mark.parametrize("address", [HOME, SIGNS])
def test_nothing_is_asked_before_a_sign_needs_it(address, alice, alice_client):
    log_run(alice, 3)
    assert SINCE not in page(alice_client, address)


@pytest.mark.parametrize("address", [HOME, SIGNS])
def test_the_first_sign_that_needs_it_asks_once_beside_itself(address, alice, alice_client):
    log_run(alice)
    assert page(alice_client, address).count(SINCE) == 1
    assert page(alice_client, address).count(DOCTOR) == 1


def test_answers_are_kept_and_not_asked_again(alice, alice_client):
    log_run(alice)
    sent = {"asked": BOTH, "back": "today", "twitching_since": "2024-05", "seen_by_doctor": "yes"}
    assert alice_client.post(ASK, sent)["Location"] == HOME
    alice.refresh_from_db()
    assert (alice.twitching_since, alice.seen_by_doctor, alice.seen_by_doctor_in) == (date(2024, 5, 1), True, None)
    assert SINCE not in page(alice_client)


def test_what_a_doctor_has_looked_at_is_a_line_for_the_next_visit(alice, alice_client):
    log_run(alice)
    assert "When it suits you" in page(alice_client)
    alice_client.post(ASK, {"asked": BOTH, "seen_by_doctor_in": "2026-11"})
    assert "When it suits you" not in page(alice_client)
    assert "For your next visit" in page(alice_client)


@pytest.mark.parametrize("sent", [{"not_now": "1", "twitching_since": "2024-05"}, {}])
def test_a_question_put_off_is_not_asked_again_and_saves_no_answer(sent, alice, alice_client):
    log_run(alice)
    assert alice_client.post(ASK, {"asked": BOTH, **sent})["Location"] == SIGNS
    assert SINCE not in page(alice_client)
    alice.refresh_from_db()
    assert (alice.twitching_since, alice.seen_by_doctor, alice.skipped) == (None, None, BOTH)


def test_a_month_still_to_come_is_refused_beside_its_field_and_kept(alice, alice_client):
    log_run(alice)
    answer = unescape(alice_client.post(ASK, {"asked": BOTH, "twitching_since": "2199-01"}).content.decode())
    assert "This day is still to come." in answer
    assert 'value="2199-01"' in answer
    alice.refresh_from_db()
    assert (alice.twitching_since, alice.skipped) == (None, [])


@pytest.mark.parametrize("asked", [["password"], ["is_staff", "username"], []])
def test_nothing_else_of_the_person_can_be_set(asked, alice, alice_client):
    before = alice.username, alice.password, alice.is_staff, alice.skipped
    alice_client.post(ASK, {"asked": asked, "password": "x", "username": "root", "is_staff": "yes"})
    alice.refresh_from_db()
    assert (alice.username, alice.password, alice.is_staff, alice.skipped) == before


@pytest.mark.parametrize(("feel", "asks"), [(Feel.FLUTTER, False), (Feel.JERK, True), (Feel.PULL_AND_HOLD, True)])
def test_holding_back_is_asked_of_jerks_and_pulls_only(feel, asks, alice, alice_client):
    log_run(alice, feel=feel)
    alice_client.post(ASK, {"asked": BOTH, "not_now": "1"})
    assert (HOLD in page(alice_client)) is asks


def test_calm_mode_asks_nothing_on_today(alice, alice_client):
    log_run(alice)
    alice.calm_mode = True
    alice.save()
    assert SINCE not in page(alice_client)
