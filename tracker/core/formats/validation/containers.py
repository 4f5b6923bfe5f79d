"""How checks are put together: lists of things, and objects with known fields."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Generic, TypeVar

from tracker.core.formats.validation.checks import Check
from tracker.core.formats.validation.violations import MAX_VIOLATIONS, InvalidValueError, Violation, invalid
from tracker.core.reference.words import gettext_noop as _

T = TypeVar("T")


def attempt(check: Check, value: object, step: str | int, violations: list[Violation]) -> Any:
    """The checked value, or None with the findings added."""
    try:
        return check(value)
    except InvalidValueError as refusal:
        violations.extend(violation.under(step) for violation in refusal.violations)
        return None


def list_of(
    check: Check, most: int | None = None, unique: Mapping[str, Callable[[Any], Hashable]] | None = None
) -> Check:
    """A list whose items all pass. `unique` names what must not come twice; a None comes as often as it likes."""

    def read(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise invalid(_("must be a list"))
        if most is not None and len(value) > most:
            raise invalid(_("has more than %(most)d items"), most=most)
        violations: list[Violation] = []
        items = []
        for position, item in enumerate(value):
            items.append(attempt(check, item, position, violations))
            if len(violations) >= MAX_VIOLATIONS:
                break
        for name, key in (unique or {}).items():
            violations.extend(_repetitions(items, name, key))
        if violations:
            raise InvalidValueError(*violations[:MAX_VIOLATIONS])
        return tuple(items)

    return read


def _repetitions(items: list[Any], name: str, key: Callable[[Any], Hashable]) -> Iterable[Violation]:
    seen: set[Hashable] = set()
    for position, item in enumerate(items):
        mark = None if item is None else key(item)
        if mark is not None and mark in seen:
            yield Violation((position, name) if name else (position,), _("is there twice"))
        seen.add(mark)


def no_rule(entry: object) -> Iterable[Violation]:
    """Fields that need no agreement with each other."""
    return ()


@dataclass(frozen=True)
class ObjectCheck(Generic[T]):
    """An object with known fields: those it `needs`, those it `may` have, and a `rule` on how they agree.

    A field that is left out takes the record's own default. A field nobody knows is refused, so that nothing
    a file says is lost in silence.
    """

    make: Callable[..., T]
    required: Mapping[str, Check]
    optional: Mapping[str, Check] = field(default_factory=dict)
    rule: Callable[[T], Iterable[Violation]] = no_rule

    def __call__(self, value: object) -> T:
        """The record, or InvalidValueError with everything that is wrong with it."""
        if not isinstance(value, dict):
            raise invalid(_("must be an object in curly brackets"))
        violations = list(islice(self._about_names(value), MAX_VIOLATIONS))
        made = {}
        for checks in (self.required, self.optional):
            for name, check in checks.items():
                if name in value:
                    made[name] = attempt(check, value[name], name, violations)
        if not violations:
            entry = self.make(**made)
            violations.extend(self.rule(entry))
            if not violations:
                return entry
        raise InvalidValueError(*violations[:MAX_VIOLATIONS])

    def _about_names(self, value: dict[str, object]) -> Iterable[Violation]:
        for name in self.required:
            if name not in value:
                yield Violation((), _("“%(field)s” is missing"), {"field": name})
        for name in value:
            if name not in self.required and name not in self.optional:
                yield Violation((name,), _("is not a field of this format"))
        for name in getattr(value, "repeated", ()):
            yield Violation((name,), _("is there twice"))
