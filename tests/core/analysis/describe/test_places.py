from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.analysis import PlaceCount, PlaceDays, by_place, monday, recency, usual_place
from tracker.core.records import Diary, Episode, Person, Place, Side

FIRST = date(2026, 3, 1)
NOSE, LID, CHEEK = Place("nose_side", Side.LEFT), Place("lower_lid", Side.LEFT), Place("cheek", Side.RIGHT)


def diary(*entries: tuple[int, tuple[Place, ...]]) -> Diary:
    episodes = tuple(
        Episode(uuid4(), datetime(2026, 3, 1, 9, tzinfo=UTC) + timedelta(days=n), "UTC", FIRST + timedelta(days=n),
                places=places)
        for n, places in entries
    )  # fmt: skip
    return Diary(Person(), FIRST, FIRST + timedelta(days=30), episodes=episodes)


entries = st.lists(
    st.tuples(st.integers(0, 30), st.lists(st.sampled_from([NOSE, LID, CHEEK]), max_size=4).map(tuple)), max_size=25
)


def test_counts_episodes_and_days():
    found = by_place(diary((4, (NOSE,)), (2, (NOSE, LID)), (4, (NOSE,))))
    assert found == (
        PlaceCount(NOSE, 3, 2),
        PlaceCount(LID, 1, 1),
    )


def test_ties_go_by_token():
    found = by_place(diary((0, (NOSE,)), (1, (LID,)), (2, (CHEEK,))))
    assert [str(count.place) for count in found] == ["cheek:right", "lower_lid:left", "nose_side:left"]


def test_a_place_named_twice_in_one_episode_counts_once():
    assert by_place(diary((0, (NOSE, NOSE)))) == (PlaceCount(NOSE, 1, 1),)


def test_no_places_no_counts():
    assert by_place(diary((0, ()))) == ()


@given(entries)
def test_counts_add_up_to_the_places_of_all_episodes(found):
    counts = by_place(diary(*found))
    assert sum(count.episodes for count in counts) == sum(len(set(places)) for _, places in found)
    assert all(1 <= count.days <= count.episodes for count in counts)
    assert [c.episodes for c in counts] == sorted((c.episodes for c in counts), reverse=True)


@pytest.mark.parametrize(
    ("first", "shade"),
    [
        ("2026-05-24", 4), ("2026-05-18", 4), ("2026-05-17", 3), ("2026-04-27", 3), ("2026-04-26", 2),
        ("2026-03-02", 2), ("2026-03-01", 1), ("2020-01-01", 1),
    ],
)  # fmt: skip
def test_recency_counts_calendar_weeks(first: str, shade: int) -> None:
    """On a Sunday: this week, the three before, the eight before those, and all that is older."""
    day = date.fromisoformat(first)
    place = PlaceDays(NOSE, day, day, 1)
    assert recency([place], date(2026, 5, 24)) == (shade,)


def test_the_monday_of_a_week() -> None:
    assert {monday(date(2026, 5, day)) for day in range(18, 25)} == {date(2026, 5, 18)}


@pytest.mark.parametrize(
    ("places", "usual"),
    [
        ([], None),
        ([NOSE, NOSE], None),
        ([NOSE, LID, NOSE], NOSE),
        ([NOSE, LID, CHEEK], None),
        ([NOSE, LID] * 2, NOSE),
        ([LID] * 30 + [NOSE] * 10 + [CHEEK] * 10, NOSE),
        ([NOSE] * 30 + [LID] * 11 + [CHEEK] * 9, LID),
    ],
)
def test_the_usual_place_is_in_half_of_the_last_twenty_episodes(places: list[Place], usual: Place | None) -> None:
    assert usual_place(diary(*((0, (place,)) for place in places)).episodes) == usual
