"""What is wrong with a value, and the way to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tracker.core.formats.validation.refusal import Kinds, Problem
from tracker.core.reference.words import Translate

SHOWN_CHARS = 40
MOST_FINDINGS = 20
"""A reader stops looking after so many."""

Path = tuple[str | int, ...]
"""The keys and indices that lead to a value: `("episodes", 17, "strength")`."""


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, and the way to it: `("episodes", 17, "strength")`."""

    path: Path
    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def under(self, step: str | int) -> Finding:
        """The same finding, seen from one level further out."""
        return replace(self, path=(step, *self.path))

    def reason(self, translate: Translate) -> str:
        """The reason in words, headed by the field: `episodes.strength: must be …`."""
        name = ".".join(shown(step) for step in self.path if isinstance(step, str))
        reason = translate(self.text) % self.values
        return f"{name}: {reason}" if name else reason


class Wrong(Exception):
    """A value that did not pass."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(findings)
        self.findings = findings


def wrong(text: str, **values: object) -> Wrong:
    """One finding about the very value that is being looked at."""
    return Wrong(Finding((), text, values))


def shown(text: str) -> str:
    """What a file said, short and harmless enough to be repeated on a screen."""
    clean = "".join(letter if letter.isprintable() else "?" for letter in text[: SHOWN_CHARS + 1])
    return clean if len(text) <= SHOWN_CHARS else f"{clean[:SHOWN_CHARS]}…"


def alike(
    findings: Sequence[Finding], problem_of: Callable[[Finding], Problem], translate: Translate
) -> list[Problem]:
    """One problem for each kind of finding: the same words about the same field."""
    kinds = Kinds(translate, is_cut=len(findings) >= MOST_FINDINGS)
    for finding in findings:
        field = tuple(step for step in finding.path if isinstance(step, str))
        kinds.add(problem_of(finding), kind=(field, finding.text))
    return kinds.problems()
