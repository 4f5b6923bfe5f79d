"""Text is cut between grapheme clusters and loses control characters."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.reference.graphemes import clusters, one_line

ASTRONAUT, FLAG, ENGLAND = "👩🏽\u200d🚀", "🇩🇪", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
KEYCAP, DOTTED = "1\ufe0f\u20e3", "e\u0323\u0302"


@pytest.mark.parametrize("cluster", [ASTRONAUT, FLAG, ENGLAND, KEYCAP, DOTTED, "क्ष", "நி", "가"])
def test_clusters_are_not_split(cluster: str) -> None:
    assert clusters(f"ab{cluster}c") == ["a", "b", cluster, "c"]
    assert one_line(f"ab{cluster}cd", 3 + len(cluster)) == f"ab{cluster}…"
    assert one_line(f"ab{cluster}cd", 2 + len(cluster)) == "ab…"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("left\u202eright", "leftright"),
        ("no\x00thing\ufeff", "nothing"),
        ("a stray \U000e0067tag", "a stray tag"),
        (f"flag {ENGLAND}!", f"flag {ENGLAND}!"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a face of next year: \U0001fae9", "a face of next year: \U0001fae9"),
        ("\ue000 of a private font", "\ue000 of a private font"),
        ("\ud800 alone, \uffff", "alone,"),
        ("two\nlines\tand  blanks", "two lines and blanks"),
    ],
)
def test_removes_only_control_characters(text: str, kept: str) -> None:
    assert one_line(text, 100).strip() == kept


@given(st.text(), st.integers(1, 80))
def test_line_has_at_most_the_given_length(text: str, longest: int) -> None:
    line = one_line(text, longest)
    assert len(line) <= longest
    assert not {unicodedata.category(letter) for letter in line} & {"Cc", "Cs", "Zl", "Zp"}
