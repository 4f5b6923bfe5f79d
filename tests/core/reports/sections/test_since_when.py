"""Since when and on which side, from the whole diary and from what the person said once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from tracker.core.analysis import diary_dates
from tracker.core.records import Diary, History, Person, Place, Visit
from tracker.core.reference.places import PLACES
from tracker.core.reports.context import SummaryContext
from tracker.core.reports.facts import Fact
from tracker.core.reports.sections.since_when import since_when

LEFT, RIGHT, MIDDLE = PLACES["nose_side:left"], PLACES["lower_eyelid:right"], PLACES["glabella:midline"]
LONG_AGO = date(2024, 12, 3)


def facts(diary: Diary, earlier: History | None = None) -> dict[str, Fact]:
    dates = diary_dates(diary, earlier or History(diary.first_day))
    return {fact.key: fact for fact in since_when(diary, dates, SummaryContext(earlier=earlier).twitched(diary), str)}


def placed(diary: Diary, *places: tuple[Place, ...]) -> Diary:
    return replace(
        diary, episodes=tuple(replace(one, places=at) for one, at in zip(diary.episodes, places, strict=False))
    )


def test_the_first_date_is_that_of_the_whole_diary(three_weeks: Diary) -> None:
    began = LONG_AGO - timedelta(days=40)
    earlier = History(three_weeks.first_day, frozenset({(LONG_AGO, (LEFT,))}), check_ins=frozenset({began}))
    since = facts(three_weeks, earlier)["since"]
    assert since.text == "since 3 Dec 2024"
    assert since.values == {"said": None, "first_noted": "2024-12-03", "diary_began": "2024-10-24"}


def test_where_the_diary_cuts_it_the_words_say_so(three_weeks: Diary) -> None:
    assert facts(three_weeks)["since"].text == "since the diary began (4 May 2026) or before"


def test_what_the_person_says_comes_first(three_weeks: Diary) -> None:
    said = replace(three_weeks, person=Person(twitching_since=date(2025, 3, 1)))
    since = facts(said)["since"]
    assert since.text == "since Mar 2025, as the person says"
    assert since.detail == "in the diary since the diary began (4 May 2026) or before"
    assert since.values["said"] == "2025-03"


def test_one_side_is_always_that_side_and_the_middle_is_neither(three_weeks: Diary) -> None:
    assert facts(placed(three_weeks, (LEFT,), (LEFT, MIDDLE)))["side"].text == "always left"
    assert facts(placed(three_weeks, (RIGHT,), (MIDDLE,)))["side"].text == "always right"
    assert facts(placed(three_weeks, (MIDDLE,)))["side"].text == "in the middle only"
    assert facts(placed(three_weeks, (LEFT,), (PLACES["calf:right"],)))["side"].text == "always left"
    assert "side" not in facts(placed(three_weeks, (PLACES["calf:right"],)))


def test_both_sides_together_or_never(three_weeks: Diary) -> None:
    apart = facts(placed(three_weeks, (LEFT,), (RIGHT,), (RIGHT,)))["side"]
    assert (apart.text, apart.detail) == ("both sides, never together", "left on 1 day, right on 1 day")
    assert apart.values == {"left_days": 1, "right_days": 1, "together": False}
    assert facts(placed(three_weeks, (LEFT, RIGHT)))["side"].text == "both sides, also together"


def test_a_side_before_the_period_counts(three_weeks: Diary) -> None:
    earlier = History(three_weeks.first_day, frozenset({(LONG_AGO, (RIGHT,))}))
    assert facts(placed(three_weeks, (LEFT,)), earlier)["side"].text == "both sides, never together"


def test_an_earlier_consultation_is_shown_without_a_visit(three_weeks: Diary) -> None:
    assert "seen_by_doctor" not in facts(three_weeks)
    seen = replace(three_weeks, person=Person(seen_by_doctor=True, seen_by_doctor_in=date(2026, 2, 1)))
    assert (facts(seen)["seen_by_doctor"].text, facts(seen)["seen_by_doctor"].detail) == ("yes", "last in Feb 2026")
    assert facts(replace(three_weeks, person=Person(seen_by_doctor=False)))["seen_by_doctor"].text == "not yet"
    visited = replace(seen, visits=(Visit(UUID(int=1), date(2026, 5, 5)),))
    assert "seen_by_doctor" not in facts(visited)
