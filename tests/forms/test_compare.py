from datetime import date, time

import pytest
from django import forms

from tracker.forms import Difference, differences


class Form(forms.Form):
    name = forms.CharField(label="Name")
    secret = forms.CharField(widget=forms.HiddenInput)
    score = forms.ChoiceField(label="Score", choices=[("0", "none at all"), ("5", "some")])
    places = forms.MultipleChoiceField(label="Where", choices=[("chin", "Chin"), ("ear", "Ear")])


def compared(name, stored, typed):
    return differences(Form().fields, {name: stored}, {name: typed})


@pytest.mark.parametrize(
    ("name", "stored", "typed", "shown"),
    [
        ("name", "one", "two", ("one", "two")), ("name", "", "two", ("not said", "two")),
        ("name", True, False, ("yes", "no")), ("name", date(2026, 3, 2), None, ("2 March 2026", "not said")),
        ("name", time(8, 5), time(20, 5), ("08:05", "20:05")), ("score", 0, 5, ("none at all", "some")),
        ("places", ["chin"], ["chin", "ear"], ("Chin", "Chin, Ear")),
    ],
)  # fmt: skip
def test_both_versions_as_a_person_reads_them(name, stored, typed, shown):
    assert compared(name, stored, typed) == [Difference(str(Form().fields[name].label), *shown)]


@pytest.mark.parametrize(("stored", "typed"), [(0, None), (None, 0), (False, None), ("", 0), ([], 0)])
def test_zero_and_no_are_not_the_same_as_not_said(stored, typed):
    assert len(compared("score", stored, typed)) == 1


@pytest.mark.parametrize(("stored", "typed"), [(None, ""), ("", []), ("a", "a"), (0, 0), (0, 0.0)])
def test_what_says_the_same_is_no_difference(stored, typed):
    assert compared("score", stored, typed) == []


def test_hidden_fields_are_nobodys_business():
    assert compared("secret", "a", "b") == []
