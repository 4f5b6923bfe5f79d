"""The one value: whole, in the reader's language, and with nothing invented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date

import pytest

from tracker.core.records import Diary, Place
from tracker.core.reference.sections import ALL_SECTIONS, SECTIONS
from tracker.core.reports import DoctorSummary, build_summary, with_sections

TODAY = date(2026, 7, 1)


def texts(value: object) -> Iterator[str]:
    """Every text in a summary, except keys and bare values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif is_dataclass(value) and not isinstance(value, Place):
        for field in fields(value):
            if field.name not in ("key", "value", "values", "entries", "days"):
                yield from texts(getattr(value, field.name))


def test_it_says_period_and_date(three_weeks: Diary) -> None:
    summary = build_summary(three_weeks, TODAY)
    assert (summary.period, summary.made) == ("4 May to 24 May 2026", "made on 1 Jul 2026")


def test_the_three_facts_to_see_first_beside_the_days_logged(three_weeks: Diary) -> None:
    headline = {fact.key: fact.text for fact in build_summary(three_weeks, TODAY).headline}
    assert headline == {
        "episodes": "7", "duration": "5 min", "strength": "5 of 10",
    }  # fmt: skip


def test_an_empty_period_claims_no_number_but_what_is_missing(empty: Diary) -> None:
    summary = build_summary(empty, TODAY)
    shown = {text for fact in summary.headline for text in (fact.text, fact.detail)}
    assert shown == {"not known", "not said", ""}
    course = summary.section("course")
    assert course
    counted = {"episodes", "per_week", "estimated_unlogged"}
    weeks = course.table("weeks").lines
    assert {cell.value for line in weeks for column, cell in line if column.key in counted} == {None}


@pytest.mark.parametrize("name", ["three_weeks", "empty", "half_a_year", "overfull"])
def test_every_text_passes_the_translator(name: str, request: pytest.FixtureRequest) -> None:
    """Said in a language of one letter, only numbers, names and the person's own words are left of the English."""
    diary: Diary = request.getfixturevalue(name)
    plain, said = set(texts(build_summary(diary, TODAY))), set(texts(build_summary(diary, TODAY, shout)))
    own = {text for text in plain if not any(letter.islower() for letter in text)}
    own |= {e.name for e in diary.exposures} | {e.unit for e in diary.exposures}
    own |= {w for e in diary.episodes for w in (*e.blamed, *(r.what for r in e.reliefs))}
    assert {text for text in said if text in plain} <= own


def shout(text: str) -> str:
    """English in capitals, with the placeholders as they were."""
    words = text.split("%(")
    return words[0].upper() + "".join(
        f"%({word[: word.index(')') + 2]}{word[word.index(')') + 2 :].upper()}" for word in words[1:]
    )


def test_the_sections_come_most_important_first(three_weeks: Diary) -> None:
    keys = [section.key for section in build_summary(three_weeks, TODAY).sections]
    assert keys == [key for key in ALL_SECTIONS if key in keys]
    assert {section.title for section in build_summary(three_weeks, TODAY).sections} <= set(SECTIONS.values())


def test_it_keeps_the_chosen_sections_in_the_chosen_order(three_weeks: Diary) -> None:
    summary = with_sections(build_summary(three_weeks, TODAY), ["reliefs", "bouts", "reliefs", "nonsense"])
    assert [section.key for section in summary.sections] == ["reliefs", "bouts", "how_made"]
    assert [fact.key for fact in summary.headline] == ["duration", "strength"]
    assert summary.section("course") is None


def test_what_it_says_of_itself_cannot_be_left_out(three_weeks: Diary) -> None:
    for keys in ([], ["how_made", "places"]):
        last = with_sections(build_summary(three_weeks, TODAY), keys).sections[-1]
        assert "No clinician has reviewed this software." in last.notes


def test_topics_without_entries_are_one_list(three_weeks: Diary, empty: Diary) -> None:
    summary = build_summary(three_weeks, TODAY)
    assert summary.nothing_noted == (
        "worry and how much it gets in the way", "medicines", "single twitches", "pain",
    )  # fmt: skip
    assert "pain" not in with_sections(summary, ["course"]).nothing_noted
    silent = build_summary(empty, TODAY).nothing_noted
    assert {"places", "strength, length and feel", "habits", "what was tried"} <= set(silent)


def test_it_holds_the_periods_entries(three_weeks: Diary) -> None:
    assert build_summary(three_weeks, TODAY).entries == three_weeks


def test_nothing_in_it_can_be_changed(three_weeks: Diary) -> None:
    summary: DoctorSummary = build_summary(three_weeks, TODAY)
    with pytest.raises(AttributeError):
        summary.title = "Something else"  # type: ignore[misc]


def silent(diary: Diary) -> list[str]:
    return [section.key for section in build_summary(diary, TODAY).sections if not section.noted]


def test_an_empty_diary_says_nothing_of_most_things(empty: Diary) -> None:
    assert {"reliefs", "beliefs", "bouts", "person", "medicines", "exposures", "places"} <= set(silent(empty))
    assert not {"course", "questions", "signs_to_watch", "signs", "how_made"} & set(silent(empty))


def test_one_answer_is_enough(three_weeks: Diary) -> None:
    quiet = replace(three_weeks, episodes=tuple(replace(one, reliefs=(), blamed=()) for one in three_weeks.episodes))
    assert "bouts" not in silent(quiet)
    assert {"reliefs", "beliefs"} <= set(silent(quiet))
    assert "reliefs" not in silent(three_weeks)


def test_a_section_that_says_nothing_is_named_once_and_not_each_of_its_questions(empty: Diary) -> None:
    names = build_summary(empty, TODAY).nothing_noted
    assert "strength, length and feel" in names
    assert not {"pain", "feel", "length"} & set(names)
    assert len(names) == len(set(names))
