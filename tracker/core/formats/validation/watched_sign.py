"""What a diary document may hold of the signs to watch: what a rule showed, and what the person answered."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from tracker.core.formats.validation.checks import day, flag, known, text, whole
from tracker.core.formats.validation.problems import Finding, Wrong, wrong
from tracker.core.formats.validation.shapes import Shape, attempt, each
from tracker.core.records import WatchedSign
from tracker.core.reference import limits
from tracker.core.reference.rules.levels import ANSWERS, Level
from tracker.core.reference.words import gettext_noop as _

RULE_CHARS = 40
SENTENCES = 20
DEEP = 3
"""Lists and objects within one another; a rule needs three."""

LISTED = ("dates", "places", "areas", "sides", "signs", "medicines", "rules")
"""Facts that are compared with later ones: lists of texts. `run_days` is compared too, and is a number."""

_fact_text = text(limits.FACT_CHARS)
_fact_name = text(limits.NAME_CHARS)
_texts = each(_fact_text, limits.FACTS)
_level = known(lambda: tuple(Level), _("“%(word)s” is not a level of the rules"))
_answer = known(lambda: ANSWERS, _("“%(word)s” is not an answer to a sign"))


def facts(value: object) -> dict[str, Any]:
    """What a rule found: an object of texts, numbers, yes or no, lists and objects."""
    if not isinstance(value, dict):
        raise wrong(_("must be an object in curly brackets"))
    if sum(1 for _part in _parts(value)) > limits.FACTS:
        raise wrong(_("has more than %(most)d items"), most=limits.FACTS)
    findings: list[Finding] = []
    for name in LISTED:
        if name in value:
            attempt(_texts, value[name], name, findings)
    for date in value.get("dates", ()) if not findings else ():
        attempt(day, date, "dates", findings)
    if not isinstance(value.get("run_days", 0), int | float):
        findings.append(Finding(("run_days",), _("must be a number")))
    if findings:
        raise Wrong(*findings)
    return value


def _parts(value: Any, depth: int = 0) -> Iterable[object]:
    """Every value in it. Raises Wrong for one that no fact can be."""
    if isinstance(value, str):
        _fact_text(value)
    elif isinstance(value, dict | list):
        if depth > DEEP:
            raise wrong(_("has too many brackets within brackets"))
        if getattr(value, "repeated", ()):
            raise wrong(_("is there twice"))
        for name in value if isinstance(value, Mapping) else ():
            _fact_name(name)
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from _parts(part, depth + 1)
    elif value is None or (isinstance(value, float) and not math.isfinite(value)):
        raise wrong(_("must be text, a number, true or false"))
    yield value


def _watched_sign(within_hours: int | None = None, says: tuple[str, ...] = (), **said: Any) -> WatchedSign:
    return WatchedSign(within_hours=within_hours, says=says, **said)


def _agree_on_watched_sign(sign: WatchedSign) -> Iterable[Finding]:
    if sign.last_shown < sign.first_shown:
        yield Finding(("last_shown",), _("is before first_shown"))
    if bool(sign.answer) != bool(sign.answered_on):
        yield Finding(("answered_on",), _("must be there exactly where there is an answer"))


WATCHED_SIGN = Shape(
    _watched_sign,
    needs={
        "rule": text(RULE_CHARS, least=1),
        "version": whole((0, 10_000)),
        "level": _level,
        "facts": facts,
        "first_shown": day,
        "last_shown": day,
    },
    may={
        "within_hours": whole((0, 10_000)),
        "says": each(text(limits.NAME_CHARS, least=1), SENTENCES),
        "answer": _answer,
        "answered_on": day,
        "answered_facts": facts,
        "answered_level": _level,
        "is_over": flag,
    },
    rule=_agree_on_watched_sign,
)
"""A rule that this version does not know, or that says something else by now, is kept all the same."""

ONE_OPEN_PER_RULE = {"rule": lambda sign: None if sign.is_over else sign.rule}
"""A rule is shown once at a time."""
