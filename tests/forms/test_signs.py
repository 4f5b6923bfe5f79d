"""Signs as chips: what is sent for a chip, and what a chip shows again."""

import pytest
from walk.forms import forms_in

from tracker.core.records import Onset, Sign
from tracker.core.reference.signs import ASKED, GROUPS, RETIRED, TELLING
from tracker.forms.signs import SignFields


def form(data=None, **initial):
    return SignFields(data, initial=initial)


def shown(form):
    """The fields of all chips, as a browser reads them."""
    chips = [form.telling_signs(), *(group.chips for group in form.folded_signs())]
    return forms_in("", f"<form action='/'>{''.join(chips)}</form>")[0]


def test_every_sign_is_on_one_chip_with_three_onsets():
    fields = shown(form()).fields
    assert list(fields).count("sign_fever") == 1
    assert set(fields) == {f"sign_{name}{part}" for name in ASKED for part in ("", "_onset")}
    assert all(fields[f"sign_{name}_onset"].offered == ["sudden", "gradual", "unsure"] for name in ASKED)
    assert shown(form()).current_values() == {}


def test_eight_telling_signs_come_first_and_the_folds_count_the_others():
    assert len(TELLING) == len(set(TELLING) & set(ASKED)) == 8
    folds = form().folded_signs()
    assert [fold.number for fold in folds] == [6, 4, 5, 7, 14]
    assert [fold.are_more for fold in folds] == [True, True, True, True, False]
    assert sum(fold.number for fold in folds) + 8 == len(ASKED)


def test_short_labels_are_short_and_no_two_are_alike():
    labels = [sign.short or sign.says for group in GROUPS for sign in group.signs]
    assert len({label.casefold() for label in labels}) == len(labels)
    assert max(map(len, labels)) <= 40
    jargon = [("racing_heart", "palpitations"), ("stiff_rigid", "rigid_muscles"), ("limb_weak", "muscle_thinner")]
    for pair in jargon:
        one, other = (set((ASKED[name].short or ASKED[name].says).casefold().split()) for name in pair)
        assert len(one & other) <= 1


def test_the_full_wording_is_the_name_of_a_chip():
    html = form().telling_signs()
    assert 'aria-label="Upper eyelid hangs down"' in html
    assert 'aria-label="Whole side joins in: The whole side of the face joins in"' in html
    assert 'aria-label="One side of the face drops"' in html
    assert "<legend>Upper eyelid hangs down: <strong>how did it come?</strong></legend>" in html


@pytest.mark.parametrize(
    ("sent", "onset"),
    [
        ({}, None),
        ({"sign_fever": "unsure"}, Onset.UNSURE),
        ({"sign_fever": "unsure", "sign_fever_onset": "sudden"}, Onset.SUDDEN),
        ({"sign_fever": "sudden", "sign_fever_onset": "gradual"}, Onset.GRADUAL),
        ({"sign_fever": "sudden"}, Onset.SUDDEN),
        ({"sign_fever_onset": "sudden"}, None),
    ],
    ids=["nothing", "chip", "chip and onset", "changed", "page of an older version", "chip taken back"],
)
def test_a_chosen_chip_is_a_sign_and_its_radio_is_the_onset(sent, onset):
    typed = form(sent)
    assert typed.is_valid(), typed.errors
    assert typed.signs() == ((Sign("fever", onset),) if onset else ())


@pytest.mark.parametrize("onset", list(Onset))
def test_a_saved_sign_is_chosen_again_with_its_onset(onset):
    again = form(sign_fever=onset.value)
    sent = shown(again).current_values()
    assert sent == {"sign_fever": [onset.value], "sign_fever_onset": [onset.value]}
    assert form({name: values[0] for name, values in sent.items()}).fields.keys() >= {"sign_fever"}
    assert [fold.is_open for fold in again.folded_signs()] == [False, False, False, False, True]
    assert again.has_signs()


def test_none_of_them_beside_a_sign_is_refused_and_the_chip_stays():
    typed = form({"no_other_signs": "on", "sign_fever": "unsure", "sign_fever_onset": "sudden"})
    assert "A sign is chosen too." in typed.errors["no_other_signs"][0]
    assert shown(typed).current_values() == {"sign_fever": ["sudden"], "sign_fever_onset": ["sudden"]}
    assert form({"no_other_signs": "on"}).is_valid()
    assert not form().has_signs()


def test_a_retired_sign_is_asked_of_older_entries_only():
    retired = RETIRED[0]
    again = form(**{f"sign_{retired.name}": "sudden"})
    assert [fold.title for fold in again.folded_signs()][-1:] == ["Asked in older entries"]
    assert shown(again).current_values()[f"sign_{retired.name}"] == ["sudden"]
    assert len(form().folded_signs()) == len(GROUPS)


def test_an_answer_that_no_page_offers_is_refused_and_not_chosen():
    typed = form({"sign_fever": "loudly"})
    assert not typed.is_valid()
    assert typed.sign_errors()
    assert shown(typed).current_values() == {}
