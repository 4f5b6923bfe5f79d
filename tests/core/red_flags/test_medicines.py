"""Rules about medicines: twitching after a change, suspicion, and interactions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tracker.core.records import Feel, Person
from tracker.core.red_flags.medicines import jerks_after_a_change


def kept(pen: Any) -> Any:
    """Quiet days of the two months before the last days."""
    return pen.quiet(range(6, 70))


@pytest.mark.parametrize(("before", "matches"), [(-1, False), (0, True), (1, True), (30, True), (31, False)])
def test_s14_a_run_after_a_change_of_medicine(pen: Any, before: int, matches: bool) -> None:
    run = pen.episodes(range(3, 6))
    started, raised = pen.medicine("Iron", started=5 + before), pen.medicine("Zinc", started=300, raised=5 + before)
    flags = pen.flags(run, kept(pen), started, raised, pen.medicine("Tea"))
    assert ("S14" in flags) is matches
    if matches:
        facts = {"medicines": ["Iron", "Zinc"], "suspected": [], "dates": [], "first": pen.iso(5)[0], "days": before}
        assert (flags["S14"].facts, flags["S14"].says) == (facts, ("change",))
        assert flags["S14"].level == "next_visit"


@pytest.mark.parametrize(("noted", "matches"), [
    ({"up_5": True}, True), ({"up_35": True}, True), ({"up_36": True}, False), ({"up_4": True}, False),
    ({"up_6": False}, False), ({"up_6": None}, False), ({"up_99": True, "up_9": False}, False),
    ({"up_99": False, "up_9": True}, True), ({"up_9": True, "up_2": False}, True),
])  # fmt: skip
def test_s14_a_dose_that_was_raised_among_several(pen: Any, noted: dict[str, Any], matches: bool) -> None:
    flags = pen.flags(pen.episodes(range(3, 6)), kept(pen), pen.medicine("Iron", started=300, **noted))
    assert ("S14" in flags) is matches
    if matches:
        assert flags["S14"].facts["medicines"] == ["Iron"]


def test_s14_needs_a_diary_that_was_kept_before(pen: Any) -> None:
    run, iron = pen.episodes(range(3, 6)), pen.medicine("Iron", started=8)
    assert "S14" not in pen.flags(run, iron)
    assert "S14" not in pen.flags(run, iron, pen.quiet(range(9, 22)))
    assert "S14" in pen.flags(run, iron, pen.quiet(range(9, 23)))
    # Ten of the 28 days before it logged, none of them with a twitch.
    assert "S14" not in pen.flags(run, iron, pen.quiet(range(28, 38)))
    assert "S14" in pen.flags(run, iron, pen.quiet((*range(9, 18), 36)))
    assert "S14" not in pen.flags(run, iron, pen.quiet((*range(9, 17), 36)))
    assert "S14" not in pen.flags(run, iron, kept(pen), pen.episode(36))
    assert "S14" in pen.flags(run, iron, kept(pen), pen.episode(37))


def test_s14_respects_when_the_person_says_it_began(pen: Any) -> None:
    run, iron = pen.episodes(range(3, 6)), pen.medicine("Iron", started=8)
    assert "S14" not in pen.flags(run, iron, kept(pen), person=Person(twitching_since=date(2026, 4, 1)))
    assert "S14" in pen.flags(run, iron, kept(pen), person=Person(twitching_since=date(2026, 5, 1)))


@pytest.mark.parametrize("name", ["Magnesium 300 mg", "Valerian drops", "Vitamin B12", "clonazepam", "Potassium"])
def test_s14_timing_ignores_medicines_against_twitching(pen: Any, name: str) -> None:
    run = pen.episodes(range(3, 6))
    assert "S14" not in pen.flags(run, kept(pen), pen.medicine(name, started=8))
    assert "S14" in pen.flags(run, kept(pen), pen.medicine(name, started=8, suspected=True))


def test_s14_timing_ignores_medicines_marked_against_twitching(pen: Any) -> None:
    from dataclasses import replace

    taken = replace(pen.medicine("Iron", started=8), against_twitching=True)
    assert "S14" not in pen.flags(pen.episodes(range(3, 6)), kept(pen), taken)


@pytest.mark.parametrize(("stopped", "matches"), [(None, True), (-1, True), (0, False), (9, False)])
def test_s14_a_medicine_the_person_suspects(pen: Any, stopped: int | None, matches: bool) -> None:
    flags = pen.flags(pen.medicine("Iron", stopped=stopped, suspected=True), pen.medicine("Zinc"))
    assert ("S14" in flags) is matches
    if matches:
        facts = {"medicines": [], "suspected": ["Iron"], "dates": []}
        assert (flags["S14"].facts, flags["S14"].says) == (facts, ("thought", "advice"))
        assert flags["S14"].level == "routine"


@pytest.mark.parametrize(("ago", "matches"), [(29, True), (30, False)])
def test_s14_a_medicine_that_is_blamed(pen: Any, ago: int, matches: bool) -> None:
    flags = pen.flags(pen.episode(ago, blamed=("stress", "medicine")), pen.episode(0, blamed=("stress",)))
    assert ("S14" in flags) is matches
    if matches:
        facts = {"medicines": [], "suspected": [], "dates": pen.iso(ago)}
        assert (flags["S14"].facts, flags["S14"].says) == (facts, ("thought", "advice"))


def test_s14_says_both(pen: Any) -> None:
    flags = pen.flags(pen.episode(0), kept(pen), pen.medicine("Iron", started=2, suspected=True))
    assert (flags["S14"].says, flags["S14"].level) == (("change", "thought", "advice"), "routine")


PULL = {"feel": Feel.PULL_AND_HOLD}


@pytest.mark.parametrize(("started", "matches"), [(0, True), (7, True), (8, False), (-1, False)])
@pytest.mark.parametrize("name", ["Metoclopramide", "Stemetil 5 mg", "haloperidol"])
def test_s21_pulling_after_a_medicine_that_blocks_dopamine(pen: Any, name: str, started: int, matches: bool) -> None:
    flags = pen.flags(pen.episode(0, "neck_front:left", **PULL), pen.medicine(name, started=started))
    assert ("S21" in flags) is matches
    if matches:
        assert flags["S21"].within_hours == 24
        assert flags["S21"].facts == {"medicines": [name], "dates": pen.iso(0)}


def test_s21_is_about_these_days_and_this_kind_of_medicine(pen: Any) -> None:
    new = pen.medicine("metoclopramide", started=2)
    assert "S21" in pen.flags(pen.episode(1, **PULL), new)
    assert "S21" not in pen.flags(pen.episode(2, **PULL), new)
    assert "S21" not in pen.flags(pen.episode(1, feel=Feel.JERK), new)
    assert "S21" not in pen.flags(pen.episode(1, **PULL), pen.medicine("Iron", started=2))
    assert "S21" not in pen.flags(pen.episode(1, **PULL), new, pen.visit(1))
    assert "S21" in pen.flags(pen.episode(1, **PULL), pen.medicine("haloperidol", started=900, raised=3))


JERK = {"feel": Feel.JERK}


@pytest.mark.parametrize(("started", "matches"), [(0, True), (21, True), (22, False)])
@pytest.mark.parametrize("name", ["ibuprofen 400", "Ramipril", "indapamide"])
def test_s24_lithium_with_what_raises_it(pen: Any, name: str, started: int, matches: bool) -> None:
    pair = [pen.medicine("Lithium carbonate", started=900), pen.medicine(name, started=started)]
    flags = pen.flags(pen.episode(0, "hand:left", **JERK), pair)
    assert ("S24" in flags) is matches
    if matches:
        assert flags["S24"].within_hours == 24
        assert flags["S24"].facts["medicines"] == sorted([name, "Lithium carbonate"])
        assert "S24" not in pen.flags(pen.episode(0, "hand:left", **JERK), pair, pen.visit(0))


def test_s24_needs_both_and_something_since(pen: Any) -> None:
    lithium, other = pen.medicine("lithium", started=900), pen.medicine("ibuprofen", started=5)
    assert "S24" in pen.flags(pen.check_in(2, "dizzy_unsteady gradual"), lithium, other)
    assert "S24" in pen.flags(pen.check_in(2, "vomiting gradual"), lithium, other)
    assert "S24" not in pen.flags(pen.check_in(6, "vomiting gradual"), lithium, other)
    assert "S24" not in pen.flags(pen.check_in(2, "fever gradual"), lithium, other)
    assert "S24" not in pen.flags(pen.episode(0, **JERK), lithium)
    assert "S24" not in pen.flags(pen.episode(0, **JERK), lithium, pen.medicine("ibuprofen", started=5, stopped=1))
    assert "S24" in pen.flags(pen.episode(0, **JERK), pen.medicine("lithium", started=3), pen.medicine("ibuprofen"))


@pytest.mark.parametrize(("jerked", "changed", "so"), [(3, 3, True), (3, 29, True), (3, 30, False), (4, 3, False)])
def test_jerks_after_a_change(pen: Any, jerked: int, changed: int, so: bool) -> None:
    assert jerks_after_a_change(pen.context(pen.episode(jerked, **JERK), pen.medicine("Iron", started=changed))) is so
    assert not jerks_after_a_change(pen.context(pen.episode(jerked), pen.medicine("Iron", started=changed)))
