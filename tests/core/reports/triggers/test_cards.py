"""Every answer of the analysis in words that never say more than it does."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tracker.core.analysis.results import (
    METHOD,
    Basis,
    Finding,
    Interval,
    LeftOut,
    Outlook,
    RuledOut,
    TooEarly,
    Triggers,
)
from tracker.core.records import Exposure, Summary
from tracker.core.reports.triggers.cards import Kind, cards, not_yet

BASIS = Basis(METHOD, date(2026, 1, 1), date(2026, 6, 30), 174, 90, 210)
NAMES = {"caffeine_mg": "Caffeine", "sleep_h": "Sleep", "stress": "Stress", "own_1": "Chess"}
UNITS = {"caffeine_mg": "mg", "sleep_h": "h", "stress": "0–10", "own_1": "games"}
EXPOSURES = {key: Exposure(UUID(int=1), key, NAMES[key], UNITS[key], Summary.SUM) for key in NAMES}


def finding(**parts: object) -> Finding:
    usual = {
        "exposure": "caffeine_mg", "lag_days": 0, "shape": "linear", "over_days": 1, "limit": None, "sd": 85.0,
        "per_sd": Interval(1.52, 1.18, 1.94), "per_unit": 1.005, "p": 0.001, "q": 0.004,
    }  # fmt: skip
    return Finding(**(usual | parts))  # type: ignore[arg-type]


def text_of(**parts: object) -> str:
    triggers = Triggers(BASIS, 0.05, findings=(finding(**parts),))
    return cards(triggers, EXPOSURES, {}, str)[0].text


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({}, "For each 85 mg more of “Caffeine”, you logged about 1.5 times as many episodes on the same day"),
        ({"lag_days": 1}, "on the day after"),
        ({"lag_days": 2}, "two days after"),
        ({"over_days": 3}, "over these three days"),
        ({"exposure": "sleep_h", "shape": "low", "limit": 6.25}, "When “Sleep” was 6.2 h or less,"),
        ({"exposure": "stress", "shape": "high", "limit": 7.0}, "When “Stress” was 7 points or more,"),
        ({"exposure": "own_1", "sd": 2.0}, "For each 2 games more of “Chess”,"),
    ],
)
def test_a_finding_says_when_how_much_and_how_sure(parts: dict[str, object], says: str) -> None:
    text = text_of(**parts)
    assert says in text
    assert "1.2 to 1.9 times" in text
    assert "it is no proof" in text


@pytest.mark.parametrize(("ratio", "heading"), [(1.5, "more"), (0.6, "fewer")])
def test_the_heading_says_which_way(ratio: float, heading: str) -> None:
    triggers = Triggers(BASIS, 0.05, findings=(finding(per_sd=Interval(ratio, 0.5, 2.0)),))
    assert cards(triggers, EXPOSURES, {}, str)[0].heading == f"Goes together with {heading} episodes"


def test_nothing_seen_too_early_and_left_out_are_answers_too() -> None:
    triggers = Triggers(
        BASIS,
        0.05,
        ruled_out=(RuledOut("caffeine_mg", 85.0, 0.88, 1.31),),
        too_early=(TooEarly("sleep_h", 40),),
        left_out=(LeftOut("stress", "moves exactly like %(other)s", "sleep_h"), LeftOut("unknown", "constant")),
    )
    said = cards(triggers, EXPOSURES, {"caffeine_mg": 150}, str)
    assert [(card.key, card.kind) for card in said] == [
        ("caffeine_mg", Kind.NOTHING_SEEN),
        ("sleep_h", Kind.TOO_EARLY),
        ("stress", Kind.LEFT_OUT),
    ]
    assert "more than 1.3 times, or fewer than 0.88 times" in said[0].text
    assert said[0].recorded == "Noted on 150 of 174 logged days."
    assert said[1].text == "Too early to say anything."
    assert said[2].text == "Not looked at: moves exactly like Sleep."


@pytest.mark.parametrize(
    ("early", "says"),
    [
        ({"outlook": Outlook.SOON}, "would probably show within two months"),
        ({"outlook": Outlook.WITHIN_A_YEAR}, "after six to nine months of logging; you have 6"),
        (
            {"outlook": Outlook.LITTLE, "commonest": 0.0, "commonest_share": 0.8},
            "little about “Sleep”: on most days it is the same (0 h on 80 %)",
        ),
        ({"outlook": Outlook.LITTLE}, "a clear effect may take more than a year"),
    ],
)
def test_not_yet_says_when_or_why_and_never_a_number_of_days(early: dict[str, Any], says: str) -> None:
    text = not_yet(TooEarly("sleep_h", 736, low=0.6, high=2.3, **early), BASIS, EXPOSURES, str)
    assert says in text
    assert text.endswith("So far: anything between 0.6 and 2.3 times as many.")
    assert "736" not in text


def test_a_diary_with_few_twitching_days_says_so() -> None:
    early = TooEarly("sleep_h", 736, Outlook.LITTLE, 0.6, 2.3)
    text = not_yet(early, replace(BASIS, days_with_episode=31), EXPOSURES, str)
    assert "it has only 31 days with a twitch" in text


def test_no_card_speaks_of_causes() -> None:
    words = " ".join(text_of(shape=shape, limit=limit) for shape, limit in [("linear", None), ("high", 1.0)])
    assert not re.search(r"\b(cause[sd]?|due to|because|trigger)\b", words)
