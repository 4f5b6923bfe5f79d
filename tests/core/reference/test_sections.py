"""The sections of the summary for a doctor: their order, and a person's own."""

from __future__ import annotations

from tracker.core.reference.sections import ALWAYS, EVERYTHING, NOTHING_ON, SECTIONS, arranged


def test_what_changed_is_among_the_first_three() -> None:
    assert EVERYTHING[:3] == ("signs_to_watch", "places", "since_last_visit")
    assert EVERYTHING[-1] == ALWAYS


def test_an_older_order_keeps_its_places_and_gains_what_is_new() -> None:
    older = ["course", "places", "bouts", "signs_to_watch", "signs", "medicines", "reliefs", "questions"]
    assert arranged(older) == (
        "course", "places", "bouts", "person", "signs_to_watch", "signs", "medicines", "reliefs", "questions", ALWAYS,
    )  # fmt: skip


def test_what_a_person_leaves_out_stays_left_out() -> None:
    assert arranged(["course"], left_out=set(SECTIONS) - {"course"}) == ("course", ALWAYS)


def test_a_new_section_without_a_usual_neighbour_comes_first() -> None:
    assert arranged(["medicines"]) == ("person", "medicines", ALWAYS)


def test_unknown_and_repeated_names_are_left_out() -> None:
    assert arranged(["gone", "places", "places"], left_out=["more"])[0] != "gone"
    assert arranged(["places", "places"]).count("places") == 1


def test_every_section_that_can_be_empty_has_a_name_for_it() -> None:
    assert set(SECTIONS) - set(NOTHING_ON) == {"signs_to_watch", "course", "questions", ALWAYS}
