"""Every built-in exposure has words for both of its sides."""

from __future__ import annotations

from uuid import UUID

import pytest

from tracker.core.records import Exposure, Summary
from tracker.core.reference.exposures import BUILT_IN
from tracker.core.reports.triggers.sides import SIDES, end_words, plain_name, side, step_of, step_words

GUM = {"own_gum": Exposure(UUID(int=1), "own_gum", "Chewing gum", "pieces", Summary.SUM)}


def test_every_built_in_exposure_has_sides() -> None:
    assert set(SIDES) == {exposure.key for exposure in BUILT_IN}
    assert side("sleep_h", False, {}, str) == "short sleep"


def test_own_ones_keep_the_words_of_the_person() -> None:
    assert plain_name("own_gum", GUM, str) == "“Chewing gum”"
    assert side("own_gum", True, GUM, str) == "much “Chewing gum”"
    assert step_words("own_gum", False, 2, GUM, str) == "2 pieces less of “Chewing gum”"
    assert end_words("own_gum", str) == ("little", "much")


@pytest.mark.parametrize(("sd", "step"), [(3.4, 2), (5.0, 5), (0.7, 0.5), (140, 100), (0, 1)])
def test_a_step_is_the_round_number_next_below_the_deviation(sd: float, step: float) -> None:
    assert step_of("own_gum", sd, "", GUM) == pytest.approx(step)


def test_a_glass_is_a_glass_in_either_unit() -> None:
    assert step_of("water_ml", 400, "metric", {}) == 250
    assert step_of("water_ml", 14, "us", {}) == pytest.approx(8.5)
