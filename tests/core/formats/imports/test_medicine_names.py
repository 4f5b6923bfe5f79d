from __future__ import annotations

import pytest

from tracker.core.formats.imports.medicine_names import name_and_amount


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Magnesium 300 mg", ("Magnesium", "300 mg")),
        ("Vitamin D (1,000 IU)", ("Vitamin D", "1,000 IU")),
        ("Vitamin B12", ("Vitamin B12", "")),
        ("  Iron   two ", ("Iron two", "")),
        ("(" * 500, ("(" * 200, "")),
    ],
)
def test_amount_at_the_end_is_told_from_the_name(text: str, parts: tuple[str, str]) -> None:
    assert name_and_amount(text) == parts
