"""Text that compares as equal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.reference.folding import fold_text, normalize_password

SAME = [
    ("übermüdet", "ÜBERMÜDET", "u\u0308bermu\u0308det"), ("после", "ПОСЛЕ"),
    ("élan", "ÉLAN", "e\u0301lan", "E\u0301lan"),
    ("straße", "STRASSE", "STRAẞE", "strasse"), ("ışık", "IŞIK", "İŞİK"), ("iş", "İş", "I\u0307Ş"),
    ("σίσυφος", "ΣΊΣΥΦΟΣ", "σίσυφοσ"), ("office", "oﬃce", "ＯＦＦＩＣＥ"), ("zu\u00adsammen", "zusammen"),
    ("한글", "\u1112\u1161\u11ab\u1100\u1173\u11af"), ("e\ufb01", "EFI"),
]  # fmt: skip
OTHERS = [("elan", "élan"), ("strase", "straße"), ("после", "посла"), ("o", "0")]


@pytest.mark.parametrize("ways", SAME)
def test_spellings_of_one_word_are_equal(ways: tuple[str, ...]) -> None:
    assert len({fold_text(way) for way in ways}) == 1


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold_text(one) != fold_text(other)


@given(st.text())
def test_folding_is_idempotent(text: str) -> None:
    assert fold_text(fold_text(text)) == fold_text(text)


@given(st.text())
def test_unicode_normal_form_does_not_matter(text: str) -> None:
    forms = [unicodedata.normalize(form, text) for form in ("NFC", "NFD")]
    assert fold_text(forms[0]) == fold_text(forms[1])
    assert normalize_password(forms[0]) == normalize_password(forms[1])


def test_passwords_keep_capitals_and_compatibility_letters() -> None:
    assert normalize_password("Cafe\u0301\u00a0№1") == "Café №1"
    assert normalize_password("ﬁsh and CHIPS") == "ﬁsh and CHIPS"
