"""What changed since the last visit, or since the stretch before, against numbers counted by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID
from xml.etree import ElementTree as ET

from tracker.core.analysis import diary_dates
from tracker.core.records import Diary, History, MedicalTest, MedicalTestKind, Onset, ScaleScore, Sign, Visit
from tracker.core.reference.places import PLACES
from tracker.core.reports.drawings import section_drawing
from tracker.core.reports.facts import Section
from tracker.core.reports.sections.ratings import courses_of
from tracker.core.reports.sections.since_last_visit import changes_section, last_visit, reaches_back, stretches

TODAY = date(2026, 5, 25)


def visit(day: date, **said: object) -> Visit:
    return Visit(UUID(int=day.toordinal()), day, **said)  # type: ignore[arg-type]


def changed(
    diary: Diary, first: date, last: date, visits: Sequence[Visit] = (), earlier: History | None = None
) -> Section:
    dates = diary_dates(diary.between(diary.first_day, last), earlier or History(diary.first_day))
    return changes_section(stretches(diary, first, last, TODAY), visits, dates, str)


def table(diary: Diary, first: date, last: date) -> list[list[str]]:
    section = changed(diary, first, last)
    return [[cell.text for cell in row] for row in section.tables[0].rows]


def test_without_a_visit_the_period_is_compared_with_the_days_before(three_weeks: Diary) -> None:
    compared = stretches(three_weeks, date(2026, 5, 18), date(2026, 5, 24), TODAY)
    assert (compared.before.first_day, compared.before.last_day) == (date(2026, 5, 11), date(2026, 5, 17))
    assert table(three_weeks, date(2026, 5, 18), date(2026, 5, 24)) == [
        ["Days logged", "0 of 7", "7 of 7"],
        ["Episodes", "not known", "3"],
        ["Episodes per 7 logged days", "too few days", "too few days"],
        ["Typical strength", "not known", "not known"],
        ["Typical length", "not known", "not known"],
    ]


def test_since_a_visit_counts_from_its_day(three_weeks: Diary) -> None:
    seen = replace(three_weeks, visits=(visit(date(2026, 5, 7)),))
    compared = stretches(seen, date(2026, 5, 1), date(2026, 5, 9), TODAY)
    assert (compared.before.first_day, compared.since.first_day) == (date(2026, 5, 4), date(2026, 5, 7))
    # 4 to 6 May: three episodes on three logged days; 7 to 9 May: one on two.
    assert table(seen, date(2026, 5, 1), date(2026, 5, 9)) == [
        ["Days logged", "3 of 3", "2 of 3"],
        ["Episodes", "3", "1"],
        ["Episodes per 7 logged days", "too few days", "too few days"],
        ["Typical strength", "4", "8"],
        ["Typical length", "5 min", "not known"],
    ]


def test_a_visit_of_today_or_after_the_period_is_not_the_last_one() -> None:
    visits = (visit(date(2026, 5, 1)), visit(TODAY), visit(date(2026, 6, 1)))
    assert last_visit(visits, TODAY) == visits[0]
    assert last_visit(visits[1:], TODAY) is None


def test_what_is_new_is_named(three_weeks: Diary) -> None:
    section = changed(three_weeks, date(2026, 5, 5), date(2026, 5, 5))
    facts = {fact.key: fact.text for fact in section.facts}
    assert facts == {"new_places": "Lower eyelid, right", "new_signs": "none"}


def test_what_was_logged_long_ago_is_not_new(three_weeks: Diary) -> None:
    long_ago = date(2024, 6, 5)
    earlier = History(
        three_weeks.first_day,
        frozenset({(long_ago, (PLACES["lower_eyelid:right"],))}),
        signs=frozenset({(long_ago, Sign("ringing", Onset.SUDDEN))}),
    )
    facts = {
        fact.key: fact.text for fact in changed(three_weeks, date(2026, 5, 5), date(2026, 5, 7), (), earlier).facts
    }
    assert facts == {
        "new_places": "none",
        "new_signs": "none",
        "back": "Lower eyelid, right (first on 5 Jun 2024); Ringing in one ear (first on 5 Jun 2024)",
    }


def test_nothing_is_new_where_nothing_was_logged_before(three_weeks: Diary) -> None:
    section = changed(three_weeks, three_weeks.first_day, three_weeks.last_day)
    assert section.facts == ()


def test_with_nothing_logged_before_there_is_nothing_to_compare(three_weeks: Diary) -> None:
    section = changed(three_weeks, three_weeks.first_day, three_weeks.last_day)
    assert section.table("compared").secondary
    assert section.notes == (
        "Nothing was logged in the time before (13 Apr to 3 May 2026), so there is nothing to compare.",
    )
    assert not changed(three_weeks, date(2026, 5, 8), date(2026, 5, 10)).table("compared").secondary


def test_the_outcome_of_the_visit_is_shown(three_weeks: Diary) -> None:
    said = visit(
        date(2026, 5, 7),
        who="Dr Adams",
        agreed="Less\ncoffee",
        tests=(
            MedicalTest(MedicalTestKind.BLOOD, "Magnesium", "0.8 mmol/L"),
            MedicalTest(MedicalTestKind.NERVE, "EMG"),
        ),
        scores=(ScaleScore("SMC grade", 2.0),),
    )
    seen = replace(three_weeks, visits=(said,))
    facts = changed(seen, seen.first_day, seen.last_day, seen.visits).facts
    assert {fact.key: fact.text for fact in facts if not fact.key.startswith("new")} == {
        "who": "Dr Adams",
        "agreed": "Less coffee",
        "tests": "Magnesium: 0.8 mmol/L; EMG",
        "scores": "SMC grade 2 (rated by Dr Adams, 7 May 2026)",
    }


def test_a_rating_says_who_rated_and_when_and_what_it_was_before(three_weeks: Diary) -> None:
    visits = (
        visit(date(2026, 1, 7), who="Dr Adams", scores=(ScaleScore("SMC grade", 3.0),)),
        visit(date(2026, 5, 7), scores=(ScaleScore("SMC grade", 2.0), ScaleScore("HFS-7", 11.0))),
        visit(date(2026, 5, 9)),
    )
    seen = replace(three_weeks, visits=visits)
    facts = changed(seen, seen.first_day, seen.last_day, visits).facts
    (scores,) = (fact.text for fact in facts if fact.key == "scores")
    assert scores == (
        "SMC grade 2 (7 May 2026), before that SMC grade 3 (rated by Dr Adams, 7 Jan 2026); HFS-7 11 (7 May 2026)"
    )


def test_three_ratings_on_a_scale_are_a_course_in_the_order_of_time(three_weeks: Diary) -> None:
    visits = tuple(
        visit(date(2026, month, 7), scores=(ScaleScore("SMC grade", grade), *own))
        for month, grade, own in ((1, 3.0, ()), (5, 1.0, (ScaleScore("Own, 0 to 10", 4.0),)), (3, 2.0, ()))
    )

    def course(*some: Visit) -> list[str]:
        seen = replace(three_weeks, visits=some)
        facts = changed(seen, seen.first_day, seen.last_day, some).facts
        return [fact.text for fact in facts if fact.key == "course_of_scales"]

    assert course(*visits) == ["SMC grade 3 → 2 → 1 (7 Jan to 7 May 2026)"]
    assert course(*visits[:2]) == []


def test_a_course_of_ratings_is_drawn_from_its_table(three_weeks: Diary) -> None:
    visits = tuple(
        visit(date(2026, month, 7), scores=(ScaleScore("SMC grade", grade), ScaleScore("Own <scale>", 2 * grade)))
        for month, grade in ((1, 4.0), (3, 2.5), (5, 1.0))
    )
    section = changed(replace(three_weeks, visits=visits), three_weeks.first_day, three_weeks.last_day, visits)
    assert section.chart == courses_of(section.table("ratings"))
    drawn = section_drawing(section)
    assert drawn is not None
    assert drawn.words == (
        "SMC grade: 4 on 7 Jan 2026, 2.5 on 7 Mar 2026, 1 on 7 May 2026. "
        "Own <scale>: 8 on 7 Jan 2026, 5 on 7 Mar 2026, 2 on 7 May 2026."
    )
    root = ET.fromstring(drawn.svg)  # noqa: S314  Our own.
    lines = [
        [tuple(map(float, point.split(","))) for point in line.get("points", "").split()]
        for line in root.iter("{http://www.w3.org/2000/svg}polyline")
    ]
    assert len(lines) == 2
    for line in lines:
        (first, at_start), (middle, halfway), (last, at_end) = line
        assert first < middle < last
        assert at_start < halfway < at_end
    assert "SMC grade (1–4)" in "".join(root.itertext())


def test_it_looks_back_as_far_as_it_has_to(three_weeks: Diary) -> None:
    first, last = date(2026, 5, 18), date(2026, 5, 24)
    assert reaches_back((), first, last, TODAY) == date(2026, 2, 23)
    assert reaches_back((visit(date(2025, 5, 24)),), first, last, TODAY) == date(2024, 5, 23)
