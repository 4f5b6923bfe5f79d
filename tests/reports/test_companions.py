"""Signs that were there, signs that were said to be absent, and entries that say nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tracker.records import Day, Diary, Onset, Sign
from tracker.reference.signs import SIGNS
from tracker.reports.companions import companions, sign_table
from tracker.reports.facts import Fact


def facts(diary: Diary) -> dict[str, Fact]:
    return {fact.key: fact for fact in companions(diary, str).facts}


def checked_in(diary: Diary, **said: object) -> Diary:
    """The diary with one check-in more, which says this."""
    day = Day(diary.days[0].id, date(2026, 5, 24), **said)  # type: ignore[arg-type]
    return replace(diary, days=(*diary.days[:-1], day))


def test_signs_with_a_sudden_onset_come_first(three_weeks: Diary) -> None:
    table = sign_table(three_weeks.episodes, three_weeks.days, str)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["One side of the face drops", "1", "0", "1", "0", "0"],
        ["Ringing in the ear", "2", "0", "0", "1", "1"],
    ]


def test_signs_of_check_ins_count_beside_those_of_episodes(three_weeks: Diary) -> None:
    diary = checked_in(three_weeks, signs=(Sign("ringing", Onset.GRADUAL), Sign("fever", Onset.SUDDEN)))
    rows = {row[0].value: [cell.value for cell in row[1:]] for row in sign_table(diary.episodes, diary.days, str).rows}
    assert rows["ringing"] == [2, 1, 0, 2, 1]
    assert rows["fever"] == [0, 1, 1, 0, 0]


def test_a_sign_is_absent_only_where_the_whole_list_was_answered_with_none(three_weeks: Diary) -> None:
    # Two of seven episodes say that there was nothing else; the twelve check-ins say nothing about signs.
    absent, unsaid = facts(three_weeks)["absent"], facts(three_weeks)["not_said"]
    assert absent.values == {"answered_none": 2, "entries": 19, "signs_absent": len(SIGNS) - 2}
    assert absent.text == "in 2 of 19 entries"
    assert "weak face, numb face, lost or double sight" in absent.detail
    assert absent.detail.endswith(f"{len(SIGNS) - 2 - 8} more of the list")
    assert unsaid.text == "3 episodes, 12 check-ins"


def test_what_was_seen_once_is_not_called_absent(three_weeks: Diary) -> None:
    assert "drooping face" not in facts(three_weeks)["absent"].detail
    diary = checked_in(three_weeks, signs=(Sign("face_numb", Onset.GRADUAL),))
    assert "numb" not in facts(diary)["absent"].detail


def test_without_an_answer_nothing_is_called_absent(three_weeks: Diary) -> None:
    silent = replace(three_weeks, episodes=tuple(replace(e, no_other_signs=False) for e in three_weeks.episodes))
    absent = facts(silent)["absent"]
    assert (absent.text, absent.detail, absent.values["signs_absent"]) == ("not said of any sign", "", 0)
    assert facts(checked_in(silent, no_other_signs=True))["absent"].text == "in 1 of 19 entries"


def test_an_empty_period_says_so(empty: Diary) -> None:
    section = companions(empty, str)
    assert section.tables[0].note == "No other sign was noted."
    assert [fact.text for fact in section.facts] == ["not said of any sign", "0 episodes, 0 check-ins"]
