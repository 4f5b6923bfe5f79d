"""Medicines under the weeks: every line lies where its days are."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from tracker.core.analysis import weekly
from tracker.core.charts.courses import TreatmentCourse, changed_in, describe_courses, draw_courses, treatment_courses
from tracker.core.records import Diary, DoseChange, Injection, Medicine, Person

MONDAY = date(2026, 3, 2)
LAST = MONDAY + timedelta(days=69)
WEEKS = 10


@pytest.fixture
def weeks(days):
    return weekly(days(*[1, 0, 2, None, 1, 0, 0] * WEEKS, first=MONDAY))


def ends_of(figure, drawn):
    (line,) = drawn(figure, "course:0")
    return tuple(line.get_xdata())


def test_a_course_runs_from_its_first_day_to_its_last(weeks, drawn):
    course = TreatmentCourse("Zinc", MONDAY + timedelta(days=14), MONDAY + timedelta(days=35))
    assert ends_of(draw_courses(weeks, [course]), drawn) == (1.5, 4.5)


@pytest.mark.parametrize(
    "course",
    [
        TreatmentCourse("Zinc", None, None),
        TreatmentCourse("Zinc", MONDAY - timedelta(days=400), MONDAY + timedelta(days=400)),
    ],
)
def test_what_goes_on_or_began_before_fills_the_paper_without_a_tick(course, weeks, drawn):
    figure = draw_courses(weeks, [course])
    assert ends_of(figure, drawn) == (-0.5, WEEKS - 0.5)
    assert drawn(figure, "change:0") == []


def test_each_day_of_change_is_a_tick(weeks, drawn):
    changed = tuple(MONDAY + timedelta(days=n) for n in (21, 28, 900))
    figure = draw_courses(weeks, [TreatmentCourse("Zinc", MONDAY + timedelta(days=7), None, changed)])
    assert [tick.get_xdata()[0] for tick in drawn(figure, "change:0")] == [0.5, 2.5, 3.5]


def test_injections_are_ticks_without_a_line(weeks, drawn):
    figure = draw_courses(weeks, [TreatmentCourse("A product", None, None, (MONDAY + timedelta(days=7),))])
    assert drawn(figure, "course:0") == []
    assert len(drawn(figure, "change:0")) == 1


def test_bars_are_counts_and_only_days_not_logged_are_hatched(days, drawn):
    weeks = weekly(days(*[2] * 5, None, None, *[None] * 7, first=MONDAY))
    figure = draw_courses(weeks, ())
    assert drawn(figure, f"week:{MONDAY}")[0].get_height() == 10
    assert drawn(figure, f"estimated:{MONDAY}")[0].get_height() == 4
    assert len(drawn(figure, f"not-logged:{MONDAY + timedelta(days=7)}")) == 1


def test_a_long_name_is_cut_and_every_name_is_there(weeks, words):
    courses = [TreatmentCourse("x" * 60, None, None), TreatmentCourse("Zinc", None, None)]
    found = words(draw_courses(weeks, courses))
    assert "Zinc" in found
    assert "x" * 60 not in found
    assert any(word.startswith("x" * 40) for word in found)


def test_the_words_tell_the_same_days(weeks):
    course = TreatmentCourse("Zinc", MONDAY, MONDAY + timedelta(days=30), (MONDAY + timedelta(days=7),))
    assert describe_courses(weeks, [course]).endswith(
        "Zinc: from 2 Mar 2026, changed or given on 9 Mar 2026, until 1 Apr 2026."
    )


def test_spans_are_what_was_taken_and_given_in_the_period():
    before, after = MONDAY - timedelta(days=9), LAST + timedelta(days=9)
    changes = (DoseChange(MONDAY + timedelta(days=7)),)
    medicines = (
        Medicine(UUID(int=1), "Zinc", MONDAY, MONDAY + timedelta(days=3), changes=changes),
        Medicine(UUID(int=2), "Over", before, stopped=before),
        Medicine(UUID(int=3), "Not begun", after),
        Medicine(UUID(int=4), "Not said"),
    )
    given = tuple(Injection(UUID(int=n), day, "A product") for n, day in enumerate((before, MONDAY, LAST)))
    assert treatment_courses(Diary(Person(), MONDAY, LAST, medicines=medicines, injections=given)) == (
        TreatmentCourse("Zinc", MONDAY, None, (MONDAY + timedelta(days=3), MONDAY + timedelta(days=7))),
        TreatmentCourse("Not said", None, None),
        TreatmentCourse("A product", None, None, (MONDAY, LAST)),
    )


def test_a_week_names_what_changed_in_it(weeks):
    courses = [
        TreatmentCourse("Zinc", MONDAY, None), TreatmentCourse("Iron", None, MONDAY + timedelta(days=6)),
        TreatmentCourse("Given", None, None, (MONDAY + timedelta(days=7),)),
    ]  # fmt: skip
    assert changed_in(weeks[0], courses) == ("Zinc", "Iron")
    assert changed_in(weeks[1], courses) == ("Given",)
