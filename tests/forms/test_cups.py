"""Caffeine in cups: which answer counts, and how an amount is shown again."""

import pytest
from walk.forms import forms_in

from tracker.forms.check_in import AmountField
from tracker.forms.cups import CUPS, CupsInput

NAME = "value_caffeine_mg"


def typed(**data):
    return CupsInput().value_from_datadict({f"{NAME}{part}": value for part, value in data.items()}, {}, NAME)


@pytest.mark.parametrize(
    ("data", "mg"),
    [
        ({}, None), ({"": ""}, ""), ({"_cups": "2"}, "180"), ({"": "", "_cups": "0"}, "0"),
        ({"": "62.5", "_cups": "2"}, "62.5"), ({"": "62.5"}, "62.5"), ({"": "200", "_was": "200"}, "200"),
        ({"": "200", "_was": "200", "_cups": "4"}, "360"), ({"": "210", "_was": "200", "_cups": "4"}, "210"),
        ({"_cups": "9"}, None),
    ],
)  # fmt: skip
def test_the_exact_amount_counts_unless_cups_replace_it(data, mg):
    assert typed(**data) == mg


def shown(value):
    field = AmountField(0, 5_000, widget=CupsInput)
    html = field.widget.render(NAME, value, {"id": f"id_{NAME}"})
    return forms_in("", f"<form action='/'>{html}</form>")[0].current_values(), '<details class="exact" open>' in html


@pytest.mark.parametrize(("cups", "mg"), CUPS.items())
def test_whole_cups_are_shown_as_cups(cups, mg):
    assert shown(float(mg)) == ({NAME: [""], f"{NAME}_cups": [cups]}, False)


def test_any_other_amount_is_shown_exactly_and_nothing_is_blank():
    assert shown(200.0) == ({NAME: ["200"], f"{NAME}_was": ["200"]}, True)
    assert shown("a lot") == ({NAME: ["a lot"], f"{NAME}_was": ["a lot"]}, True)
    assert shown(None) == ({NAME: [""]}, False)
    assert {
        typed(**{part.removeprefix(NAME): values[0] for part, values in shown(float(mg))[0].items()})
        for mg in CUPS.values()
    } == set(CUPS.values())


def test_a_chip_says_its_cups_and_milligrams():
    html = CupsInput().render(NAME, 180, {"id": "a"})
    assert 'aria-label="1 cup, about 90 mg"' in html
    assert 'aria-label="4+ cups, about 360 mg"' in html
