"""A sign that cannot wait is answered at once, by the form's own answer, whatever else is right or wrong in it."""

from dataclasses import replace
from datetime import date
from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse

from tracker import diary
from tracker.core.records import Day, Medicine, Onset, Sign

DAY = date(2026, 11, 21)
DROOP = {"sign_face_droop": "sudden"}
SAYS = "A face that suddenly drops on one side, or that suddenly cannot smile evenly, needs emergency help now."
TWO_OF_E8 = {"sign_fever": "unsure", "sign_rigid_muscles": "gradual"}


def episode(**typed):
    first = {"client_id": uuid4(), "version": 1, "date": "2026-11-21", "time": "10:00", "lasting": "unknown"}
    return reverse("tracker:episode-create"), first | typed


def check_in(**typed):
    return reverse("tracker:check-in-day", args=[DAY]), {"client_id": uuid4(), "version": 1} | typed


FORMS = {"episode": episode, "check-in": check_in}


def text(answer):
    return unescape(answer.content.decode())


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("onset", ["sudden", "unsure"])
def test_the_response_is_the_emergency_page_and_the_entry_is_saved(form, onset, alice, alice_client):
    alice.country = "AU"
    alice.save()
    address, typed = FORMS[form](sign_face_droop=onset)
    answer = alice_client.post(address, typed)
    assert answer.status_code == 200
    assert SAYS in text(answer)
    assert 'href="tel:000"' in text(answer)
    assert "It is saved." in text(answer)
    (row,) = [*alice.episodes.all(), *alice.days.all()]
    assert row.signs == [["face_droop", onset]]


def test_the_page_offers_nothing_else(alice_client):
    answer = text(alice_client.post(*episode(**DROOP)))
    body = answer[answer.index("<main") :]
    assert body.count("<a ") == 3, "call, back to the diary, change it"
    assert not any(part in body for part in ("<form", "<nav", "<button", "<input"))


@pytest.mark.parametrize("form", FORMS)
def test_a_form_sent_twice_shows_the_page_twice_and_saves_once(form, alice, alice_client):
    sent = FORMS[form](**DROOP)
    pages = [text(alice_client.post(*sent)) for _ in range(3)]
    assert all(SAYS in page and "It is saved." in page for page in pages)
    assert alice.episodes.count() + alice.days.count() == 1


@pytest.mark.parametrize("form", FORMS)
def test_a_gradual_sign_is_no_emergency(form, alice_client):
    assert alice_client.post(*FORMS[form](sign_face_droop="gradual")).status_code == 302


@pytest.mark.parametrize(
    ("sent", "bad"),
    [
        (episode(**DROOP, strength="11"), "Select a valid choice."),
        (episode(**DROOP, date=""), "This field is required."),
        (episode(**DROOP, no_other_signs="on"), "A sign is chosen too."),
        (episode(**DROOP, sign_ringing="loudly"), "Select a valid choice."),
        (check_in(**DROOP, value_sleep_h="30"), "enter 24 or less"),
    ],
)
def test_with_a_form_error_it_is_shown_above_the_form_and_keeps_the_input(
    sent, bad, alice, alice_client
):  # fmt: skip
    answer = alice_client.post(sent[0], sent[1] | {"note": "my left side"})
    page = text(answer)
    assert answer.status_code == 200
    assert page.index(SAYS) < page.index("This entry is not saved yet.") < page.index("<form")
    assert bad in page
    assert 'name="sign_face_droop_onset" value="sudden" checked' in page
    assert "my left side" in page
    assert alice.episodes.count() + alice.days.count() == 0


@pytest.mark.parametrize("form", FORMS)
def test_with_an_edit_conflict_it_is_shown_above_both_versions(form, alice, alice_client):
    address, typed = FORMS[form](note="first")
    alice_client.post(address, typed)
    if form == "episode":
        address = reverse("tracker:episode-edit", args=[typed["client_id"]])
    alice_client.post(address, typed | {"note": "second"})
    page = text(alice_client.post(address, typed | DROOP))
    assert page.index(SAYS) < page.index("in the meantime")
    assert "It is saved." not in page
    assert [row.signs for row in (*alice.episodes.all(), *alice.days.all())] == [[]]


def test_a_long_history_and_a_visit_do_not_soften_an_emergency(alice, alice_client):
    for day in range(1, 21):
        diary.save_check_in(alice, Day(uuid4(), date(2026, 11, day), signs=(Sign("face_droop", Onset.SUDDEN),)), {}, 1)
    assert SAYS in text(alice_client.post(*check_in(**DROOP)))


@pytest.mark.parametrize("view", ["episode-now", "episode-just-now"])
def test_two_signs_of_the_day_with_a_twitch_tapped_in_passing(view, alice, alice_client):
    iron = Medicine(uuid4(), "Iron", date(2026, 11, 20))
    for medicine in (iron, replace(iron, id=uuid4(), name="Zinc", started=date(2026, 1, 1))):
        diary.save_entry(alice, medicine)
    assert alice_client.post(*check_in(**TWO_OF_E8)).status_code == 302
    answer = alice_client.post(reverse(f"tracker:{view}"), {"client_id": uuid4(), "place": "chin:left"})
    page = text(answer)
    assert "Take your medicine list with you." in page
    assert "Started or changed in the two weeks before: <span data-medicines>Iron</span>." in " ".join(page.split())
    assert alice.episodes.count() == 1


def test_an_ambiguous_clock_time_is_not_asked_about(berliner, alice_client):
    answer = alice_client.post(*episode(**DROOP, date="2026-10-25", time="02:30"))
    assert SAYS in text(answer)
    assert berliner.episodes.count() == 1


@pytest.mark.parametrize(("country", "number"), [("", "112"), ("GB", "999"), ("NZ", "111"), ("DE", "112")])
def test_the_number_is_that_of_the_country(country, number, alice, alice_client):
    alice.country = country
    alice.save()
    page = text(alice_client.post(*check_in(**DROOP)))
    assert f'href="tel:{number}"' in page
    assert ("works on most mobile phones" in page) == (not country)
    assert "In another country another number may be the right one:" in page


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "says",
    [
        "Even if it has passed.",
        "Do not drive yourself. Do not eat or drink. Stay with somebody, unlock the door.",
        "If you cannot speak, let somebody else call, or text where your country has it.",
    ],
)
def test_the_page_shows_what_to_do_until_help_comes(form, says, alice_client):
    assert says in text(alice_client.post(*FORMS[form](**DROOP)))
    assert says in text(alice_client.get(FORMS[form]()[0], follow=True)), "the page without a connection says the same"


@pytest.mark.parametrize("form", FORMS)
def test_a_sign_picked_by_mistake_is_one_link_away(form, alice, alice_client):
    page = text(alice_client.post(*FORMS[form](**DROOP)))
    change = page.split('">That was a mistake: change it')[0].rpartition('href="')[2]
    assert 'name="sign_face_droop_onset" value="sudden" checked' in text(alice_client.get(change))


def test_a_tap_that_completes_an_emergency_can_be_corrected(alice, alice_client):
    alice_client.post(*check_in(**TWO_OF_E8))
    page = text(alice_client.post(reverse("tracker:episode-now"), {"client_id": uuid4(), "place": "chin:left"}))
    assert reverse("tracker:episode-edit", args=[alice.episodes.get().client_id]) in page


@pytest.mark.parametrize("country", ["", "GB"])
@pytest.mark.parametrize("form", FORMS)
def test_the_persons_own_number_comes_before_that_of_the_country(form, country, alice, alice_client):
    alice.country, alice.own_number = country, "0800 11 22"
    alice.save()
    before = text(alice_client.get(FORMS[form]()[0], follow=True))
    page = text(alice_client.post(*FORMS[form](**DROOP)))
    assert before.count('href="tel:08001122"') == 2, "beside the signs, and on the page without a connection"
    assert 'href="tel:08001122"' in page
    assert "Call 0800 11 22." in page
    assert 'href="tel:08001122"' in text(alice_client.get("/"))
    assert not any(f'href="tel:{number}"' in page for number in ("112", "999"))
