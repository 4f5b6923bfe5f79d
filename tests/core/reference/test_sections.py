"""The order of the doctor's summary."""

from __future__ import annotations

from tracker.core.reference.sections import ALL_SECTIONS, ALWAYS, NOTHING_ON, SECTIONS, ordered_sections


def test_what_changed_is_among_the_first_three() -> None:
    assert ALL_SECTIONS[:3] == ("signs_to_watch", "places", "since_last_visit")
    assert ALL_SECTIONS[-1] == ALWAYS


def test_stored_order_is_kept_and_gains_new_sections() -> None:
    older = ["course", "places", "bouts", "signs_to_watch", "signs", "medicines", "reliefs", "questions"]
    assert ordered_sections(older) == (
        "course", "places", "bouts", "person", "signs_to_watch", "signs", "medicines", "reliefs", "questions", ALWAYS,
    )  # fmt: skip


def test_hidden_sections_stay_hidden() -> None:
    assert ordered_sections(["course"], hidden=set(SECTIONS) - {"course"}) == ("course", ALWAYS)


def test_new_section_without_predecessor_comes_first() -> None:
    assert ordered_sections(["medicines"]) == ("person", "medicines", ALWAYS)


def test_drops_unknown_and_repeated_names() -> None:
    assert ordered_sections(["gone", "places", "places"], hidden=["more"])[0] != "gone"
    assert ordered_sections(["places", "places"]).count("places") == 1


def test_sections_that_can_be_empty_have_a_name() -> None:
    assert set(SECTIONS) - set(NOTHING_ON) == {"signs_to_watch", "course", "questions", ALWAYS}
