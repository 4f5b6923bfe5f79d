"""A refusal as somebody at a command line reads it."""

from __future__ import annotations

from tracker.formats import Problem, Refused


def test_every_problem_is_a_line_of_its_own() -> None:
    refused = Refused((Problem(3, "days.note: must be text"), Problem(8, "days.id: is there twice")))
    assert str(refused) == "line 3: days.note: must be text\nline 8: days.id: is there twice"
