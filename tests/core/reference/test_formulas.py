"""Formulas are detected in full-width form and after invisible characters."""

from __future__ import annotations

import pytest

from tracker.core.reference.formulas import begins_formula

STARTS = [
    "=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫", " =", "\u200b=",
    "\ufeff+", "\u00a0@",
]  # fmt: skip


@pytest.mark.parametrize("start", STARTS, ids=[ascii(start) for start in STARTS])
def test_detects_formulas(start: str) -> None:
    assert begins_formula(f"{start}1+1")


@pytest.mark.parametrize(
    "text", ["", "Coffee", "2026-01-31", "7-8", "a=b", "(+1)", "'=1", "−0.3", "½", "nose_side:left"]
)
def test_other_texts_are_no_formulas(text: str) -> None:
    assert not begins_formula(text)
