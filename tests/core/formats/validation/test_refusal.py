"""A refusal says where, why, and each kind of thing once."""

from __future__ import annotations

from tracker.core.formats.validation.refusal import FileProblem, FileRefusedError, GroupedProblems


def test_a_refusal_reads_as_lines_with_their_place() -> None:
    refused = FileRefusedError(
        (FileProblem(3, "is wrong", "days.csv"), FileProblem(0, "no good"), FileProblem(2, "bad"))
    )
    assert str(refused) == "days.csv, line 3: is wrong\nno good\nline 2: bad"


def test_what_is_alike_is_said_once_with_its_number() -> None:
    kinds = GroupedProblems()
    for line in range(2, 52):
        kinds.add(FileProblem(line, f"{line} is no number"), kind="number")
    kinds.add(FileProblem(9, "is no date"))
    assert kinds.problems() == [FileProblem(2, "2 is no number … and 49 more like it"), FileProblem(9, "is no date")]


def test_the_same_words_in_another_file_are_another_kind() -> None:
    kinds = GroupedProblems(is_cut=True)
    for file in ("a.csv", "b.csv", "b.csv"):
        kinds.add(FileProblem(1, "bad", file))
    assert [(one.file, one.reason) for one in kinds.problems()] == [
        ("a.csv", "bad"),
        ("b.csv", "bad … and at least 1 more like it"),
    ]
