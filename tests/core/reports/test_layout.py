"""What comes first, whatever order a person chose."""

from __future__ import annotations

from datetime import date

from tracker.core.records import Diary
from tracker.core.reports import SummaryContext, build_summary, with_sections
from tracker.core.reports.layout import figures, in_order, signs_box
from tracker.core.reports.sections.signs_to_watch import signs_to_watch

TODAY = date(2026, 7, 1)


def test_what_changed_comes_first_and_the_rest_as_the_person_wants(half_a_year: Diary) -> None:
    summary = with_sections(
        build_summary(half_a_year, TODAY), ["bouts", "signs_to_watch", "places", "since_last_visit"]
    )
    assert [section.key for section in in_order(summary)] == ["since_last_visit", "bouts", "places"]


def test_sections_without_content_are_left_to_their_line(empty: Diary) -> None:
    summary = build_summary(empty, TODAY)
    assert "reliefs" not in [section.key for section in in_order(summary)]
    assert {"course", "questions"} <= {section.key for section in in_order(summary)}


def test_the_signs_say_all_that_the_table_says(overfull: Diary) -> None:
    flags = signs_to_watch(overfull, overfull.last_day)
    first, *_others = flags
    box = signs_box(build_summary(overfull, TODAY, context=SummaryContext(flags, {first.rule: date(2026, 5, 1)})))
    assert box is not None
    assert len(box.signs) == len([flag for flag in flags if flag.level != "reassure"])
    assert [sign.since for sign in box.signs].count("First shown: 1 May 2026") == 1
    assert {sign.since for sign in box.signs} == {"First shown: 1 May 2026", ""}
    assert box.note == "As of 1 Jul 2026."


def test_signs_that_were_left_out_are_no_box(three_weeks: Diary) -> None:
    assert signs_box(with_sections(build_summary(three_weeks, TODAY), ["course"])) is None


def test_the_days_logged_come_before_the_headline(three_weeks: Diary) -> None:
    keys = [fact.key for fact in figures(build_summary(three_weeks, TODAY))]
    assert keys == ["coverage", "episodes", "duration", "strength"]
