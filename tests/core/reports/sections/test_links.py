"""One paragraph on the habits: linked, no link found, cannot tell yet."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tracker.core.analysis.results import METHOD, Basis, Finding, Interval, RuledOut, TooEarly, Triggers
from tracker.core.analysis.triggers.schedule import ScheduledAnalysis
from tracker.core.records import Exposure, Summary
from tracker.core.reference.exposures import BUILT_IN
from tracker.core.reports.sections.links import links, toward_more

EXPOSURES = {b.key: Exposure(UUID(int=at), b.key, b.name, b.unit, b.summary) for at, b in enumerate(BUILT_IN)}
EXPOSURES["own_gum"] = Exposure(UUID(int=99), "own_gum", "Chewing gum", "pieces", Summary.SUM)


def finding(key: str, ratio: float, shape: str = "linear", limit: float | None = None, sd: float = 2.0) -> Finding:
    return Finding(key, 1, shape, 1, limit, sd, Interval(ratio, ratio / 1.2, ratio * 1.2), ratio, 0.001, 0.01)


def said(**of: object) -> str:
    basis = Basis(METHOD, date(2026, 1, 1), date(2026, 11, 24), 321, 100, 556)
    triggers = Triggers(basis, 0.02, **of)  # type: ignore[arg-type]
    (paragraph,) = links(ScheduledAnalysis(321, date(2026, 11, 24), triggers, ()), EXPOSURES, str)
    return paragraph


def test_the_three_groups_in_one_paragraph() -> None:
    paragraph = said(
        findings=(finding("sleep_h", 0.49),),
        ruled_out=(RuledOut("caffeine_mg", 93, 0.8, 1.2), RuledOut("water_ml", 400, 0.8, 1.3)),
        too_early=(TooEarly("screen_h", 700), TooEarly("own_gum", 90)),
    )
    assert paragraph == (
        "Linked: Sleep (1 h less: between 30 % and 60 % more, on the day after)."
        " No link found: Caffeine, Water. Cannot tell yet: Screen time, Chewing gum."
        " From 321 days logged up to 24 Nov 2026."
    )


def test_a_moderate_link_not_ruled_out_is_mentioned() -> None:
    assert "a moderate one cannot be ruled out" in said(ruled_out=(RuledOut("caffeine_mg", 93, 0.56, 1.6),))


def test_days_still_needed_are_never_counted() -> None:
    assert "700" not in said(too_early=(TooEarly("screen_h", 700),))


def test_a_link_names_the_direction_of_more_episodes() -> None:
    sides = {
        ("stress", 1.4, "linear", None): "2 points more",
        ("sleep_h", 0.6, "linear", None): "1 h less",
        ("own_gum", 1.4, "linear", None): "2 pieces more",
        ("sleep_h", 0.6, "high", 8.0): "below 8 h",
        ("sleep_h", 1.6, "low", 6.0): "at 6 h or less",
        ("sleep_h", 0.6, "low", 6.0): "above 6 h",
        ("screen_h", 1.6, "high", 9.0): "at 9 h or more",
    }
    for (key, ratio, shape, limit), side in sides.items():
        words, interval = toward_more(finding(key, ratio, shape, limit), EXPOSURES, str)
        assert words == side
        assert 1 < interval.low < interval.ratio < interval.high or interval.low < 1 < interval.ratio


def test_before_the_first_look_it_says_from_when_on() -> None:
    assert links(None, EXPOSURES, str) == ("What goes together with episodes is looked at from 63 logged days on.",)
