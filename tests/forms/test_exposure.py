"""The form for something of one's own: what belongs to a kind is taken, the rest is ignored."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tracker.core.records import Exposure, ExposureKind, Summary
from tracker.forms import ExposureForm

ID = UUID(int=5)
ALL = {"unit": "cups", "summary": "mean", "tracked": "on", "tap": "on", "tap_adds": "2,5"}
TEA = Exposure(ID, "own_tea", "Tea", "cups", Summary.SUM, limit=4)


def form(stored: Exposure | None = None, values: tuple[float, ...] = (), **typed: Any) -> ExposureForm:
    data = {"client_id": str(ID), "version": "1", "name": "Tea", **typed}
    return ExposureForm(data, initial={"client_id": ID}, stored=stored, values=values)


@pytest.mark.parametrize(
    ("kind", "unit", "summary", "one_tap"),
    [
        ("yes_no", "", Summary.SUM, 1.0),
        ("count", "cups", Summary.SUM, 2.5),
        ("score", "0–10", Summary.MEAN, None),
        ("amount", "cups", Summary.MEAN, 2.5),
    ],
)
def test_only_what_belongs_to_the_kind_is_taken(kind: str, unit: str, summary: Summary, one_tap: float | None) -> None:
    typed = form(kind=kind, **ALL)
    assert typed.is_valid(), typed.errors
    key = f"own_{ID.hex}"
    assert typed.record() == Exposure(ID, key, "Tea", unit, summary, kind=ExposureKind(kind), one_tap=one_tap)


def test_the_kind_is_asked() -> None:
    assert list(form().errors) == ["kind"]
    assert all(example for _radio, example in form().kinds())


def test_a_tap_of_a_count_adds_one_and_of_an_amount_it_is_asked() -> None:
    count, amount = (form(kind=kind, tap="on") for kind in ("count", "amount"))
    assert count.is_valid()
    assert count.record().one_tap == 1
    assert list(amount.errors) == ["tap_adds"]


def test_what_the_form_does_not_ask_is_kept() -> None:
    typed = form(TEA, kind="count", unit="cups")
    assert typed.is_valid()
    assert (typed.record().key, typed.record().limit) == ("own_tea", 4)


@pytest.mark.parametrize(
    ("kind", "values", "is_valid"),
    [
        ("yes_no", (0, 1, 1), True),
        ("yes_no", (0, 2), False),
        ("score", (0, 10.0), True),
        ("score", (2.5,), False),
        ("score", (11.0,), False),
        ("count", (2.5,), True),
        ("amount", (2.5,), True),
    ],
)
def test_a_kind_that_cannot_hold_what_was_noted_is_refused(
    kind: str, values: tuple[float, ...], is_valid: bool
) -> None:
    assert form(TEA, values, kind=kind).is_valid() is is_valid


@pytest.mark.parametrize("kind", ExposureKind)
def test_an_untouched_form_changes_nothing(kind: ExposureKind) -> None:
    typed = form(kind=kind.value, **ALL)
    assert typed.is_valid()
    first = typed.record()
    shown = ExposureForm.initial_for(first, 1)
    again = ExposureForm({**{k: v for k, v in shown.items() if v not in (None, False)}}, initial=shown, stored=first)
    assert again.is_valid(), again.errors
    assert again.record() == first
    assert again.differences_from(first) == []
