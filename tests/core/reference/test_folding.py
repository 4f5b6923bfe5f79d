"""What counts as the same text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.reference.folding import folded, opaque

SAME = [
    ("übermüdet", "ÜBERMÜDET", "u\u0308bermu\u0308det"), ("после", "ПОСЛЕ"),
    ("élan", "ÉLAN", "e\u0301lan", "E\u0301lan"),
    ("straße", "STRASSE", "STRAẞE", "strasse"), ("ışık", "IŞIK", "İŞİK"), ("iş", "İş", "I\u0307Ş"),
    ("σίσυφος", "ΣΊΣΥΦΟΣ", "σίσυφοσ"), ("office", "oﬃce", "ＯＦＦＩＣＥ"), ("zu\u00adsammen", "zusammen"),
    ("한글", "\u1112\u1161\u11ab\u1100\u1173\u11af"), ("e\ufb01", "EFI"),
]  # fmt: skip
OTHERS = [("elan", "élan"), ("strase", "straße"), ("после", "посла"), ("o", "0")]


@pytest.mark.parametrize("ways", SAME)
def test_ways_to_write_one_word_are_one(ways: tuple[str, ...]) -> None:
    assert len({folded(way) for way in ways}) == 1


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_other_words_stay_others(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text())
def test_the_form_in_which_letters_arrive_is_of_no_account(text: str) -> None:
    forms = [unicodedata.normalize(form, text) for form in ("NFC", "NFD")]
    assert folded(forms[0]) == folded(forms[1])
    assert opaque(forms[0]) == opaque(forms[1])


def test_a_password_keeps_its_capitals_and_its_compatibility_letters() -> None:
    assert opaque("Cafe\u0301\u00a0№1") == "Café №1"
    assert opaque("ﬁsh and CHIPS") == "ﬁsh and CHIPS"
