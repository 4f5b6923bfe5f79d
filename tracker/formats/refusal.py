"""What a reader says about a file it does not take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: the line it stands on, counted from 1, and the reason in plain words.

    `line` is 0 for what is about a file as a whole. `file` is the table in a zip of tables, "" for a single file.
    """

    line: int
    reason: str
    file: str = ""

    @property
    def where(self) -> str:
        """The way to it, as a terminal shows it: `episodes.csv, line 3`."""
        return ", ".join(part for part in (self.file, f"line {self.line}" if self.line else "") if part)


class Refused(Exception):
    """The file was refused whole. `problems` are in the order of their lines."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(": ".join(part for part in (one.where, one.reason) if part) for one in self.problems)
