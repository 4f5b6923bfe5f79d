"""What a reader says about a file it does not take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: the line it stands on, counted from 1, and the reason in plain words."""

    line: int
    reason: str


class Refused(Exception):
    """The file was refused whole. `problems` are in the order of their lines."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(f"line {problem.line}: {problem.reason}" for problem in self.problems)
