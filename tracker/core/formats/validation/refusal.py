"""The error with which a reader refuses a file, and its problems."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace

from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _


@dataclass(frozen=True)
class FileProblem:
    """One problem of a file: its line, counted from 1, and the reason in plain words.

    `line` is 0 if the problem is about the whole file. `file` is the table within a zip, "" for a single file.
    """

    line: int
    reason: str
    file: str = ""

    @property
    def where(self) -> str:
        """The place as a terminal shows it: `episodes.csv, line 3`."""
        return ", ".join(part for part in (self.file, f"line {self.line}" if self.line else "") if part)


class FileRefusedError(Exception):
    """The whole file was refused. `problems` are sorted by line."""

    def __init__(self, problems: tuple[FileProblem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(": ".join(part for part in (one.where, one.reason) if part) for one in self.problems)


class GroupedProblems:
    """Problems grouped by kind: the first of each is reported, with the number of others.

    `is_cut` if the reader stopped early, so that there may be more.
    """

    def __init__(self, translate: Translate = str, is_cut: bool = False) -> None:
        self._say, self._is_cut = translate, is_cut
        self._first: dict[Hashable, FileProblem] = {}
        self._times: dict[Hashable, int] = {}

    def add(self, problem: FileProblem, kind: Hashable = None) -> None:
        """Add a problem. The default `kind` is its file and reason."""
        kind = kind or (problem.file, problem.reason)
        self._first.setdefault(kind, problem)
        self._times[kind] = self._times.get(kind, 0) + 1

    def problems(self) -> list[FileProblem]:
        """Return one problem per kind, in the order of their first occurrence."""
        return [self._counted(problem, self._times[kind] - 1) for kind, problem in self._first.items()]

    def _counted(self, problem: FileProblem, more: int) -> FileProblem:
        if not more:
            return problem
        text = _("… and at least %(n)d more like it") if self._is_cut else _("… and %(n)d more like it")
        like_it = self._say(text) % {"n": more}
        return replace(problem, reason=f"{problem.reason} {like_it}")
