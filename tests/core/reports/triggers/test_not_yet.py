"""What helps where there is no answer: three lines at most, and never more of what may harm."""

from __future__ import annotations

import pytest

from tracker.core.reference.exposures import BUILT_IN
from tracker.core.reports.triggers.not_yet import what_helps


@pytest.mark.parametrize("key", [*(exposure.key for exposure in BUILT_IN), "own_gum"])
def test_at_most_three_lines_that_begin_with_today(key: str) -> None:
    lines = what_helps(key, 18, {}, str)
    assert 1 <= len(lines) <= 3
    assert lines[0] == "Note it on each day, also when it was none."


@pytest.mark.parametrize("key", ["caffeine_mg", "alcohol_units", "cigarettes"])
def test_more_of_what_may_harm_is_never_advised(key: str) -> None:
    lines = " ".join(what_helps(key, 200, {}, str))
    assert "More of it is not needed" in lines
    assert "Days with more" not in lines


def test_nothing_is_advised_on_an_own_exposure_that_may_be_anything() -> None:
    assert what_helps("own_gum", 200, {}, str) == ("Note it on each day, also when it was none.",)
