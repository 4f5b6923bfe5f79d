"""Age band, pregnancy, palsy, worry and impact appear if answered, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from tracker.core.records import Day, Diary, Person
from tracker.core.reports.sections.person import person_section


def test_unanswered_fields_are_omitted(three_weeks: Diary) -> None:
    section = person_section(three_weeks, str)
    assert not section.noted
    assert [fact.key for fact in section.facts] == ["impact", "worry"]


def test_answered_fields_appear(three_weeks: Diary) -> None:
    person = Person(under_16=True, pregnant=True, palsy_began=date(2026, 3, 4), palsy_improving=True)
    facts = {
        fact.key: (fact.text, fact.detail) for fact in person_section(replace(three_weeks, person=person), str).facts
    }
    assert facts["age_band"] == ("under 16", "")
    assert facts["pregnant"] == ("yes", "")
    assert facts["palsy"] == ("since 4 Mar 2026", "getting better")


def test_worry_and_impact_are_typical_values_of_the_check_ins(three_weeks: Diary) -> None:
    days = tuple(
        Day(UUID(int=at), date(2026, 5, at), impact=impact, worry=2) for at, impact in enumerate((1, 3, 5, 9), start=4)
    )
    facts = {fact.key: fact for fact in person_section(replace(three_weeks, days=days), str).facts}
    assert (facts["impact"].text, facts["impact"].detail) == ("4 of 10", "half of them 2 to 6")
    assert facts["worry"].text == "2 of 10"
    assert facts["worry"].detail == ""


def test_answers_given_once_in_settings_are_grouped_by_answer(three_weeks: Diary) -> None:
    person = Person(mouth_moves=True, runs_in_family=False, set_off=True)
    facts = {fact.key: fact for fact in person_section(replace(three_weeks, person=person), str).facts}
    assert facts["answered_yes"].text == "Set off by light, wind, reading or talking; Mouth moves when the eyes shut"
    assert facts["answered_yes"].values == {"set_off": True, "mouth_moves": True}
    assert facts["answered_no"].text == "Also in the family"
