"""One paragraph on the habits: linked, no link found, cannot tell yet."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tracker.core.analysis.results import METHOD, Basis, Finding, Interval, RuledOut, TooEarly, Triggers
from tracker.core.analysis.triggers.schedule import ScheduledAnalysis
from tracker.core.records import Exposure, Summary
from tracker.core.reference.exposures import BUILT_IN
from tracker.core.reports.sections.links import links

EXPOSURES = {b.key: Exposure(UUID(int=at), b.key, b.name, b.unit, b.summary) for at, b in enumerate(BUILT_IN)}
EXPOSURES["own_gum"] = Exposure(UUID(int=99), "own_gum", "Chewing gum", "pieces", Summary.SUM)


def finding(key: str, ratio: float) -> Finding:
    return Finding(
        key, 1, "linear", 1, None, 2.0, Interval(ratio**2, ratio**2 / 1.2, ratio**2 * 1.2), ratio, 0.001, 0.01
    )


def said(**of: object) -> str:
    basis = Basis(METHOD, date(2026, 1, 1), date(2026, 11, 24), 321, 100, 556)
    triggers = Triggers(basis, 0.02, **of)  # type: ignore[arg-type]
    (paragraph,) = links(ScheduledAnalysis(321, date(2026, 11, 24), triggers, ()), EXPOSURES, "", str)
    return paragraph


def test_the_three_groups_in_one_paragraph() -> None:
    paragraph = said(
        findings=(finding("sleep_h", 0.7),),
        ruled_out=(RuledOut("caffeine_mg", 93, 0.8, 1.2), RuledOut("water_ml", 400, 0.8, 1.3)),
        too_early=(TooEarly("screen_h", 700), TooEarly("own_gum", 90)),
    )
    assert paragraph == (
        "Short sleep goes with more twitches a day later."
        " On the day after an hour less sleep: about 40 % more episodes (between 30 % and 60 % more)."
        " No link found: Caffeine, Water. Cannot tell yet: Screen time, Chewing gum."
        " From 321 days logged up to 24 Nov 2026. A link is not yet a cause."
    )


def test_a_moderate_link_not_ruled_out_is_mentioned() -> None:
    assert "a moderate one cannot be ruled out" in said(ruled_out=(RuledOut("caffeine_mg", 93, 0.56, 1.6),))


def test_days_still_needed_are_never_counted() -> None:
    assert "700" not in said(too_early=(TooEarly("screen_h", 700),))


def test_before_the_first_look_it_says_from_when_on() -> None:
    assert links(None, EXPOSURES, "", str) == ("First answers come from day 63.",)
