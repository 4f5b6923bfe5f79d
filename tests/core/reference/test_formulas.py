"""What a spreadsheet would compute is known in every width and behind every sign that cannot be seen."""

from __future__ import annotations

import pytest

from tracker.core.reference.formulas import begins_formula

TWENTY = [
    "=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫", " =", "\u200b=",
    "\ufeff+", "\u00a0@",
]  # fmt: skip


@pytest.mark.parametrize("start", TWENTY, ids=[ascii(start) for start in TWENTY])
def test_a_formula_is_one(start: str) -> None:
    assert begins_formula(f"{start}1+1")


@pytest.mark.parametrize(
    "text", ["", "Coffee", "2026-01-31", "7-8", "a=b", "(+1)", "'=1", "−0.3", "½", "nose_side:left"]
)
def test_other_words_are_none(text: str) -> None:
    assert not begins_formula(text)
