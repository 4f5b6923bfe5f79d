"""What bad input gets where medicines, doses, injections and visits are written down: the same as everywhere."""

import pytest
from django.urls import reverse

LONG = "x" * 10_000
HUGE = "9" * 400
CHOICE = "Select a valid choice."
LOST = "This page had lost track of its entry."
REQUIRED = "This field is required."
NUMBER = "Enter a number."
AT_LEAST_0 = "enter 0 or more"
NUL = "Null characters are not allowed."

LOST_ID = {"client_id": {"": LOST, "5": LOST, LONG: LOST, "a\x00b": LOST}}
NOTE = {LONG: "at most 5000 characters (it has 10000)", "a\x00b": NUL}
MEDICINE = LOST_ID | {
    "name": {"": REQUIRED, "x" * 61: "at most 60 characters", "a\x00b": NUL},
    "started": {
        "0001-01-01": "Please check the year.", "9999-12-31": "This day is still to come.", "x": "Enter a valid date.",
    },
    "dose_raised": {"2026-06-19": "This day is still to come.", "2026-02-30": "Enter a valid date."},
    "note": NOTE,
    "dose": {"x" * 101: "at most 100 characters"},
    "group": {"x" * 61: "at most 60 characters"},
    "why": {"x" * 201: "at most 200 characters", "a\x00b": NUL},
    "change_0_day": {
        "": "From which day?", "2026-04-30": "This is before it was started.",
        "2026-06-19": "This day is still to come.", "2026-02-30": "Enter a valid date.",
    },
    "change_0_dose": {"x" * 101: "at most 100 characters"},
    "change_0_raised": {"maybe": CHOICE},
    "change_1_day": {"2026-05-20": "There is another change of this day."},
}  # fmt: skip
DOSE = LOST_ID | {
    "date": {
        "": REQUIRED, "0001-01-01": "Please check the year.", "9999-12-31": "This day is still to come.",
        "2026-02-30": "Enter a valid date.",
    },
    "time": {"": REQUIRED, "25:00": "Enter a valid time."},
    "amount": {"x" * 101: "at most 100 characters", "a\x00b": NUL},
}  # fmt: skip
INJECTION = LOST_ID | {
    "day": {
        "": REQUIRED, "0001-01-01": "Please check the year.", "2026-06-19": "This day is still to come.",
        "soon": "Enter a valid date.",
    },
    "product": {"": REQUIRED, "x" * 61: "at most 60 characters", "a\x00b": NUL},
    "spot_0_place": {"": "Where was this?", "nose": CHOICE},
    "spot_0_units": {
        "-1": AT_LEAST_0, "NaN": NUMBER, HUGE: NUMBER, "50001": "enter 50000 or less", "two": NUMBER,
    },
    "spot_2_place": {"chin:left": "This place is there already"},
    "next_due": {"2026-06-09": "This is before the day of the injections.", "2026-02-30": "Enter a valid date."},
    "effect_from": {
        "2026-06-09": "This is before the day of the injections.", "2026-07-30": "This day is still to come.",
    },
    "effect_until": {"2026-06-09": "This is before the day of the injections.", "spring": "Enter a valid date."},
    "note": NOTE,
}  # fmt: skip
VISIT = LOST_ID | {
    "day": {
        "": REQUIRED, "0001-01-01": "Please check the year.", "9999-12-31": "Please check the year.",
        "next week": "Enter a valid date.",
    },
    "who": {"x" * 201: "at most 200 characters", "a\x00b": NUL},
    "questions": {
        LONG: "Question 1 has 10000 characters; up to 1000 can be kept.", "a\n" + "x" * 1_001: "Question 2 has 1001",
        "\n".join("x" * 51): "These are 51 questions; 50 can be kept.", "a\x00b": NUL,
    },
    "findings": NOTE,
    "agreed": NOTE,
    "test_0_kind": {"guess": CHOICE},
    "test_0_name": {"": "What was tested?", "x" * 61: "at most 60 characters"},
    "test_0_result": {LONG: "at most 1000 characters", "a\x00b": NUL},
    "score_0_scale": {"": "On which scale?", "x" * 61: "at most 60 characters"},
    "score_0_score": {
        "": "Which number was it?", "5": "This scale goes from 1 to 4.", "II": NUMBER, "NaN": NUMBER,
        "1001": "or less",
    },
}  # fmt: skip
BAD = {
    "new medicine": MEDICINE | {
        "stopped": {
            "2026-04-30": "This is before it was started.", "2026-06-19": "This day is still to come.",
        },
    },
    "changed medicine": {name: MEDICINE[name] for name in ("name", "started")},
    "new dose": DOSE,
    "changed dose": {name: DOSE[name] for name in ("date", "amount")},
    "new injections": INJECTION,
    "changed injections": {name: INJECTION[name] for name in ("day", "spot_0_place", "note")},
    "new visit": VISIT,
    "changed visit": {name: VISIT[name] for name in ("day", "questions", "score_0_score")},
}  # fmt: skip
CASES = [
    pytest.param(form, name, values, id=f"{form}: {name}")
    for form, fields in BAD.items()
    for name, values in fields.items()
]


@pytest.mark.parametrize(("form", "name", "values"), CASES)
def test_a_bad_answer_gets_a_message_beside_it_and_all_that_was_typed_stays(form, name, values, answer_badly):
    answer_badly(form, name, values)


def test_a_change_after_the_end_is_named_at_the_change(filled, state, alice, alice_client, one_of_each):
    post = filled("new medicine", one_of_each(alice))
    before = state(alice)
    answer = alice_client.post(post.address, post.fields | {"stopped": "2026-05-10"})
    assert "This is after it was stopped." in " ".join(answer.context["form"].errors["change_0_day"])
    assert state(alice) == before


@pytest.mark.parametrize("client_id", ["", "x", LONG, "a\x00b"])
def test_a_tap_that_no_page_offers_is_not_there(client_id, state, alice, alice_client, one_of_each):
    medicine = one_of_each(alice).medicine
    before = state(alice)
    address = reverse("tracker:dose-again", args=[medicine.client_id])
    assert alice_client.post(address, {"client_id": client_id}).status_code == 404
    assert state(alice) == before


def test_fifty_long_questions_are_kept(filled, alice, alice_client, one_of_each):
    post = filled("new visit", one_of_each(alice))
    questions = [f"{n:02}" + "é" * 998 for n in range(50)]
    assert alice_client.post(post.address, post.fields | {"questions": "\r\n\r\n".join(questions)}).status_code == 302
    assert alice.visits.get(client_id=post.fields["client_id"]).questions == questions
