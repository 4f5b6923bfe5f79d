"""Dates and months as text."""

from __future__ import annotations

from datetime import date

from tracker.core.reference.dates import day_text, month_text


def test_formats_days_and_months() -> None:
    assert day_text(date(2026, 5, 3)) == "3 May 2026"
    assert month_text(date(2019, 12, 1)) == "Dec 2019"
    assert day_text(date(2026, 5, 3), lambda text: f"[{text}]") == "[3 [May] 2026]"
