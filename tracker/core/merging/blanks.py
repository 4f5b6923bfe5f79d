"""Two check-ins of one date, made without knowledge of each other: what only one of them answers is no conflict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from tracker.core.records import Day, Sign

NO_ANSWERS = {"id", "local_date"}


def fill_blanks(stored: Day, typed: Day) -> Day | None:
    """The stored check-in with the answers that only the other one has; None if both answer something differently."""
    if stored.signs != typed.signs and (stored.no_other_signs or typed.no_other_signs):
        return None
    answers: dict[str, Any] = {}
    for field in fields(Day):
        mine, other = getattr(stored, field.name), getattr(typed, field.name)
        # Not by ==: 0 and False are answers where the blank is None.
        if field.name in NO_ANSWERS or other is field.default or other == mine:
            continue
        if field.name != "signs" and mine is not field.default:
            return None
        answers[field.name] = other
    if "signs" in answers:
        answers["signs"] = _all_signs(stored.signs, typed.signs)
    return None if answers.get("signs", ()) is None else replace(stored, **answers)


def fit_together(stored: Mapping[str, float], typed: Mapping[str, float | None]) -> bool:
    """Whether no value is answered differently."""
    return all(value is None or stored.get(key, value) == value for key, value in typed.items())


def _all_signs(stored: tuple[Sign, ...], typed: tuple[Sign, ...]) -> tuple[Sign, ...] | None:
    """The signs of both, None if one of them came in two different ways."""
    known = {sign.name: sign for sign in stored}
    if any(known.get(sign.name, sign) != sign for sign in typed):
        return None
    return (*stored, *(sign for sign in typed if sign.name not in known))
