"""Signs noted, signs answered as absent, and entries without an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tracker.core.records import Day, Diary, Onset, Sign
from tracker.core.reference.signs import ASKED
from tracker.core.reports.facts import Fact
from tracker.core.reports.sections.signs import sign_table, signs_section


def facts(diary: Diary) -> dict[str, Fact]:
    return {fact.key: fact for fact in signs_section(diary, str).facts}


def checked_in(diary: Diary, **said: object) -> Diary:
    """The diary with one check-in more, which says this."""
    day = Day(diary.days[0].id, date(2026, 5, 24), **said)  # type: ignore[arg-type]
    return replace(diary, days=(*diary.days[:-1], day))


def test_signs_with_a_sudden_onset_come_first(three_weeks: Diary) -> None:
    table = sign_table(three_weeks.episodes, three_weeks.days, str)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["One side of the face drops", "1", "0", "1", "0", "0"],
        ["Ringing in one ear", "2", "0", "0", "1", "1"],
    ]


def test_signs_of_check_ins_count_beside_those_of_episodes(three_weeks: Diary) -> None:
    diary = checked_in(three_weeks, signs=(Sign("ringing", Onset.GRADUAL), Sign("fever", Onset.SUDDEN)))
    rows = {row[0].value: [cell.value for cell in row[1:]] for row in sign_table(diary.episodes, diary.days, str).rows}
    assert rows["ringing"] == [2, 1, 0, 2, 1]
    assert rows["fever"] == [0, 1, 1, 0, 0]


def test_a_sign_is_absent_only_where_the_whole_list_was_answered_with_none(three_weeks: Diary) -> None:
    # Two of seven episodes say that there was nothing else; the twelve check-ins say nothing about signs.
    absent, unsaid = facts(three_weeks)["absent"], facts(three_weeks)["not_said"]
    assert absent.values == {"answered_none": 2, "entries": 19, "signs_absent": len(ASKED) - 2, "asked": 4}
    assert absent.text == "asked about in 4 of 19 entries: none of the others present"
    assert unsaid.text == "3 episodes, 12 check-ins"


def test_where_none_was_ever_present_it_says_so(three_weeks: Diary) -> None:
    calm = replace(three_weeks, episodes=tuple(replace(e, signs=()) for e in three_weeks.episodes))
    assert facts(calm)["absent"].text == "asked about in 2 of 19 entries: none present"


def test_signs_alone_say_nothing_of_the_others(three_weeks: Diary) -> None:
    silent = replace(three_weeks, episodes=tuple(replace(e, no_other_signs=False) for e in three_weeks.episodes))
    assert facts(silent)["absent"].text == "noted in 2 of 19 entries, the others not said"


def test_without_an_answer_nothing_is_called_absent(three_weeks: Diary) -> None:
    none = replace(
        three_weeks, episodes=tuple(replace(e, no_other_signs=False, signs=()) for e in three_weeks.episodes)
    )
    absent = facts(none)["absent"]
    assert (absent.text, absent.values["signs_absent"]) == ("never asked", 0)
    assert (
        facts(checked_in(none, no_other_signs=True))["absent"].text == "asked about in 1 of 19 entries: none present"
    )


def test_an_empty_period_says_so(empty: Diary) -> None:
    section = signs_section(empty, str)
    assert section.table("signs").rows == ()
    assert facts(empty)["absent"].text == "never asked"
    assert facts(empty)["not_said"].text == "0 episodes, 0 check-ins"
