"""Before and after changes of medicines, kept apart from the others around them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from tracker.core.analysis.changes.comparisons import compare_changes, group_close
from tracker.core.analysis.changes.effects import ComparedChange, EventKind, Obstacle, TreatmentEvent
from tracker.core.analysis.triggers.grid import align, day_table
from tracker.core.records import Day, Diary, Episode, Injection, Medicine, Person

FIRST = date(2026, 1, 1)
BUSY, QUIET = [6, 4, 5, 7, 6, 5, 7], [1, 0, 2, 1, 1, 0, 1]


def day(row: int) -> date:
    return FIRST + timedelta(days=row)


def begun(name: str, row: int) -> Medicine:
    return Medicine(UUID(int=1000 + row), name, started=day(row))


def compared(
    counts: list[int | None], *medicines: Medicine, injected: tuple[int, ...] = ()
) -> tuple[ComparedChange, ...]:
    """The changes of a diary with this many episodes on each day; None is not logged."""
    at = [day(row) for row, count in enumerate(counts) for _ in range(count or 0)]
    diary = Diary(
        Person(), FIRST, day(len(counts) - 1),
        days=tuple(Day(UUID(int=n), day(n)) for n, count in enumerate(counts) if count is not None),
        episodes=tuple(
            Episode(UUID(int=n), datetime(one.year, one.month, one.day, 9, tzinfo=UTC), "UTC", one)
            for n, one in enumerate(at)
        ),
        medicines=medicines,
        injections=tuple(Injection(UUID(int=n), day(row), "toxin") for n, row in enumerate(injected)),
    )  # fmt: skip
    return compare_changes(diary, align(day_table(diary)))


def test_a_clear_fall_is_claimed_with_its_rates() -> None:
    (change,) = compared(BUSY * 8 + QUIET * 8, begun("Zinc", 56))
    assert change.claimed
    assert change.ratio
    assert 0.05 < change.ratio.ratio < change.ratio.high < 1
    assert (change.before.days, change.after.days) == (56, 56)
    assert (change.before.rate, change.after.rate) == (40 / 7, 6 / 7)


def test_a_steady_rate_claims_nothing() -> None:
    (change,) = compared([3, 2, 4, 3, 1, 3, 2] * 16, begun("Zinc", 56))
    assert not change.claimed
    assert change.ratio
    assert change.ratio.low < 1 < change.ratio.high


def test_a_change_is_compared_up_to_the_next_one_only() -> None:
    """The fall on day 56 belongs to the first medicine, so it is no longer seen at the second."""
    second, first = compared(BUSY * 8 + QUIET * 10, begun("Zinc", 56), begun("Iron", 90))
    assert [one.events[0].name for one in (second, first)] == ["Iron", "Zinc"]
    assert first.claimed
    assert not second.claimed
    assert (first.after.days, second.before.days) == (34, 34)


def test_changes_close_together_are_one_and_the_days_between_belong_to_neither_side() -> None:
    (change,) = compared(BUSY * 8 + [40] * 20 + QUIET * 8, begun("Zinc", 56), begun("Iron", 76))
    assert [event.name for event in change.events] == ["Zinc", "Iron"]
    assert change.claimed
    assert (change.before.episodes, change.after.episodes) == (320, 48)
    assert change.ratio
    assert change.ratio.ratio < 1


def test_a_chain_of_close_changes_ends_where_four_weeks_lie_between() -> None:
    events = [TreatmentEvent(day(row), EventKind.RAISED, "Zinc") for row in (0, 27, 54, 82)]
    assert [len(group) for group in group_close(events)] == [3, 1]
    assert group_close([]) == ()


def test_each_obstacle_is_named() -> None:
    counts: list[int | None] = [3, 2, 4, 3, 1, 3, 2] * 16

    def obstacle(medicine: Medicine, of: list[int | None] = counts, injected: tuple[int, ...] = ()) -> Obstacle | None:
        (change,) = compared(of, medicine, injected=injected)
        assert (change.ratio is None) == (change.obstacle is not None)
        return change.obstacle

    assert obstacle(begun("Zinc", 56)) is None
    assert obstacle(begun("Zinc", 27)) is Obstacle.FEW_DAYS_BEFORE
    assert obstacle(begun("Zinc", -5)) is Obstacle.FEW_DAYS_BEFORE
    assert obstacle(begun("Zinc", 85)) is Obstacle.FEW_DAYS_AFTER
    assert obstacle(begun("Zinc", 56), [None] * 40 + counts[40:]) is Obstacle.FEW_DAYS_BEFORE
    assert obstacle(begun("Zinc", 56), [0] * 112) is Obstacle.NO_EPISODE
    assert obstacle(begun("Zinc", 56), injected=(30,)) is Obstacle.INJECTION
    assert obstacle(begun("Zinc", 56), injected=(-60,)) is None
    assert obstacle(begun("Zinc", 56), injected=(90,)) is None
    assert obstacle(begun("Zinc", 56), injected=(80,)) is Obstacle.FEW_DAYS_AFTER


def test_a_diary_without_changes_has_none_to_compare() -> None:
    assert compared([1, 2] * 50, Medicine(UUID(int=1), "Zinc")) == ()
    assert compared([1, 2] * 50, begun("Zinc", 150)) == ()
