"""The hours after an intake in words that say what was seen, and no more."""

from __future__ import annotations

from tracker.core.analysis.hourly.case_crossover import CrossoverResult, HourWindow
from tracker.core.analysis.results import Interval
from tracker.core.reports.triggers.cards import Kind
from tracker.core.reports.triggers.hours import hour_cards

FIRST = HourWindow(0, 2, 31, Interval(1.62, 1.12, 2.34, 0.98))
LATER = HourWindow(2, 4, 9, Interval(0.61, 0.4, 0.93, 0.98))
QUIET = (
    HourWindow(0, 2, 31, Interval(1.1, 0.8, 1.51)),
    HourWindow(2, 4, 20, Interval(0.9, 0.66, 1.23)),
    HourWindow(4, 8, 40, Interval(1.0, 0.8, 1.25)),
)
WIDE = (HourWindow(0, 2, 3, Interval(1.1, 0.4, 3.0)),)


def test_a_finding_names_hours_ratio_and_interval() -> None:
    (card,) = hour_cards([CrossoverResult("caffeine_mg", 118, 74, 60, QUIET, 0.001, 0.002, FIRST)], {})
    assert card.kind is Kind.TOGETHER
    assert card.heading == "More episodes in the hours after"
    assert card.text == (
        "In the 2 hours after “Caffeine” about 60 % more episodes began than in comparable hours"
        " (between 1.1 and 2.3 times as many)."
    )
    assert card.recorded == "From 118 days on which its times are known, and 74 episodes that could be compared."


def test_a_later_window_with_fewer_onsets() -> None:
    (card,) = hour_cards([CrossoverResult("cigarettes", 118, 74, 60, QUIET, 0.001, 0.002, LATER)], {})
    assert card.heading == "Fewer episodes in the hours after"
    assert card.text.startswith("2 to 4 hours after “Nicotine” about 40 % fewer episodes began")


def test_nothing_seen_says_what_can_be_ruled_out_over_all_hours() -> None:
    (card,) = hour_cards([CrossoverResult("water_ml", 118, 74, 60, QUIET, 0.4, 0.4)], {})
    assert (card.kind, card.heading) == (Kind.NOTHING_SEEN, "No link found")
    assert "in the 8 hours after it" in card.text
    assert "at most about 55 % more or 35 % fewer" in card.text


def test_wide_or_no_intervals_are_too_early() -> None:
    early = [CrossoverResult("caffeine_mg", 70, 30, 28, WIDE, 0.4, 0.4), CrossoverResult("water_ml", 12, 0, 0)]
    assert [card.kind for card in hour_cards(early, {})] == [Kind.TOO_EARLY] * 2


def test_findings_come_first_and_every_word_goes_through_the_translator() -> None:
    found = [
        CrossoverResult("water_ml", 12, 0, 0),
        CrossoverResult("cigarettes", 118, 74, 60, QUIET, 0.4, 0.4),
        CrossoverResult("caffeine_mg", 118, 74, 60, QUIET, 0.001, 0.002, FIRST),
    ]
    asked: list[str] = []
    cards = hour_cards(found, {}, lambda text: asked.append(text) or f"⟦{text}⟧")
    assert [card.kind for card in cards] == [Kind.TOGETHER, Kind.NOTHING_SEEN, Kind.TOO_EARLY]
    assert all(text.startswith("⟦") for card in cards for text in (card.name, card.heading, card.text, card.recorded))
    assert not any(word in text.lower() for text in asked for word in ("cause", "due to", "because"))
