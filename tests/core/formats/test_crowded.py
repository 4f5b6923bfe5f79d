"""A file with more on one day than any real diary has is refused, with the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from tracker.core.demo import believable
from tracker.core.formats import FileRefusedError, diary_file, diary_json
from tracker.core.formats.crowded import refuse_crowded
from tracker.core.records import Dose, Exposure, Medicine, Summary, Visit
from tracker.core.reference.limits import (
    MAX_DOSES_A_DAY,
    MAX_EPISODES_A_DAY,
    MAX_MEDICINES,
    MAX_OWN_EXPOSURES,
    MAX_READINGS_A_DAY,
    MAX_VISITS,
)

DIARY = believable(date(2026, 11, 20), 10, 1)
DOSE = Dose(UUID(int=1), UUID(int=2), datetime(2026, 11, 19, 8, tzinfo=UTC), "UTC", date(2026, 11, 19))


def copies(entry, number):
    return tuple(replace(entry, id=UUID(int=n + 1)) for n in range(number))


def reason(diary) -> str:
    with pytest.raises(FileRefusedError) as refused:
        refuse_crowded(diary, str)
    (problem,) = refused.value.problems
    return problem.reason


def test_a_crowded_day_is_named() -> None:
    episode, reading = DIARY.episodes[0], DIARY.readings[0]
    crowded = replace(DIARY, episodes=copies(episode, MAX_EPISODES_A_DAY + 1))
    assert reason(crowded) == f"{episode.local_date} has more than 2000 episodes."
    crowded = replace(DIARY, readings=copies(reading, MAX_READINGS_A_DAY + 1))
    assert reason(crowded) == f"{reading.local_date} has more than 10000 values."
    crowded = replace(DIARY, doses=copies(DOSE, MAX_DOSES_A_DAY + 1))
    assert reason(crowded) == f"{DOSE.local_date} has more than 500 doses."


def test_too_many_of_a_kind_are_named() -> None:
    own = tuple(Exposure(UUID(int=n), f"own_{n}", "Gum", "", Summary.SUM) for n in range(MAX_OWN_EXPOSURES + 1))
    assert reason(replace(DIARY, exposures=own)) == "The file has more than 500 things of your own to track."
    built_in = [one for one in DIARY.exposures if not one.key.startswith("own_")]
    refuse_crowded(replace(DIARY, exposures=(*own[:MAX_OWN_EXPOSURES], *built_in)), str)
    medicines = copies(Medicine(UUID(int=1), "Iron"), MAX_MEDICINES + 1)
    assert reason(replace(DIARY, medicines=medicines)) == "The file has more than 500 medicines."
    visits = copies(Visit(UUID(int=1), DOSE.local_date), MAX_VISITS + 1)
    assert reason(replace(DIARY, visits=visits)) == "The file has more than 2000 visits."


def test_the_most_that_is_allowed_is_read() -> None:
    full = replace(DIARY, episodes=copies(DIARY.episodes[0], MAX_EPISODES_A_DAY))
    assert len(diary_file.read(diary_json.write(full)).episodes) == MAX_EPISODES_A_DAY
    with pytest.raises(FileRefusedError, match="2000 episodes"):
        diary_file.read(diary_json.write(replace(DIARY, episodes=copies(DIARY.episodes[0], MAX_EPISODES_A_DAY + 1))))
