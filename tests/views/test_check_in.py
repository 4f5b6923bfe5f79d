"""The check-in: which day it is for, what blank means, and amounts that come back as they were typed."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

NIGHT = date(2026, 11, 21)
DAY = date(2026, 11, 20)


def day_page(day):
    return reverse("tracker:check-in-day", args=[day])


def answers(**typed):
    return {"client_id": uuid4(), "version": 1} | typed


@pytest.mark.parametrize("at", ["2026-11-20T23:00:00Z", "2026-11-21T01:59:00Z"])
@pytest.mark.parametrize("begins", [0, 4])
def test_after_midnight_until_three_it_asks_which_day(at, begins, berliner, alice_client, clock):
    berliner.day_starts_at = begins
    berliner.save()
    clock(at)
    page = alice_client.get(reverse("tracker:check-in"))
    assert page.status_code == 200
    assert [page.context["ended"], page.context["new"]] == [NIGHT - timedelta(days=1), NIGHT]
    assert all(f'href="{day_page(page.context[day])}"' in page.content.decode() for day in ("ended", "new"))


@pytest.mark.parametrize(
    ("at", "begins", "day"),
    [("2026-11-20T22:59:00Z", 0, 20), ("2026-11-21T02:00:00Z", 0, 21), ("2026-11-21T02:00:00Z", 4, 20)],
)
def test_at_any_other_hour_it_is_for_today(at, begins, day, berliner, alice_client, clock):
    berliner.day_starts_at = begins
    berliner.save()
    clock(at)
    assert alice_client.get(reverse("tracker:check-in"))["Location"] == day_page(date(2026, 11, day))


@pytest.mark.parametrize("begins", [0, 4])
def test_after_midnight_the_quiet_day_is_the_one_that_has_ended(begins, berliner, alice_client, clock):
    berliner.day_starts_at = begins
    berliner.save()
    clock("2026-11-21T00:30:00Z")
    page = alice_client.get("/").content.decode()
    assert reverse("tracker:no-twitch", args=[NIGHT - timedelta(days=1)]) in page
    assert "Any twitch on Friday?" in page


def test_blank_is_not_noted_and_zero_is_zero(alice, alice_client):
    alice_client.post(day_page(DAY), answers(value_caffeine_mg="0", value_sleep_h=""))
    assert dict(alice.readings.values_list("exposure__key", "value")) == {"caffeine_mg": 0}


def test_a_blanked_answer_is_taken_back(alice, alice_client, one_of_each):
    row = one_of_each(alice).check_in
    alice_client.post(day_page(row.local_date), answers(client_id=row.client_id, value_sleep_h="", value_stress="7"))
    assert list(alice.readings.from_check_in().values_list("exposure__key", flat=True)) == ["stress"]


def test_a_blanked_value_without_a_check_in_is_taken_back_too(alice, alice_client, one_of_each):
    row = one_of_each(alice).check_in
    row.delete()
    alice_client.post(day_page(row.local_date), answers(value_stress="7"))
    assert list(alice.readings.from_check_in().values_list("exposure__key", flat=True)) == ["stress"]


def test_one_id_sent_for_two_days_makes_two_check_ins(alice, alice_client):
    typed = answers(note="twice")
    for days in (1, 2):
        alice_client.post(day_page(DAY - timedelta(days=days)), typed)
    assert alice.days.count() == 2


def test_what_was_tapped_is_named_beside_the_question(alice, alice_client, one_of_each):
    row = one_of_each(alice).check_in
    assert "Logged so far: 80 mg. Anything more?" in alice_client.get(day_page(row.local_date)).content.decode()


def test_ounces_that_are_not_touched_do_not_drift(alice, alice_client):
    alice_client.post(day_page(DAY), answers(value_water_ml="1234"))
    alice.units = "us"
    alice.save()
    row = alice.days.get()
    shown = alice_client.get(day_page(DAY)).context["form"]["value_water_ml"].value()
    assert shown == 41.7
    typed = answers(client_id=row.client_id, value_water_ml=str(shown), note="again")
    alice_client.post(day_page(DAY), typed)
    assert alice.readings.get().value == 1_234


def test_a_typed_ounce_is_29_and_a_half_millilitres(alice, alice_client):
    alice.units = "us"
    alice.save()
    alice_client.post(day_page(DAY), answers(value_water_ml="10"))
    assert alice.readings.get().value == pytest.approx(295.735, abs=0.001)


def test_an_amount_of_a_tap_can_be_changed(alice, alice_client, one_of_each):
    tap = one_of_each(alice).tap
    address = reverse("tracker:reading-edit", args=[tap.client_id])
    alice_client.post(address, {"client_id": tap.client_id, "version": 1, "value": "63.5"})
    tap.refresh_from_db()
    assert (tap.value, tap.version, tap.item) == (63.5, 2, "espresso")


def test_a_tap_is_of_the_persons_day(berliner, alice_client, clock):
    berliner.day_starts_at = 4
    berliner.save()
    clock("2026-11-21T01:00:00Z")
    alice_client.post(reverse("tracker:tap"), {"client_id": uuid4(), "item": "glass_of_water"})
    reading = berliner.readings.get()
    assert (reading.local_date, reading.value, reading.zone) == (date(2026, 11, 20), 250, "Europe/Berlin")


def test_no_twitch_today_is_a_logged_quiet_day(alice, alice_client):
    alice_client.post(reverse("tracker:no-twitch", args=[DAY]))
    row = alice.days.get()
    assert (row.local_date, row.no_twitch) == (DAY, True)


AFFECTS = {"impact": "0", "worry": "7", "worse_than_month_ago": "no", "sign_ringing": "gradual"}


def test_signs_and_how_it_affects_are_saved_and_shown_again(alice, alice_client):
    alice_client.post(day_page(DAY), answers(**AFFECTS, note="n"))
    row = alice.days.get()
    said = (row.impact, row.worry, row.worse_than_month_ago, row.signs, row.note)
    assert said == (0, 7, False, [["ringing", "gradual"]], "n")
    form = alice_client.get(day_page(DAY)).context["form"]
    assert {name: str(form[name].value()) for name in AFFECTS} == AFFECTS


def test_what_is_not_said_stays_not_said(alice, alice_client):
    alice_client.post(day_page(DAY), answers(note="n"))
    row = alice.days.get()
    assert (row.impact, row.worry, row.worse_than_month_ago, row.signs, row.no_other_signs) == (None,) * 3 + (
        [],
        False,
    )


def test_none_of_these_signs_is_an_answer(alice, alice_client):
    alice_client.post(day_page(DAY), answers(no_other_signs="on"))
    assert alice.days.get().no_other_signs


def test_a_zero_and_a_no_differ_from_not_said_in_another_tab(alice, alice_client):
    typed = answers(note="n")
    for tab in ({}, {"note": "m"}):
        alice_client.post(day_page(DAY), typed | tab)
    page = alice_client.post(day_page(DAY), typed | {"note": "m"} | AFFECTS)
    found = {one.label: (one.stored, one.typed) for one in page.context["differences"]}
    assert found == {
        "How much did it get in the way?": ("not said", "0"),
        "How much did you worry about it?": ("not said", "7"),
        "Clearly worse than a month ago?": ("not said", "no"),
        "Ringing in one ear": ("not said", "Yes, little by little"),
    }


def test_the_page_says_what_a_check_in_without_a_twitch_means(alice_client):
    page = alice_client.get(day_page(DAY)).content.decode()
    assert "A day you check in counts as a day without a twitch, unless you note one." in page


@pytest.mark.parametrize(("day", "said"), [(DAY, "this day"), (DAY - timedelta(days=1), "Thursday, 19 November")])
def test_after_a_save_it_names_a_day_that_is_not_today(berliner, alice_client, clock, day, said):
    clock("2026-11-20T12:00:00Z")
    page = alice_client.post(day_page(day), answers(value_stress="3"), follow=True).content.decode()
    assert f"Saved. That is all for {said}." in page
