"""A refusal names the place, the reason, and each kind of problem once."""

from __future__ import annotations

from tracker.core.formats.validation.refusal import FileProblem, FileRefusedError, GroupedProblems


def test_a_refusal_prints_one_line_per_problem() -> None:
    refused = FileRefusedError(
        (FileProblem(3, "is wrong", "days.csv"), FileProblem(0, "no good"), FileProblem(2, "bad"))
    )
    assert str(refused) == "days.csv, line 3: is wrong\nno good\nline 2: bad"


def test_equal_problems_are_counted() -> None:
    kinds = GroupedProblems()
    for line in range(2, 52):
        kinds.add(FileProblem(line, f"{line} is no number"), kind="number")
    kinds.add(FileProblem(9, "is no date"))
    assert kinds.problems() == [FileProblem(2, "2 is no number … and 49 more like it"), FileProblem(9, "is no date")]


def test_equal_problems_of_two_files_are_listed_twice() -> None:
    kinds = GroupedProblems(is_cut=True)
    for file in ("a.csv", "b.csv", "b.csv"):
        kinds.add(FileProblem(1, "bad", file))
    assert [(one.file, one.reason) for one in kinds.problems()] == [
        ("a.csv", "bad"),
        ("b.csv", "bad … and at least 1 more like it"),
    ]
