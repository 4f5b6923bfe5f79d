"""The words of an exposure's page: how sure, what one thought, what would make it surer."""

from __future__ import annotations

from uuid import UUID

import pytest

from tracker.core.analysis.results import Interval
from tracker.core.records import Exposure, Summary
from tracker.core.reports.triggers.answers import DiarySoFar, ExposureAnswer, Group
from tracker.core.reports.triggers.beliefs import Belief, DiarySays
from tracker.core.reports.triggers.exposure_page import ExposurePage, exposure_page

SLEEP = Exposure(UUID(int=1), "sleep_h", "Sleep", "h", Summary.LAST)


def page(group: Group, ratio: Interval | None, *beliefs: Belief) -> ExposurePage:
    answer = ExposureAnswer("sleep_h", "Sleep", group, 200, "", "", "", "an hour less sleep", ratio, "")
    return exposure_page(answer, DiarySoFar(None, (), {"sleep_h": SLEEP}, beliefs, ""), str)


@pytest.mark.parametrize(
    ("group", "ratio", "heading", "last"),
    [
        (Group.LINKED, Interval(1.5, 1.3, 1.7), "How sure?", "It does not touch “no difference”."),
        (Group.LINKED, Interval(1.5, 0.9, 2.4), "How sure?", "It touches “no difference”."),
        (
            Group.NO_LINK,
            Interval(1, 0.85, 1.1),
            "How large could it still be?",
            "Anything larger does not fit your diary.",
        ),
        (
            Group.CANNOT_TELL,
            Interval(1, 0.4, 3),
            "What fits your diary",
            "That is too wide to call it a link or none.",
        ),
    ],
)
def test_how_sure(group: Group, ratio: Interval, heading: str, last: str) -> None:
    words = page(group, ratio)
    assert (words.how_sure, words.sure_lines[-1]) == (heading, last)
    assert words.step_goes_with == "An hour less sleep goes with"


def test_nothing_estimated_has_no_words_on_it() -> None:
    assert page(Group.CANNOT_TELL, None).sure_lines == ()


def test_a_thought_has_its_number_and_the_diary_s_answer() -> None:
    thought = Belief("little_sleep", "Too little sleep", 41, DiarySays.AGREES, "agrees")
    assert page(Group.LINKED, Interval(1.5, 1.3, 1.7), thought).thoughts == (
        ("You named “Too little sleep” for 41 episodes.", "The diary agrees."),
    )


def test_no_link_needs_nothing_more() -> None:
    assert page(Group.NO_LINK, Interval(1, 0.85, 1.1)).surer_lines == ("Nothing more is needed.",)
