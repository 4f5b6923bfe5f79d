"""After a merge every value of both diaries is in mine, or is named; and a second time nothing happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields, replace
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from random import Random
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core import records
from tracker.core.merging import KINDS, MergedDiary, keep_mine, merge_diaries, take_theirs
from tracker.core.merging.diaries import other_id, unique_names
from tracker.core.merging.entries import MOST_URGENT_FIRST
from tracker.core.merging.watched import overlap
from tracker.core.records import (
    Day,
    Diary,
    Exposure,
    Medicine,
    Person,
    Place,
    Reading,
    Side,
    Sign,
    Summary,
    WatchedSign,
)

DATE = date(2026, 11, 12)
DATES = [DATE, date(2026, 11, 13), date(2026, 11, 20)]
FEW: Mapping[Any, list[Any]] = {
    str: ["", "a", "b", "b and more"],
    bool: [False, True],
    int: [0, 1, 7],
    float: [0.0, 2.5, 7.0],
    UUID: [UUID(int=n) for n in range(1, 4)],
    date: DATES,
    datetime: [datetime(2026, 11, day.day, 9, tzinfo=UTC) for day in DATES],
    Sign: [Sign(name, onset) for name in ("face_numb", "ringing") for onset in MOST_URGENT_FIRST],
    Place: [Place("chin", Side.LEFT), Place("chin", Side.RIGHT)],
    NoneType: [None],
}
"""So few values of each type that two diaries often say the same, and often not."""


def any_of(hint: Any, chance: Random) -> Any:
    """Anything a field of that type can hold: a new field of a record takes part without being named here."""
    if hint in FEW:
        return chance.choice(FEW[hint])
    if get_origin(hint) in (Union, UnionType):
        return any_of(chance.choice(get_args(hint)), chance)
    if get_origin(hint) is tuple:
        items = [any_of(get_args(hint)[0], chance) for _n in range(chance.randrange(3))]
        return tuple({getattr(item, "name", item): item for item in items}.values())
    if get_origin(hint) is Mapping:
        return chance.choice([{}, {"run_days": 3}])
    return chance.choice(list(hint)) if issubclass(hint, Enum) else record_of(hint, chance)


def record_of(kind: Any, chance: Random) -> Any:
    hints = hints_of(kind)
    # Half of what can be left out is left out.
    names = [one.name for one in fields(kind) if one.default is MISSING or chance.random() < 0.5]
    return kind(**{name: any_of(hints[name], chance) for name in names})


hints_of = cache(get_type_hints)
RECORDS = {
    name: getattr(records, get_args(hint)[0].__name__)
    for name, hint in get_type_hints(Diary).items()
    if get_origin(hint) is tuple
}


def diary_from(seed: int) -> Diary:
    chance, kept = Random(seed), {}
    for kind, record in RECORDS.items():
        found = [record_of(record, chance) for _n in range(chance.randrange(4))]
        kept[kind] = tuple(open_once(found) if kind == "watched_signs" else one_of_each_name(kind, found))
    return Diary(record_of(Person, chance), DATES[0], DATES[-1], **kept)


diaries = st.integers(0, 2**32).map(diary_from)
"""From a seed: drawing each field of each entry by itself takes a hundred times as long."""


def one_of_each_name(kind: str, found: list[Any]) -> Iterator[Any]:
    names: set[Any] = set()
    for entry in found:
        own = {*unique_names(kind, entry), entry.id}
        if names.isdisjoint(own):
            names |= own
            yield entry


def open_once(found: list[WatchedSign]) -> Iterator[WatchedSign]:
    """A rule is shown once at a time, so that its signs do not overlap."""
    kept: list[WatchedSign] = []
    for sign in found:
        others = [one for one in kept if one.rule == sign.rule]
        if sign.first_shown <= sign.last_shown and not any(overlap(one, sign) for one in others):
            kept.append(sign)
            yield sign


def after(mine: Diary, merged: MergedDiary) -> Diary:
    """My diary once what a merge found is written."""
    kept: dict[str, Any] = {}
    for kind in ("exposures", *KINDS):
        changed = {entry.id: entry for entry in merged.changed[kind]}
        kept[kind] = (*(changed.get(entry.id, entry) for entry in getattr(mine, kind)), *merged.added[kind])
    becomes = [(before, new) for before, new in merged.watched_signs if before]
    signs = [next((new for before, new in becomes if before == sign), sign) for sign in mine.watched_signs]
    signs += [new for before, new in merged.watched_signs if before is None]
    return replace(mine, person=merged.person, watched_signs=tuple(signs), **kept)


def says(entry: Any, name: str, value: Any) -> bool:
    """Whether an entry says all that a value says."""
    held = getattr(entry, name)
    if value in (None, "", (), {}) or (value is False and not isinstance(entry, Person)) or value == held:
        return True
    return (isinstance(held, str) and value in held) or (isinstance(held, tuple) and set(value) <= set(held))


def unsaid(mine: Diary, value: Diary, merged: MergedDiary, side: str) -> Iterator[str]:
    """What a diary held and neither the merged diary nor the report holds."""
    named = {
        (one.kind, name): []
        for one in (*merged.report.differences, *merged.report.taken)
        for name in one.fields
    }  # fmt: skip
    for one in (*merged.report.differences, *merged.report.taken):
        for name, said in zip(one.fields, getattr(one, side), strict=True):
            named[one.kind, name].append(said)
    for kind in ("exposures", *KINDS):
        for entry in getattr(value, kind):
            (found,) = here(kind, getattr(mine, kind), entry)
            for field in fields(entry):
                said = getattr(entry, field.name)
                is_here = field.name == "id" or says(found, field.name, said)
                if not is_here and said not in named.get((kind, field.name), []):
                    yield f"{kind}.{field.name}: {said!r}"
    for field in fields(Person):
        said = getattr(value.person, field.name)
        if not says(mine.person, field.name, said) and said not in named.get(("person", field.name), []):
            yield f"person.{field.name}: {said!r}"


def here(kind: str, entries: tuple[Any, ...], entry: Any) -> list[Any]:
    names = {name: held for held in entries for name in unique_names(kind, held)}
    wanted = [*unique_names(kind, entry), other_id(entry.id)]
    return [names[name] for name in wanted if name in names][:1]


@settings(max_examples=300)
@given(diaries, diaries, st.sampled_from([keep_mine, take_theirs]))
def test_every_value_of_both_is_here_or_is_named(mine: Diary, theirs: Diary, choose: Callable[..., bool]) -> None:
    merged = merge_diaries(mine, theirs, choose)
    result = after(mine, merged)
    assert [*unsaid(result, mine, merged, "mine"), *unsaid(result, theirs, merged, "theirs")] == []


@settings(max_examples=300)
@given(diaries, diaries, st.sampled_from([keep_mine, take_theirs]))
def test_a_second_time_nothing_is_added_nor_changed(mine: Diary, theirs: Diary, choose: Callable[..., bool]) -> None:
    once = after(mine, merge_diaries(mine, theirs, choose))
    again = merge_diaries(once, theirs, choose)
    assert after(once, again) == once
    assert not any((*again.added.values(), *again.changed.values()))
    assert (again.report.filled, again.report.taken) == ([], [])
    assert choose is keep_mine or all(one.is_settled for one in again.report.differences)


@settings(max_examples=300)
@given(diaries, diaries, st.sampled_from([keep_mine, take_theirs]))
def test_no_name_is_there_twice(mine: Diary, theirs: Diary, choose: Callable[..., bool]) -> None:
    result = after(mine, merge_diaries(mine, theirs, choose))
    for kind in ("exposures", *KINDS):
        entries = getattr(result, kind)
        names = [name for entry in entries for name in unique_names(kind, entry)]
        assert len(names) == len(set(names))
        assert len({entry.id for entry in entries}) == len(entries)
    still_open = [sign.rule for sign in result.watched_signs if not sign.is_over]
    assert len(still_open) == len(set(still_open))


@settings(max_examples=300)
@given(diaries, diaries)
def test_every_sign_is_there_as_urgent_as_either_said(mine: Diary, theirs: Diary) -> None:
    result = after(mine, merge_diaries(mine, theirs))
    for value in (mine, theirs):
        for kind in ("days", "episodes"):
            for entry in getattr(value, kind):
                (found,) = here(kind, getattr(result, kind), entry)
                onsets = {sign.name: MOST_URGENT_FIRST.index(sign.onset) for sign in found.signs}
                assert all(onsets[sign.name] <= MOST_URGENT_FIRST.index(sign.onset) for sign in entry.signs)


@given(diaries)
def test_a_diary_merged_with_itself_is_unchanged(mine: Diary) -> None:
    merged = merge_diaries(mine, mine)
    assert after(mine, merged) == mine
    assert (merged.report.differences, merged.report.filled) == ([], [])
    assert merged.report.counts.keys() <= {"unchanged"}


EMPTY = Diary(Person(), DATE, DATE)


def test_entries_are_counted_by_what_became_of_them() -> None:
    ids = [UUID(int=n) for n in range(9)]
    mine = tuple(Day(ids[n], date(2026, 11, n), impact=3) for n in range(1, 4))
    theirs = (mine[0], replace(mine[1], note="b"), replace(mine[2], impact=4), Day(ids[8], DATE))
    report = merge_diaries(replace(EMPTY, days=mine), replace(EMPTY, days=theirs)).report
    assert report.counts == {"unchanged": 1, "merged": 1, "different": 1, "added": 1}
    assert [(one.day, one.fields) for one in report.filled] == [(mine[1].local_date, ("note",))]
    assert [(one.day, one.fields) for one in report.differences] == [(mine[2].local_date, ("impact",))]


def test_a_check_in_is_found_by_its_date_and_a_taken_id_gives_way() -> None:
    mine = replace(EMPTY, days=(Day(UUID(int=1), DATE),))
    theirs = replace(EMPTY, days=(Day(UUID(int=1), DATES[1]), Day(UUID(int=2), DATE, note="b")))
    merged = merge_diaries(mine, theirs)
    assert merged.changed["days"] == (Day(UUID(int=1), DATE, note="b"),)
    assert merged.added["days"] == (Day(other_id(UUID(int=1)), DATES[1]),)


@pytest.mark.parametrize(
    "entries",
    [
        [Medicine(UUID(int=n), "Iron") for n in (1, 2)],
        [Reading(UUID(int=n), "caffeine_mg", DATE, 80, source="tap") for n in (1, 2)],
    ],
    ids=["medicines", "readings"],
)
def test_an_id_that_another_one_would_give_way_to_is_no_reason_to_stumble(entries: list[Any]) -> None:
    kind = "medicines" if isinstance(entries[0], Medicine) else "readings"
    both = (replace(entries[1], id=other_id(entries[0].id)), entries[0])
    theirs = replace(EMPTY, **{kind: both})
    once = after(EMPTY, merge_diaries(EMPTY, theirs))
    assert getattr(once, kind) == both
    assert after(once, merge_diaries(once, theirs)) == once


def test_a_value_of_a_check_in_is_found_by_its_place() -> None:
    mine = Reading(UUID(int=1), "sleep_h", DATE, 7.0)
    merged = merge_diaries(
        replace(EMPTY, readings=(mine,)), replace(EMPTY, readings=(replace(mine, id=UUID(int=2), value=6.0),))
    )
    assert not merged.added["readings"]
    assert [(one.day, one.mine, one.theirs) for one in merged.report.differences] == [(DATE, (7.0,), (6.0,))]


def test_a_name_from_outside_that_is_another_value_here_stays_there() -> None:
    by_day = Reading(UUID(int=1), "sleep_h", DATE, 7.0)
    by_name = Reading(UUID(int=2), "sleep_h", DATES[1], 6.0, external_id="night-1")
    theirs = replace(by_day, id=UUID(int=3), external_id="night-1")
    merged = merge_diaries(replace(EMPTY, readings=(by_day, by_name)), replace(EMPTY, readings=(theirs,)))
    assert (merged.added["readings"], merged.changed["readings"]) == ((), ())
    assert [(one.fields, one.theirs) for one in merged.report.differences] == [(("external_id",), ("night-1",))]


def test_what_is_tracked_is_found_by_its_key_and_is_a_setting() -> None:
    tea = Exposure(UUID(int=1), "own_tea", "Tea", "cups", Summary.SUM)
    theirs = replace(EMPTY, exposures=(replace(tea, id=UUID(int=2), unit="mL"),))
    report = merge_diaries(replace(EMPTY, exposures=(tea,)), theirs).report
    assert [(one.is_setting, one.fields) for one in report.differences] == [(True, ("unit",))]
    assert not report.counts
