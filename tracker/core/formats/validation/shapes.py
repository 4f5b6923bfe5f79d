"""How checks are put together: lists of things, and objects with known fields."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Generic, TypeVar

from tracker.core.formats.validation.checks import Check
from tracker.core.formats.validation.problems import MOST_FINDINGS, Finding, Wrong, wrong
from tracker.core.reference.words import gettext_noop as _

T = TypeVar("T")


def attempt(check: Check, value: object, step: str | int, findings: list[Finding]) -> Any:
    """The checked value, or None with the findings added."""
    try:
        return check(value)
    except Wrong as refusal:
        findings.extend(finding.under(step) for finding in refusal.findings)
        return None


def each(
    check: Check, most: int | None = None, unique: Mapping[str, Callable[[Any], Hashable]] | None = None
) -> Check:
    """A list whose items all pass. `unique` names what must not come twice; a None comes as often as it likes."""

    def read(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise wrong(_("must be a list"))
        if most is not None and len(value) > most:
            raise wrong(_("has more than %(most)d items"), most=most)
        findings: list[Finding] = []
        items = []
        for position, item in enumerate(value):
            items.append(attempt(check, item, position, findings))
            if len(findings) >= MOST_FINDINGS:
                break
        for name, key in (unique or {}).items():
            findings.extend(_repetitions(items, name, key))
        if findings:
            raise Wrong(*findings[:MOST_FINDINGS])
        return tuple(items)

    return read


def _repetitions(items: list[Any], name: str, key: Callable[[Any], Hashable]) -> Iterable[Finding]:
    seen: set[Hashable] = set()
    for position, item in enumerate(items):
        mark = None if item is None else key(item)
        if mark is not None and mark in seen:
            yield Finding((position, name) if name else (position,), _("is there twice"))
        seen.add(mark)


def no_rule(entry: object) -> Iterable[Finding]:
    """Fields that need no agreement with each other."""
    return ()


@dataclass(frozen=True)
class Shape(Generic[T]):
    """An object with known fields: those it `needs`, those it `may` have, and a `rule` on how they agree.

    A field that is left out takes the record's own default. A field nobody knows is refused, so that nothing
    a file says is lost in silence.
    """

    make: Callable[..., T]
    needs: Mapping[str, Check]
    may: Mapping[str, Check] = field(default_factory=dict)
    rule: Callable[[T], Iterable[Finding]] = no_rule

    def __call__(self, value: object) -> T:
        """The record, or Wrong with everything that is wrong with it."""
        if not isinstance(value, dict):
            raise wrong(_("must be an object in curly brackets"))
        findings = list(islice(self._about_names(value), MOST_FINDINGS))
        made = {}
        for checks in (self.needs, self.may):
            for name, check in checks.items():
                if name in value:
                    made[name] = attempt(check, value[name], name, findings)
        if not findings:
            entry = self.make(**made)
            findings.extend(self.rule(entry))
            if not findings:
                return entry
        raise Wrong(*findings[:MOST_FINDINGS])

    def _about_names(self, value: dict[str, object]) -> Iterable[Finding]:
        for name in self.needs:
            if name not in value:
                yield Finding((), _("“%(field)s” is missing"), {"field": name})
        for name in value:
            if name not in self.needs and name not in self.may:
                yield Finding((name,), _("is not a field of this format"))
        for name in getattr(value, "repeated", ()):
            yield Finding((name,), _("is there twice"))
