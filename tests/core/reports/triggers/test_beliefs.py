"""Beliefs are compared in both directions for every exposure."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from tracker.core.analysis import count_blamed
from tracker.core.analysis.results import METHOD, Basis, Finding, Interval, LeftOut, RuledOut, TooEarly, Triggers
from tracker.core.records import Episode, Exposure, Summary
from tracker.core.reference.exposures import BUILT_IN
from tracker.core.reference.reliefs import BLAMED, SUSPECTED, Suspicion
from tracker.core.reports.triggers.beliefs import DiarySays, answer, beliefs, suspicion_of

DAY = date(2026, 5, 4)
OWN = Exposure(UUID(int=99), "own_gum", "Chewing gum", "pieces", Summary.SUM)
EXPOSURES = {
    **{b.key: Exposure(UUID(int=at), b.key, b.name, b.unit, b.summary) for at, b in enumerate(BUILT_IN)},
    OWN.key: OWN,
}
NO_EXPOSURE = {"medicine", "illness", "cold"}
"""Offered in the form, but nothing that a day has an amount of."""


def finding(exposure: str, ratio: float, shape: str = "linear") -> Triggers:
    limit = None if shape == "linear" else 6.0
    span = Interval(ratio, ratio * 0.8, ratio * 1.2)
    return looked(findings=(Finding(exposure, 0, shape, 1, limit, 1.1, span, ratio, 0.001, 0.01),))


def looked(**said: object) -> Triggers:
    return Triggers(Basis(METHOD, DAY, DAY, 120, 60, 90), 0.02, **said)  # type: ignore[arg-type]


def said_of(what: str, triggers: Triggers | None) -> tuple[DiarySays, str]:
    onset = datetime(2026, 5, 4, 12, tzinfo=UTC)
    blaming = Episode(UUID(int=1), onset, "UTC", DAY, blamed=(what,))
    (belief,) = beliefs(count_blamed([blaming]), triggers, EXPOSURES, str)
    return belief.answer, belief.diary_says


@pytest.mark.parametrize("exposure", EXPOSURES)
@pytest.mark.parametrize("shape", ["linear", "high", "low"])
@pytest.mark.parametrize("more", [True, False])
def test_each_direction_of_each_exposure_gets_its_answer(exposure: str, shape: str, more: bool) -> None:
    suspicion = Suspicion(exposure, more)
    # In the low quarter of days more episodes mean that less goes together with more of them.
    agreeing, opposing = (1.5, 0.7) if more != (shape == "low") else (0.7, 1.5)
    assert answer(suspicion, finding(exposure, agreeing, shape)) is DiarySays.AGREES
    assert answer(suspicion, finding(exposure, opposing, shape)) is DiarySays.DOES_NOT_SHOW
    assert answer(suspicion, looked(ruled_out=(RuledOut(exposure, 1.1, 0.8, 1.3),))) is DiarySays.DOES_NOT_SHOW
    assert answer(suspicion, looked(too_early=(TooEarly(exposure, 90),))) is DiarySays.CANNOT_TELL
    assert answer(suspicion, looked(left_out=(LeftOut(exposure, "never noted"),))) is DiarySays.CANNOT_TELL
    assert answer(suspicion, None) is DiarySays.CANNOT_TELL


@pytest.mark.parametrize("exposure", EXPOSURES)
def test_too_much_and_too_little_of_each_exposure_are_recognised(exposure: str) -> None:
    name = EXPOSURES[exposure].name
    assert suspicion_of(f"too much {name}", EXPOSURES) == Suspicion(exposure, True)
    assert suspicion_of(f"  Too LITTLE {name.lower()}", EXPOSURES) == Suspicion(exposure, False)
    assert suspicion_of(f"no {name}", EXPOSURES) == Suspicion(exposure, False)


@pytest.mark.parametrize("what", BLAMED)
def test_everything_offered_is_about_an_exposure_that_exists_or_about_none(what: str) -> None:
    assert (what in SUSPECTED) == (what not in NO_EXPOSURE)
    assert what in NO_EXPOSURE or SUSPECTED[what].exposure in EXPOSURES


def test_too_little_sleep_in_a_diary_where_more_sleep_goes_with_fewer_episodes() -> None:
    assert said_of("little_sleep", finding("sleep_h", 0.7)) == (DiarySays.AGREES, "agrees")


def test_the_opposite_finding_is_named_as_such() -> None:
    assert said_of("little_water", finding("water_ml", 1.4)) == (
        DiarySays.DOES_NOT_SHOW,
        "does not show it, rather the opposite",
    )
    quiet = looked(ruled_out=(RuledOut("caffeine_mg", 90, 0.8, 1.3),))
    assert said_of("caffeine", quiet) == (DiarySays.DOES_NOT_SHOW, "does not show it")


def test_a_thing_of_the_persons_own_is_known_by_its_name() -> None:
    assert said_of("chewing  gum", finding("own_gum", 1.4))[0] is DiarySays.AGREES
    assert said_of("chewing gum", finding("own_gum", 0.6))[0] is DiarySays.DOES_NOT_SHOW
    assert said_of("too little chewing gum", finding("own_gum", 0.6))[0] is DiarySays.AGREES


def test_sleep_named_alone_may_mean_either() -> None:
    assert said_of("sleep", finding("sleep_h", 0.7))[0] is DiarySays.AGREES
    assert said_of("sleep", finding("sleep_h", 1.4))[0] is DiarySays.AGREES


def test_untracked_beliefs_cannot_be_answered() -> None:
    for what in ("the moon", *NO_EXPOSURE):
        assert said_of(what, finding("sleep_h", 0.7)) == (DiarySays.CANNOT_TELL, "cannot tell: not tracked")


def test_an_episode_that_names_a_thing_twice_counts_once() -> None:
    onset = datetime(2026, 5, 4, 12, tzinfo=UTC)
    twice = Episode(UUID(int=1), onset, "UTC", DAY, blamed=("tea", "tea"))
    (belief,) = beliefs(count_blamed([twice]), None, EXPOSURES, str)
    assert belief.episodes == 1
