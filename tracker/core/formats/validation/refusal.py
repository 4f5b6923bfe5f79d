"""What a reader says about a file it does not take."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace

from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _


@dataclass(frozen=True)
class FileProblem:
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


class FileRefusedError(Exception):
    """The file was refused whole. `problems` are in the order of their lines."""

    def __init__(self, problems: tuple[FileProblem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(": ".join(part for part in (one.where, one.reason) if part) for one in self.problems)


class GroupedProblems:
    """Problems by their kind: of each kind the first is reported, with the number of others like it.

    `is_cut` where the reader stopped looking, so that there may be more.
    """

    def __init__(self, translate: Translate = str, is_cut: bool = False) -> None:
        self._say, self._is_cut = translate, is_cut
        self._first: dict[Hashable, FileProblem] = {}
        self._times: dict[Hashable, int] = {}

    def add(self, problem: FileProblem, kind: Hashable = None) -> None:
        """Count a problem. Without a `kind` those with the same words in the same file are alike."""
        kind = kind or (problem.file, problem.reason)
        self._first.setdefault(kind, problem)
        self._times[kind] = self._times.get(kind, 0) + 1

    def problems(self) -> list[FileProblem]:
        """One problem for each kind, in the order in which they came."""
        return [self._counted(problem, self._times[kind] - 1) for kind, problem in self._first.items()]

    def _counted(self, problem: FileProblem, more: int) -> FileProblem:
        if not more:
            return problem
        text = _("… and at least %(n)d more like it") if self._is_cut else _("… and %(n)d more like it")
        like_it = self._say(text) % {"n": more}
        return replace(problem, reason=f"{problem.reason} {like_it}")
