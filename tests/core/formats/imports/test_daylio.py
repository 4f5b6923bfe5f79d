from __future__ import annotations

from datetime import date

from walk.exports import read, totals

from tracker.core.formats.imports.values import NamedMoodDay

HEAD = "full_date,date,weekday,time,mood,activities,note_title,note\n"
ROWS = (
    '2026-03-02,2 mars,lundi,10:00 pm,good,"clean | bad sleep  | movies / tv",,\n'
    '2026-03-02,2 mars,lundi,07:30,awful,"bad sleep","",""\n2026-03-01,1 mars,dimanche,23:10,ok but sleepy,"",,'
)


def names(data: str) -> dict[str, str]:
    return {one.name: one.key for one in read(data).collected.exposures}


def test_moods_with_a_number_are_averaged_and_others_wait_for_one() -> None:
    found = read(HEAD + ROWS).collected
    assert totals(HEAD + ROWS)["mood"] == {"2026-03-02": 2.5}
    assert found.named_moods == (NamedMoodDay("ok but sleepy", date(2026, 3, 1), "Daylio", 1, "file", 4),)
    assert not found.left_out


def test_ticked_activity_is_a_yes_and_nothing_else_is_said() -> None:
    key = names(HEAD + ROWS)["bad sleep"]
    assert totals(HEAD + ROWS)[key] == {"2026-03-02": 1.0}


def test_names_are_trimmed_and_others_wait_for_a_tick() -> None:
    assert {"movies / tv", "clean", "bad sleep", "Mood"} == set(names(HEAD + ROWS))
    assert names(HEAD + ROWS)["clean"] not in totals(HEAD + ROWS)


def test_columns_of_2018_are_read() -> None:
    data = 'year,date,weekday,time,mood,activities,note\n2018,18 May,Friday,11:54 pm,good,"stressed ",""\n'
    assert totals(data)["mood"] == {"2018-05-18": 4.0}
