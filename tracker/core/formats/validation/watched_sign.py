"""Checks for signs to watch in a diary document: what a rule showed, and the person's answer."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from tracker.core.formats.validation.checks import boolean, day, integer, one_of, text
from tracker.core.formats.validation.containers import ObjectCheck, attempt, list_of
from tracker.core.formats.validation.violations import InvalidValueError, Violation, invalid
from tracker.core.records import WatchedSign
from tracker.core.reference import limits
from tracker.core.reference.rules.levels import ANSWERS, Level
from tracker.core.reference.words import gettext_noop as _

RULE_CHARS = 40
MAX_SENTENCES = 20
MAX_DEPTH = 3
"""Nesting of lists and objects; the rules need three levels."""

TEXT_LISTS = ("dates", "places", "areas", "sides", "signs", "medicines", "rules")
"""Facts that are lists of texts. Later facts are compared with them, and with the number `run_days`."""

_fact_text = text(limits.FACT_CHARS)
_fact_name = text(limits.NAME_CHARS)
_texts = list_of(_fact_text, limits.FACTS)
_level = one_of(lambda: tuple(Level), _("“%(word)s” is not a level of the rules"))
_answer = one_of(lambda: ANSWERS, _("“%(word)s” is not an answer to a sign"))


def facts(value: object) -> dict[str, Any]:
    """Check the facts of a rule: texts, numbers, booleans, lists and objects by name."""
    if not isinstance(value, dict):
        raise invalid(_("must be an object in curly brackets"))
    if sum(1 for _part in _parts(value)) > limits.FACTS:
        raise invalid(_("has more than %(most)d items"), most=limits.FACTS)
    violations: list[Violation] = []
    for name in TEXT_LISTS:
        if name in value:
            attempt(_texts, value[name], name, violations)
    for date in value.get("dates", ()) if not violations else ():
        attempt(day, date, "dates", violations)
    if not isinstance(value.get("run_days", 0), int | float):
        violations.append(Violation(("run_days",), _("must be a number")))
    if violations:
        raise InvalidValueError(*violations)
    return value


def _parts(value: Any, depth: int = 0) -> Iterable[object]:
    """Yield every nested value. Raises InvalidValueError for one that a fact cannot hold."""
    if isinstance(value, str):
        _fact_text(value)
    elif isinstance(value, dict | list):
        if depth > MAX_DEPTH:
            raise invalid(_("has too many brackets within brackets"))
        if getattr(value, "duplicates", ()):
            raise invalid(_("is there twice"))
        for name in value if isinstance(value, Mapping) else ():
            _fact_name(name)
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from _parts(part, depth + 1)
    elif value is None or (isinstance(value, float) and not math.isfinite(value)):
        raise invalid(_("must be text, a number, true or false"))
    yield value


def _watched_sign(within_hours: int | None = None, says: tuple[str, ...] = (), **fields: Any) -> WatchedSign:
    return WatchedSign(within_hours=within_hours, says=says, **fields)


def _agree_on_watched_sign(sign: WatchedSign) -> Iterable[Violation]:
    if sign.last_shown < sign.first_shown:
        yield Violation(("last_shown",), _("is before first_shown"))
    if bool(sign.answer) != bool(sign.answered_on):
        yield Violation(("answered_on",), _("must be there exactly where there is an answer"))


WATCHED_SIGN = ObjectCheck(
    _watched_sign,
    required={
        "rule": text(RULE_CHARS, min_chars=1),
        "version": integer((0, 10_000)),
        "level": _level,
        "facts": facts,
        "first_shown": day,
        "last_shown": day,
    },
    optional={
        "within_hours": integer((0, 10_000)),
        "says": list_of(text(limits.NAME_CHARS, min_chars=1), MAX_SENTENCES),
        "answer": _answer,
        "answered_on": day,
        "answered_facts": facts,
        "answered_level": _level,
        "is_over": boolean,
    },
    rule=_agree_on_watched_sign,
)
"""Rules that this version does not know, or that have changed, are kept."""

ONE_OPEN_PER_RULE = {"rule": lambda sign: None if sign.is_over else sign.rule}
"""A rule has at most one open sign."""
