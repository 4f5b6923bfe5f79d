"""What bad input gets: a message beside its field, everything typed kept, nothing half-saved, never an error page."""

from html import escape

import pytest

LONG = "x" * 10_000
HUGE = "9" * 400
RTL = "‮مرحبا‬"
CHOICE = "Select a valid choice."
LOST = "This page had lost track of its entry."
REQUIRED = "This field is required."
NUMBER = "Enter a number."
WHOLE = "Enter a whole number."
AT_LEAST_0 = "enter 0 or more"
NUL = "Null characters are not allowed."

LOST_ID = {"client_id": {"": LOST, "5": LOST, LONG: LOST, "a\x00b": LOST}}
AMOUNT = {
    "-1": AT_LEAST_0, "NaN": NUMBER, "1e999": NUMBER, "-inf": NUMBER, HUGE: NUMBER, "a\x00b": NUMBER,
    "7,5 h": NUMBER,
}  # fmt: skip
NOTE = {LONG: "at most 5000 characters (it has 10000)", "a\x00b": NUL}
EPISODE = LOST_ID | {
    "date": {
        "": REQUIRED, "0001-01-01": "Please check the year.", "1899-12-31": "Please check the year.",
        "9999-12-31": "This day is still to come.", "2026-06-19": "This day is still to come.",
        "2026-02-30": "Enter a valid date.", "tomorrow": "Enter a valid date.", "20\x0026": "Enter a valid date.",
    },
    "time": {"": REQUIRED, "25:00": "Enter a valid time.", "noon": "Enter a valid time."},
    "lasting": {"": REQUIRED, "forever": CHOICE},
    "minutes": {
        "": "How many minutes was it?", "-5": AT_LEAST_0, "NaN": NUMBER, "1e999": "or less",
        HUGE: "or less", "10081": "enter 10080 or less", "1.2345": "2 decimal places",
        "1.234": "Which of these do you mean?", "two": NUMBER,
    },
    "strength": {"11": CHOICE, "-1": CHOICE, "NaN": CHOICE, HUGE: CHOICE},
    "pain": {"1e1": CHOICE},
    "feel": {"tickle": CHOICE},
    "count": {"0": "enter 1 or more", "10001": "enter 10000 or less", HUGE: "or less", "NaN": WHOLE},
    "can_hold_back": {"maybe": CHOICE},
    "places": {"nose": CHOICE, "chin:middle": CHOICE, "a\x00b": CHOICE},
    "blamed": {"the moon": CHOICE},
    "blamed_other": {"x" * 61: "Please keep this short", LONG: "at most 1860 characters", "a\x00b": NUL},
    "relief_0_what": {"": "What did you try?", "x" * 61: "at most 60 characters", "a\x00b": NUL},
    "relief_0_min": {"1441": "enter 1440 or less", "-1": AT_LEAST_0, "NaN": WHOLE},
    "sign_ringing": {"loudly": CHOICE},
    "no_other_signs": {"on": "A sign is chosen too."},
    "note": NOTE,
}  # fmt: skip
CHECK_IN = LOST_ID | {
    "value_sleep_h": AMOUNT | {"30": "enter 24 or less", "24.5": "enter 24 or less"},
    "value_water_ml": AMOUNT | {"20001": "enter 20000 or less"},
    "value_stress": {"11": CHOICE, "-1": CHOICE, "5.5": CHOICE},
    "impact": {"11": CHOICE, "-1": CHOICE},
    "worse_than_month_ago": {"maybe": CHOICE},
    "sign_ringing": {"loudly": CHOICE},
    "note": NOTE,
}
OWN = LOST_ID | {
    "name": {"": REQUIRED, " ": REQUIRED, "x" * 61: "at most 60 characters", "a\x00b": NUL},
    "unit": {"x" * 21: "at most 20 characters", "a\x00b": NUL},
    "summary": {"product": CHOICE},
    "tap_adds": AMOUNT
    | {
        "": "Please say how much one tap adds.",
        "-1": "enter 0.01 or more",
        "1000001": "enter 1000000 or less",
    },
}
BAD = {
    "new episode": EPISODE,
    "changed episode": {name: EPISODE[name] for name in ("date", "minutes", "note")},
    "first check-in": CHECK_IN,
    "changed check-in": {name: CHECK_IN[name] for name in ("value_sleep_h", "note")},
    "changed amount": {
        "value": AMOUNT | {"": REQUIRED, "5001": "enter 5000 or less"},
    },
    "something of one's own": OWN,
    "changed own": {name: OWN[name] for name in ("name", "tap_adds")},
    "thresholds": {
        "persistent_days": {
            "7": "enter 8 or more",
            "30": "enter 29 or less",
            "8.5": WHOLE,
            "NaN": WHOLE,
            HUGE: "or less",
            "a\x00b": WHOLE,
        },
        "worse_times": {"1": "enter 1.1 or more", "inf": NUMBER, "NaN": NUMBER, "1e999": NUMBER},
    },
    "settings": {
        "time_zone": {"": REQUIRED, "Mars/Olympus": CHOICE, "../etc/passwd": CHOICE, "a\x00b": CHOICE},
        "country": {"XX": CHOICE},
        "units": {"stone": CHOICE},
        "day_starts_at": {"7": CHOICE, "-1": CHOICE, "NaN": CHOICE},
        "theme": {"pink": CHOICE},
        "palsy_began": {"2026-06-19": "This day is still to come.", "0001-01-01": "Please check the year."},
        "palsy_improving": {"maybe": CHOICE},
    },
}
HIDDEN = {"client_id", "version"}
CASES = [
    pytest.param(form, name, values, id=f"{form}: {name}")
    for form, fields in BAD.items()
    for name, values in fields.items()
]


@pytest.mark.parametrize(("form", "name", "values"), CASES)
def test_a_bad_answer_gets_a_message_beside_it_and_all_that_was_typed_stays(form, name, values, answer_badly):
    answer_badly(form, name, values)


@pytest.mark.parametrize("lost", ["", "one", "0", "-1", HUGE, "1e999", "\x00"])
@pytest.mark.parametrize(
    "form",
    [
        "changed episode",
        "changed check-in",
        "changed amount",
        "changed own",
        "changed medicine",
        "changed dose",
        "changed injections",
        "changed visit",
    ],
)
def test_a_page_that_lost_its_version_is_shown_both_and_then_saves(
    form, lost, filled, typed_in_page, state, alice, alice_client, one_of_each
):
    post = filled(form, one_of_each(alice))
    before = state(alice)
    answer = alice_client.post(post.address, post.fields | {"version": lost})
    assert "in the meantime" in answer.content.decode()
    assert state(alice) == before
    assert alice_client.post(post.address, typed_in_page(answer)).status_code == 302
    assert state(alice) != before


@pytest.mark.parametrize(
    "form",
    [
        "new episode", "first check-in", "something of one's own", "new medicine", "new dose", "new injections",
        "new visit",
    ],
)  # fmt: skip
def test_a_page_that_lost_its_id_is_given_one_and_then_saves(
    form, filled, typed_in_page, alice, alice_client, one_of_each
):
    post = filled(form, one_of_each(alice))
    lost = {name: value for name, value in post.fields.items() if name not in HIDDEN}
    answer = alice_client.post(post.address, lost)
    assert LOST in answer.content.decode()
    assert alice_client.post(post.address, typed_in_page(answer)).status_code == 302


@pytest.mark.parametrize("text", [RTL, "🙂👩‍👩‍👧", "<b>\"'&", "a" * 5_000, "line one\n\n  line two"])
@pytest.mark.parametrize("form", ["new episode", "first check-in"])
def test_any_text_is_kept_as_it_was_typed(form, text, filled, alice, alice_client, one_of_each):
    post = filled(form, one_of_each(alice))
    typed = post.fields | {"note": text.replace("\n", "\r\n")}
    assert alice_client.post(post.address, typed).status_code == 302
    rows = alice.episodes if form == "new episode" else alice.days
    assert rows.get(client_id=post.fields["client_id"]).note == text
    page = alice_client.get(f"/episode/{post.fields['client_id']}/" if form == "new episode" else post.address)
    assert escape(text) in page.content.decode()


@pytest.mark.parametrize(
    ("form", "fields"),
    [
        ("one tap", {"client_id": "x"}), ("one tap", {"client_id": ""}), ("one tap", {"item": "a\x00b"}),
        ("one tap", {"item": LONG}), ("one tap", {"item": ""}),
    ],
)  # fmt: skip
def test_a_tap_that_no_page_offers_is_not_there(form, fields, filled, state, alice, alice_client, one_of_each):
    post = filled(form, one_of_each(alice))
    before = state(alice)
    assert alice_client.post(post.address, post.fields | fields).status_code == 404
    assert state(alice) == before


@pytest.mark.parametrize("bad", [{"client_id": ""}, {"client_id": "5"}, {"place": "nose"}, {"place": ""}])
@pytest.mark.parametrize("form", ["twitching now", "it just happened"])
def test_an_invalid_place_is_asked_for_again(
    form, bad, filled, typed_in_page, state, alice, alice_client, one_of_each
):
    post = filled(form, one_of_each(alice))
    before = state(alice)
    answer = alice_client.post(post.address, post.fields | bad)
    assert "Please choose a place once more." in answer.content.decode()
    assert state(alice) == before
    again = typed_in_page(answer) | {"place": "chin:left"}
    assert alice_client.post(post.address, again).status_code == 302


@pytest.mark.parametrize("minutes", ["-1", "NaN", "1e999", HUGE, "10081", "a while", "\x00"])
def test_an_invalid_end_is_asked_for_again(minutes, filled, state, alice, alice_client, one_of_each):
    post = filled("it stopped", one_of_each(alice))
    before = state(alice)
    answer = alice_client.post(post.address, post.fields | {"minutes_ago": minutes}, follow=True)
    assert "That time could not be read. Please choose it once more." in answer.content.decode()
    assert state(alice) == before


@pytest.mark.parametrize(
    ("until", "message"),
    [
        ("08:14", "This is before it began."), ("21:00", "For more than 12 hours, give the minutes."),
        ("", "When did it stop?"), ("25:61", "Enter a valid time."),
    ],
)  # fmt: skip
def test_an_end_before_its_start_is_asked_for_again(until, message, filled, state, alice, alice_client, one_of_each):
    post = filled("new episode", one_of_each(alice))
    before = state(alice)
    answer = alice_client.post(post.address, post.fields | {"lasting": "until", "until": until})
    assert message in " ".join(answer.context["form"].errors["until"])
    assert f'value="{until}"' in answer.content.decode() or not until
    assert state(alice) == before


def test_no_twitch_on_a_day_with_an_episode_is_refused(filled, state, alice, alice_client, one_of_each):
    post = filled("changed check-in", one_of_each(alice))
    before = state(alice)
    answer = alice_client.post(post.address, post.fields | {"no_twitch": "on"})
    assert "You logged an episode that day." in answer.content.decode()
    answer = alice_client.post(f"{post.address}no-twitch/", follow=True)
    assert "so it was not quiet" in answer.content.decode()
    assert state(alice) == before


def test_minus_zero_is_zero(filled, alice, alice_client, one_of_each):
    post = filled("first check-in", one_of_each(alice))
    alice_client.post(post.address, post.fields | {"value_sleep_h": "-0"})
    value = alice.readings.get(local_date="2026-06-14", exposure__key="sleep_h").value
    assert str(value) == "0.0"


def test_more_things_blamed_than_a_diary_file_may_hold_are_refused(filled, alice, alice_client, one_of_each):
    post = filled("new episode", one_of_each(alice))
    words = ",".join(f"w{n}" for n in range(30))
    answer = alice_client.post(post.address, post.fields | {"blamed": ["stress", "caffeine"], "blamed_other": words})
    assert "Please keep this short" in answer.content.decode()


def test_the_largest_amount_in_ounces_is_within_the_range_of_millilitres(filled, alice, alice_client, one_of_each):
    alice.units = "us"
    alice.save()
    post = filled("first check-in", one_of_each(alice))
    alice_client.post(post.address, post.fields | {"value_water_ml": "676.3"})
    assert not alice.readings.filter(value__gt=20_000).exists()
