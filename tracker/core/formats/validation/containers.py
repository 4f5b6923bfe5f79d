"""Checks for lists and for objects, built from the checks of their parts."""

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
    """Return the checked value, or None after adding the violations."""
    try:
        return check(value)
    except InvalidValueError as refusal:
        violations.extend(violation.under(step) for violation in refusal.violations)
        return None


def list_of(
    check: Check, max_items: int | None = None, unique: Mapping[str, Callable[[Any], Hashable]] | None = None
) -> Check:
    """Check a list and its items.

    `unique` maps a field to a key function: no two items may have the same key, unless it is None.
    """

    def read(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise invalid(_("must be a list"))
        if max_items is not None and len(value) > max_items:
            raise invalid(_("has more than %(most)d items"), most=max_items)
        violations: list[Violation] = []
        items = []
        for position, item in enumerate(value):
            items.append(attempt(check, item, position, violations))
            if len(violations) >= MAX_VIOLATIONS:
                break
        for name, key in (unique or {}).items():
            violations.extend(_duplicates(items, name, key))
        if violations:
            raise InvalidValueError(*violations[:MAX_VIOLATIONS])
        return tuple(items)

    return read


def _duplicates(items: list[Any], name: str, key: Callable[[Any], Hashable]) -> Iterable[Violation]:
    seen: set[Hashable] = set()
    for position, item in enumerate(items):
        item_key = None if item is None else key(item)
        if item_key is not None and item_key in seen:
            yield Violation((position, name) if name else (position,), _("is there twice"))
        seen.add(item_key)


def no_rule(entry: object) -> Iterable[Violation]:
    """Accept any combination of fields."""
    return ()


@dataclass(frozen=True)
class ObjectCheck(Generic[T]):
    """A check for an object: its required and optional fields, and a `rule` across fields.

    A missing optional field takes the record's default. Unknown fields are refused, so that no data is lost silently.
    """

    make: Callable[..., T]
    required: Mapping[str, Check]
    optional: Mapping[str, Check] = field(default_factory=dict)
    rule: Callable[[T], Iterable[Violation]] = no_rule

    def __call__(self, value: object) -> T:
        """Return the record. Raises InvalidValueError with all violations."""
        if not isinstance(value, dict):
            raise invalid(_("must be an object in curly brackets"))
        violations = list(islice(self._check_names(value), MAX_VIOLATIONS))
        fields = {}
        for checks in (self.required, self.optional):
            for name, check in checks.items():
                if name in value:
                    fields[name] = attempt(check, value[name], name, violations)
        if not violations:
            entry = self.make(**fields)
            violations.extend(self.rule(entry))
            if not violations:
                return entry
        raise InvalidValueError(*violations[:MAX_VIOLATIONS])

    def _check_names(self, value: dict[str, object]) -> Iterable[Violation]:
        for name in self.required:
            if name not in value:
                yield Violation((), _("“%(field)s” is missing"), {"field": name})
        for name in value:
            if name not in self.required and name not in self.optional:
                yield Violation((name,), _("is not a field of this format"))
        for name in getattr(value, "duplicates", ()):
            yield Violation((name,), _("is there twice"))
