"""The page of triggers in words: the answer is named, and every exposure is in one of three groups."""

from __future__ import annotations

import re
from datetime import date, timedelta
from uuid import UUID

import pytest

from tracker.core.analysis import DailyTotals
from tracker.core.analysis.results import (
    CONSTANT,
    METHOD,
    Basis,
    CorrelatedPair,
    Estimate,
    Finding,
    Interval,
    LeftOut,
    Outlook,
    RuledOut,
    TooEarly,
    Triggers,
)  # fmt: skip
from tracker.core.records import Exposure, ExposureKind, Summary
from tracker.core.reports.triggers.answers import (
    DiarySoFar,
    ExposureAnswer,
    Group,
    answer_sentence,
    exposure_answer,
    exposure_answers,
)  # fmt: skip
from tracker.core.reports.triggers.beliefs import Belief, DiarySays

BASIS = Basis(METHOD, date(2026, 1, 1), date(2026, 11, 24), 321, 200, 556)
EXPOSURES = {
    key: Exposure(UUID(int=number), key, name, unit, Summary.SUM)
    for number, (key, name, unit) in enumerate(
        (("sleep_h", "Sleep", "h"), ("stress", "Stress", "0–10"), ("caffeine_mg", "Caffeine", "mg"),
         ("water_ml", "Water", "mL"), ("alcohol_units", "Alcohol", "units"), ("screen_h", "Screen time", "h"),
         ("own_gum", "Chewing gum", "pieces"))
    )
}  # fmt: skip
SLEEP = Finding("sleep_h", 0, "linear", 1, None, 1.0, Interval(0.66, 0.59, 0.77), 0.66, 0.001, 0.002)
STRESS = Finding("stress", 1, "linear", 1, None, 2.0, Interval(1.4, 1.2, 1.6), 1.183, 0.002, 0.004)
COFFEE = RuledOut("caffeine_mg", 90.0, 0.87, 1.09)
WATER = RuledOut("water_ml", 250.0, 0.86, 1.14)


def sentence(
    *findings: Finding, ruled_out: tuple[RuledOut, ...] = (), gate: str | None = None, logged: int = 321
) -> str:
    return answer_sentence(
        Triggers(BASIS, 0.006, gate, findings=findings, ruled_out=ruled_out), logged, EXPOSURES, str
    )


def diary(triggers: Triggers | None, beliefs: tuple[Belief, ...] = (), days: int = 100, **noted: int) -> DiarySoFar:
    """A diary of so many days in which each exposure is noted on so many of them, on all unless said."""
    first = date(2026, 1, 1)
    totals = [
        DailyTotals(
            first + timedelta(n), True, n % 2, None, None,
            {key: float(n % 5) for key in EXPOSURES if n < noted.get(key, days)},
        )
        for n in range(days)
    ]  # fmt: skip
    return DiarySoFar(triggers, totals, EXPOSURES, beliefs, "")


def one(key: str, triggers: Triggers | None, beliefs: tuple[Belief, ...] = (), **noted: int) -> ExposureAnswer:
    return exposure_answer(key, diary(triggers, beliefs, **noted), str)


@pytest.mark.parametrize(
    ("findings", "words"),
    [
        ((SLEEP,), "Short sleep goes with more twitches."),
        ((STRESS,), "Stress goes with more twitches a day later."),
        ((SLEEP, STRESS), "Short sleep goes with more twitches. So does stress, a day later."),
        (
            (
                SLEEP,
                STRESS,
                Finding("alcohol_units", 0, "linear", 1, None, 1.0, Interval(1.4, 1.2, 1.6), 1.4, 0.01, 0.01),
            ),
            "Short sleep goes with more twitches. So do alcohol and stress.",
        ),
    ],
)
def test_links_are_named_first(findings: tuple[Finding, ...], words: str) -> None:
    assert sentence(*findings) == words


def test_a_later_day_is_named_after_the_same_day() -> None:
    assert sentence(STRESS, SLEEP) == sentence(SLEEP, STRESS)


def test_without_a_link_it_says_what_looks_unlikely() -> None:
    assert sentence() == "No clear link so far."
    assert sentence(ruled_out=(COFFEE,)) == "No clear link so far. Caffeine looks unlikely."
    assert sentence(ruled_out=(WATER, COFFEE)) == "No clear link so far. Caffeine and water look unlikely."


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (10, "First answers come from day 63. You have 10."),
        (0, "First answers come from day 63. You have 0."),
        (64, "Your first answer comes within a few days."),
    ],
)
def test_before_the_first_answer_it_says_from_when(days: int, words: str) -> None:
    assert answer_sentence(None, days, EXPOSURES, str) == words


def test_few_twitches_are_good_news() -> None:
    few = Triggers(Basis(METHOD, date(2026, 1, 1), date(2026, 11, 24), 321, 3, 4), 0.006, "fewer than 10 episodes")
    assert "which is good" in answer_sentence(few, 321, EXPOSURES, str)
    assert sentence(gate="no exposure that can be looked at").startswith("No answer yet:")


def test_a_link_has_its_per_cent_and_its_interval() -> None:
    found = one("sleep_h", Triggers(BASIS, 0.006, findings=(SLEEP,)))
    assert found.group is Group.LINKED
    assert found.headline == "Short sleep goes with more twitches."
    assert found.detail == (
        "On days after an hour less sleep you noted about 50 % more episodes (between 25 % and 70 % more)."
    )
    assert found.line == "An hour less sleep: about 50 % more, on the same day"


def test_no_link_says_how_large_it_could_be() -> None:
    found = one("caffeine_mg", Triggers(BASIS, 0.006, ruled_out=(COFFEE,)))
    assert found.group is Group.NO_LINK
    assert found.headline == "No link found between caffeine and your twitches."
    assert found.detail == (
        "If caffeine has an effect, it is small: at most about 10 % more or 15 % fewer for one coffee more."
    )


def test_a_large_effect_that_is_still_possible_is_not_called_small() -> None:
    found = one("caffeine_mg", Triggers(BASIS, 0.006, ruled_out=(RuledOut("caffeine_mg", 90.0, 0.6, 1.8),)))
    assert "small" not in found.detail


@pytest.mark.parametrize(
    ("early", "words"),
    [
        (TooEarly("screen_h", 40, Outlook.SOON), "A clear effect would probably show within two months."),
        (
            TooEarly("screen_h", 140, Outlook.WITHIN_A_YEAR),
            "A clear effect usually shows after six to nine months; you have 11.",
        ),
        (
            TooEarly("screen_h", 900, Outlook.LITTLE, commonest=0.0, commonest_share=0.8),
            "On 8 of 10 days you had none, so there are few days to compare.",
        ),
        (TooEarly("screen_h", 900, Outlook.LITTLE), "So far the days do not differ enough to compare."),
    ],
)
def test_not_yet_gives_a_reason_and_never_a_number_of_days_to_come(early: TooEarly, words: str) -> None:
    found = one("screen_h", Triggers(BASIS, 0.006, too_early=(early,)))
    assert (found.group, found.line) == (Group.CANNOT_TELL, words)
    assert str(early.more_logged_days) not in found.detail + found.headline


def test_what_is_noted_seldom_waits_for_sixty_days() -> None:
    found = one("own_gum", Triggers(BASIS, 0.006), own_gum=18)
    assert (found.days_noted, found.line) == (18, "A first answer is tried at 63 days.")


def test_so_far_anything_between_is_said() -> None:
    lags = tuple(Estimate("alcohol_units", lag, 1.0, Interval(1.05, 0.72, 1.58)) for lag in range(3))
    early = TooEarly("alcohol_units", 900, Outlook.LITTLE, 0.72, 1.58, 0.0, 0.8)
    found = one("alcohol_units", Triggers(BASIS, 0.006, estimates=lags, too_early=(early,)))
    assert found.headline == "This diary tells little about alcohol."
    assert "So far: anything between 30 % fewer and 60 % more for one unit of alcohol more." in found.detail


def test_two_that_move_together_could_be_either() -> None:
    triggers = Triggers(
        BASIS, 0.006, findings=(SLEEP,), too_early=(TooEarly("screen_h", 40, Outlook.SOON),),
        together=(CorrelatedPair("sleep_h", "screen_h", -0.7),),
    )  # fmt: skip
    assert one("screen_h", triggers).line == (
        "Short sleep and much screen time often fall on the same days, so it could be either."
    )


def test_what_was_left_out_says_why() -> None:
    found = one(
        "stress", Triggers(BASIS, 0.006, left_out=(LeftOut("stress", "moves exactly like %(other)s", "sleep_h"),))
    )
    assert found.line == "Not looked at: moves exactly like Sleep."


def test_a_thought_is_set_beside_the_answer() -> None:
    triggers = Triggers(BASIS, 0.006, findings=(SLEEP, STRESS), ruled_out=(COFFEE,))
    thoughts = (
        Belief("little_sleep", "Too little sleep", 41, DiarySays.AGREES, ""),
        Belief("caffeine", "Caffeine", 23, DiarySays.DOES_NOT_SHOW, ""),
    )
    tags = {found.key: found.belief for found in exposure_answers(diary(triggers, thoughts), str)}
    assert tags["sleep_h"] == "You thought so too"
    assert tags["stress"] == "You had not named it"
    assert tags["caffeine_mg"] == "You thought it did"
    assert tags["own_gum"] == ""


def test_linked_ones_come_first_and_what_was_never_noted_is_left_out() -> None:
    triggers = Triggers(BASIS, 0.006, findings=(SLEEP,), ruled_out=(COFFEE,))
    found = exposure_answers(diary(triggers, own_gum=0, water_ml=20), str)
    keys = [answer.key for answer in found]
    assert keys[:2] == ["sleep_h", "caffeine_mg"]
    assert keys[-1] == "water_ml"
    assert "own_gum" not in keys


def test_every_word_goes_through_the_translator_and_none_names_a_cause() -> None:
    asked: list[str] = []
    triggers = Triggers(
        BASIS, 0.006, findings=(SLEEP, STRESS), ruled_out=(COFFEE,), too_early=(TooEarly("water_ml", 1),)
    )
    for found in exposure_answers(diary(triggers), lambda text: asked.append(text) or f"⟦{text}⟧"):
        assert found.headline.startswith("⟦")
        assert found.line.startswith("⟦")
    assert not any(re.search(r"\b(cause|due to|because)", text) for text in asked)


YOGA = Exposure(UUID(int=77), "own_yoga", "Yoga", "", Summary.SUM, kind=ExposureKind.YES_NO)
FEWER, MORE = (
    Finding("own_yoga", lag, "linear", 1, None, 0.5, Interval(ratio, low, high), ratio**2, 0.001, 0.002)
    for lag, ratio, low, high in ((1, 0.8, 0.7, 0.9), (0, 1.22, 1.1, 1.35))
)


def yoga(triggers: Triggers, share: float = 0.5) -> ExposureAnswer:
    whole = diary(triggers)
    totals = [
        DailyTotals(day.date, True, day.episodes, None, None, {"own_yoga": float(n < share * 100)})
        for n, day in enumerate(whole.totals)
    ]
    return exposure_answer("own_yoga", DiarySoFar(triggers, totals, {"own_yoga": YOGA}, (), ""), str)


@pytest.mark.parametrize(
    ("finding", "headline", "detail"),
    [
        (
            MORE,
            "“Yoga” goes with more twitches.",
            "On days with “Yoga” you noted about 50 % more episodes (between 20 % and 85 % more).",
        ),
        (
            FEWER,
            "No “Yoga” goes with more twitches a day later.",
            "On the day after a day without “Yoga” you noted about 60 % more episodes"
            " (between 1.2 and 2 times as many).",
        ),
    ],
)
def test_a_link_of_a_yes_no_one_speaks_of_its_days(finding: Finding, headline: str, detail: str) -> None:
    found = yoga(Triggers(BASIS, 0.006, None, findings=(finding,)))
    assert (found.headline, found.detail) == (headline, detail)


def test_no_link_with_a_yes_no_one_is_for_a_day_with_it() -> None:
    found = yoga(Triggers(BASIS, 0.006, None, ruled_out=(RuledOut("own_yoga", 0.5, 0.95, 1.05),)))
    assert (
        found.detail
        == "If “Yoga” has an effect, it is small: at most about 15 % more or 10 % fewer for a day with “Yoga”."
    )


@pytest.mark.parametrize(("share", "answer"), [(0.02, "no"), (0.98, "yes")])
def test_a_constant_yes_no_one_says_that_this_diary_tells_little(share: float, answer: str) -> None:
    left_out = Triggers(BASIS, 0.006, None, left_out=(LeftOut("own_yoga", CONSTANT),))
    found = yoga(left_out, share)
    assert found.headline == "This diary tells little about “Yoga”."
    assert found.detail == f"It was {answer} on nearly all days, so there are few days to compare."
