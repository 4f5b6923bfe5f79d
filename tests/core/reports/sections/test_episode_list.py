"""Each episode as the diary has it, newest first, within limits that say what they leave out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tracker.core.records import Diary, Episode
from tracker.core.reports.sections.episode_list import MAX_EPISODES, MAX_NOTE_CHARS, episode_table

NEW_YEAR = datetime(2026, 1, 1, 23, 30, tzinfo=UTC)


def many(count: int, note: str = "") -> list[Episode]:
    starts = [NEW_YEAR + timedelta(hours=hour) for hour in range(count)]
    return [Episode(UUID(int=at), start, "UTC", start.date(), note=note) for at, start in enumerate(starts)]


def said(diary: Diary) -> list[list[str]]:
    return [[cell.text for cell in row] for row in episode_table(diary.episodes).rows]


def test_a_row_says_what_was_logged_and_a_dash_what_was_not(three_weeks: Diary) -> None:
    ringing = "Ringing in one ear"
    assert said(three_weeks) == [
        ["20 May 2026", "12:00", "–", "–", "still going", "–",
         f"One side of the face drops (suddenly); {ringing} (not sure how)", ""],
        ["19 May 2026", "12:00", "Side of nose, left", "–", "–", "–", "none of the list", ""],
        ["18 May 2026", "12:00", "Lower eyelid, right", "–", "–", "–", "none of the list", ""],
        ["7 May 2026", "12:00", "Side of nose, left; Lower eyelid, right", "8", "–", "–",
         f"{ringing} (little by little)", ""],
        ["5 May 2026", "12:00", "Side of nose, left; Lower eyelid, right", "–", "–", "jerk", "–", ""],
        ["5 May 2026", "12:00", "Side of nose, left", "5", "10 min", "flutter", "–", ""],
        ["4 May 2026", "12:00", "Side of nose, left", "3", "1 min", "–", "–", ""],
    ]  # fmt: skip


def test_the_day_is_the_diarys_and_the_time_the_clocks() -> None:
    """Half past midnight in Athens, on a day that begins at four."""
    late = Episode(UUID(int=1), datetime(2026, 5, 20, 21, 30, tzinfo=UTC), "Europe/Athens", NEW_YEAR.date())
    day, time, *_rest = episode_table([late]).rows[0]
    assert (day.value, time.value) == ("2026-01-01", "00:30")


def test_the_whole_note_is_there() -> None:
    assert episode_table(many(1, "a\n" + "b" * 4_998)).rows[0][-1].text == "a " + "b" * 4_998


@pytest.mark.parametrize(
    ("count", "note", "listed"),
    [(MAX_EPISODES, "", MAX_EPISODES), (MAX_EPISODES + 7, "", MAX_EPISODES), (100, "n" * 5_000, 60)],
)
def test_the_newest_are_listed_and_the_others_counted(count: int, note: str, listed: int) -> None:
    episodes = many(count, note)
    table = episode_table(episodes)
    assert len(table.rows) == listed
    assert table.rows[0][0].value == episodes[-1].local_date.isoformat()
    left_out = f"The newest {listed} of {count} episodes; {count - listed} older ones are left out."
    assert (left_out in table.note) == (listed < count)
    assert sum(len(row[-1].text) for row in table.rows) <= MAX_NOTE_CHARS


def test_without_episodes_it_says_so(empty: Diary) -> None:
    assert episode_table(empty.episodes).rows == ()
    assert episode_table(empty.episodes).note == "No episode was logged in this period."


def test_a_sign_and_a_time_zone_of_another_version_do_not_break_it(three_weeks: Diary) -> None:
    last = three_weeks.episodes[-1]
    odd = replace(last, zone="", signs=(replace(last.signs[0], name="sign_of_later"),))
    assert episode_table([odd]).rows[0][6].text == "sign_of_later (suddenly)"
