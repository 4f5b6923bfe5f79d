"""Violations: what is wrong with a value, and its path in the document."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tracker.core.formats.validation.refusal import FileProblem, GroupedProblems
from tracker.core.reference.words import Translate

MAX_PRINTED_CHARS = 40
MAX_VIOLATIONS = 20
"""A reader stops after this many."""

Path = tuple[str | int, ...]
"""The keys and indices that lead to a value: `("episodes", 17, "strength")`."""


@dataclass(frozen=True)
class Violation:
    """One broken rule, with the path of the value."""

    path: Path
    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def under(self, step: str | int) -> Violation:
        """Prepend a step to the path."""
        return replace(self, path=(step, *self.path))

    def reason(self, translate: Translate) -> str:
        """Return the message, prefixed with the field: `episodes.strength: must be …`."""
        name = ".".join(printable(step) for step in self.path if isinstance(step, str))
        reason = translate(self.text) % self.values
        return f"{name}: {reason}" if name else reason


class InvalidValueError(Exception):
    """A value that did not pass its check."""

    def __init__(self, *violations: Violation) -> None:
        super().__init__(violations)
        self.violations = violations


def invalid(text: str, **values: object) -> InvalidValueError:
    """Make an error with one violation, about the checked value itself."""
    return InvalidValueError(Violation((), text, values))


def printable(text: str) -> str:
    """Shorten text from a file and replace unprintable characters, so that it is safe on a screen."""
    clean = "".join(letter if letter.isprintable() else "?" for letter in text[: MAX_PRINTED_CHARS + 1])
    return clean if len(text) <= MAX_PRINTED_CHARS else f"{clean[:MAX_PRINTED_CHARS]}…"


def group_violations(
    violations: Sequence[Violation], problem_of: Callable[[Violation], FileProblem], translate: Translate
) -> list[FileProblem]:
    """Report one problem for violations with the same message about the same field."""
    grouped = GroupedProblems(translate, is_cut=len(violations) >= MAX_VIOLATIONS)
    for violation in violations:
        field = tuple(step for step in violation.path if isinstance(step, str))
        grouped.add(problem_of(violation), kind=(field, violation.text))
    return grouped.problems()
