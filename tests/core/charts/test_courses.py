"""Medicines under the weeks: every line lies where its days are, with the dose at each step."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from xml.etree import ElementTree as ET

import pytest

from tracker.core.analysis import weekly
from tracker.core.charts.courses import (
    TreatmentCourse,
    changed_in,
    courses_svg,
    describe_courses,
    earliest_day,
    treatment_courses,
)
from tracker.core.records import Diary, DoseChange, Episode, Injection, Medicine, Person

MONDAY = date(2026, 3, 2)
LAST = MONDAY + timedelta(days=69)
WEEKS = 10
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def weeks(days):
    return weekly(days(*[1, 0, 2, None, 1, 0, 0] * WEEKS, first=MONDAY))


def drawn(weeks, *courses):
    return ET.fromstring(courses_svg(weeks, courses))  # noqa: S314 - drawn here.


def found(root, kind, tag="line"):
    return [element for element in root.iter(f"{SVG}{tag}") if element.get("class") == kind]


def test_a_course_runs_from_its_first_day_to_its_last(weeks):
    course = TreatmentCourse("Zinc", MONDAY + timedelta(days=14), MONDAY + timedelta(days=35))
    (line,) = found(drawn(weeks, course), "course")
    assert (line.get("x1"), line.get("x2")) == ("20.00%", "50.00%")


@pytest.mark.parametrize(
    "course",
    [
        TreatmentCourse("Zinc", None, None),
        TreatmentCourse("Zinc", MONDAY - timedelta(days=400), MONDAY + timedelta(days=400)),
    ],
)
def test_what_goes_on_or_began_before_fills_the_width_without_a_tick(course, weeks):
    root = drawn(weeks, course)
    (line,) = found(root, "course")
    assert (line.get("x1"), line.get("x2")) == ("0.00%", "100.00%")
    assert found(root, "change") == []


def test_each_day_of_change_is_a_tick(weeks):
    changed = tuple(MONDAY + timedelta(days=n) for n in (21, 28, 900))
    root = drawn(weeks, TreatmentCourse("Zinc", MONDAY + timedelta(days=7), None, changed))
    assert [tick.get("x1") for tick in found(root, "change")] == ["10.00%", "30.00%", "40.00%"]


def test_injections_are_ticks_without_a_line(weeks):
    root = drawn(weeks, TreatmentCourse("A product", None, None, (MONDAY + timedelta(days=7),)))
    assert found(root, "course") == []
    assert len(found(root, "change")) == 1


def test_each_dose_is_named_where_it_begins_and_the_newest_where_two_collide(weeks):
    doses = ((None, "100 mg"), (MONDAY + timedelta(days=35), "300 mg"), (MONDAY + timedelta(days=38), "150 mg"))
    root = drawn(weeks, TreatmentCourse("Zinc", None, None, (), doses))
    assert [(text.text, text.get("x")) for text in found(root, "dose", "text")] == [
        ("150 mg", "54.29%"),
        ("100 mg", "0.00%"),
    ]


def test_a_dose_begun_on_the_last_days_stays_inside(weeks):
    root = drawn(weeks, TreatmentCourse("Zinc", LAST, None, (), ((LAST, "150 mg"),)))
    (text,) = found(root, "dose", "text")
    assert float(text.get("x").rstrip("%")) < 90


def test_bars_are_counts_and_weeks_without_a_logged_day_are_hatched(days):
    root = drawn(weekly(days(*[2] * 5, None, None, *[None] * 7, *[1] * 7, first=MONDAY)))
    heights = [float(bar.get("height")) for bar in found(root, "episodes", "rect")]
    assert heights[0] == pytest.approx(heights[1] * 10 / 7, rel=0.01)
    assert len(found(root, "not-logged", "rect")) == 1


def test_a_long_name_is_cut_and_every_name_is_there_as_it_was_typed(weeks):
    courses = [TreatmentCourse(name, None, None) for name in ("x" * 60, "Zinc", "<script>&\"'</text>")]
    assert "<script" not in courses_svg(weeks, courses)
    names = [text.text for text in found(drawn(weeks, *courses), "name", "text")]
    assert names[0].startswith("x" * 35)
    assert "x" * 60 not in names
    assert names[1:] == ["Zinc", "<script>&\"'</text>"]


def test_the_words_tell_the_same_days(weeks):
    course = TreatmentCourse("Zinc", MONDAY, MONDAY + timedelta(days=30), (MONDAY + timedelta(days=7),))
    assert describe_courses(weeks, [course]).endswith(
        "Zinc: from 2 Mar 2026, changed or given on 9 Mar 2026, until 1 Apr 2026."
    )
    assert describe_courses(weeks, [TreatmentCourse("Zinc", None, None)]).endswith("Zinc.")


def test_only_treatments_of_the_period_are_there():
    before = MONDAY - timedelta(days=30)
    medicines = (
        Medicine(
            UUID(int=1), "Zinc", MONDAY, MONDAY + timedelta(days=3), dose="1 mg",
            changes=(DoseChange(MONDAY + timedelta(days=7), "2 mg"),),
        ),
        Medicine(UUID(int=2), "Over", stopped=before),
        Medicine(UUID(int=3), "Later", LAST + timedelta(days=1)),
        Medicine(UUID(int=4), "Not said"),
    )  # fmt: skip
    given = tuple(Injection(UUID(int=n), day, "A product") for n, day in enumerate((before, MONDAY, LAST)))
    assert treatment_courses(Diary(Person(), MONDAY, LAST, medicines=medicines, injections=given)) == (
        TreatmentCourse(
            "Zinc", MONDAY, None, (MONDAY + timedelta(days=3), MONDAY + timedelta(days=7)),
            ((MONDAY, "1 mg"), (MONDAY + timedelta(days=7), "2 mg")),
        ),
        TreatmentCourse("Not said", None, None),
        TreatmentCourse("A product", None, None, (MONDAY, LAST)),
    )  # fmt: skip


def test_the_earliest_day_is_that_of_a_treatment_or_of_the_first_entry():
    at = datetime(2026, 3, 5, 9, tzinfo=UTC)
    diary = Diary(Person(), MONDAY, LAST, episodes=(Episode(UUID(int=1), at, "UTC", at.date()),))
    assert earliest_day(diary) == at.date()
    earlier = MONDAY - timedelta(days=90)
    given = Diary(Person(), MONDAY, LAST, episodes=diary.episodes, injections=(Injection(UUID(int=1), earlier, "A"),))
    assert earliest_day(given) == earlier
    assert earliest_day(Diary(Person(), MONDAY, LAST)) is None


def test_a_week_names_what_changed_in_it(weeks):
    courses = [
        TreatmentCourse("Zinc", MONDAY, None), TreatmentCourse("Iron", None, MONDAY + timedelta(days=6)),
        TreatmentCourse("Given", None, None, (MONDAY + timedelta(days=7),)),
    ]  # fmt: skip
    assert changed_in(weeks[0], courses) == ("Zinc", "Iron")
    assert changed_in(weeks[1], courses) == ("Given",)
