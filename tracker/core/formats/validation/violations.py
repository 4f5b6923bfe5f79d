"""What is wrong with a value, and the way to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tracker.core.formats.validation.refusal import FileProblem, GroupedProblems
from tracker.core.reference.words import Translate

SHOWN_CHARS = 40
MAX_VIOLATIONS = 20
"""A reader stops looking after so many."""

Path = tuple[str | int, ...]
"""The keys and indices that lead to a value: `("episodes", 17, "strength")`."""


@dataclass(frozen=True)
class Violation:
    """One thing that is wrong, and the way to it: `("episodes", 17, "strength")`."""

    path: Path
    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def under(self, step: str | int) -> Violation:
        """The same finding, seen from one level further out."""
        return replace(self, path=(step, *self.path))

    def reason(self, translate: Translate) -> str:
        """The reason in words, headed by the field: `episodes.strength: must be …`."""
        name = ".".join(printable(step) for step in self.path if isinstance(step, str))
        reason = translate(self.text) % self.values
        return f"{name}: {reason}" if name else reason


class InvalidValueError(Exception):
    """A value that did not pass."""

    def __init__(self, *violations: Violation) -> None:
        super().__init__(violations)
        self.violations = violations


def invalid(text: str, **values: object) -> InvalidValueError:
    """One finding about the very value that is being looked at."""
    return InvalidValueError(Violation((), text, values))


def printable(text: str) -> str:
    """What a file said, short and harmless enough to be repeated on a screen."""
    clean = "".join(letter if letter.isprintable() else "?" for letter in text[: SHOWN_CHARS + 1])
    return clean if len(text) <= SHOWN_CHARS else f"{clean[:SHOWN_CHARS]}…"


def group_violations(
    violations: Sequence[Violation], problem_of: Callable[[Violation], FileProblem], translate: Translate
) -> list[FileProblem]:
    """One problem for each kind of finding: the same words about the same field."""
    kinds = GroupedProblems(translate, is_cut=len(violations) >= MAX_VIOLATIONS)
    for violation in violations:
        field = tuple(step for step in violation.path if isinstance(step, str))
        kinds.add(problem_of(violation), kind=(field, violation.text))
    return kinds.problems()
