"""Facts are ready for JSON."""

from __future__ import annotations

from typing import Any

from tracker.core.records import Place
from tracker.core.red_flags.facts import facts_of, iso, tokens


def test_dates_and_signs_come_once_and_in_order(pen: Any) -> None:
    context = pen.context(pen.check_in(0, "ringing sudden", "fever sudden"), pen.check_in(3, "ringing gradual"))
    expected = {"dates": pen.iso(5, 3, 0), "signs": ["fever", "ringing"]}
    assert facts_of(context.logged_signs(9), [pen.day(5), pen.day(0)]) == expected


def test_dates_and_places_are_text(pen: Any) -> None:
    assert iso([pen.day(0), pen.day(1)]) == ["2026-05-30", "2026-05-31"]
    assert tokens([Place.parse("chin:left"), Place.parse("brow:left"), Place.parse("chin:left")]) == [
        "brow:left", "chin:left",
    ]  # fmt: skip
