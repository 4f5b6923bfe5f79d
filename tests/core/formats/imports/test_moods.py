"""Moods that Daylio has as names only, and the numbers that a person gives them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from walk.exports import BERLIN, read

from tracker.core.formats.imports import Collected, collect, reduction
from tracker.core.formats.imports.daylio import MOODS
from tracker.core.formats.imports.merge import merge
from tracker.core.formats.imports.mood_names import mood_key
from tracker.core.formats.imports.moods import mood_names, with_numbers
from tracker.core.formats.imports.values import NamedMood

HEAD = "full_date,date,weekday,time,mood,activities,note_title,note\n"
START = datetime(2026, 3, 1, 6, tzinfo=UTC)
WORDS = {number: word for word, number in MOODS.items()}
OWN = {"ok but sleepy": 3, "Grumpy": 2, "on top of it": 5, "so la la": 3}
NUMBERS = {mood_key(name): number for name, number in OWN.items()}


def entry(hours: int, mood: str) -> str:
    at = START + timedelta(hours=hours)
    return f'{at:%Y-%m-%d},"{at:%d %B}",{at:%A},{at:%H:%M},{mood},"","",""\n'


def daylio(*entries: tuple[int, str]) -> Collected:
    """A CSV of Daylio with a mood for each of these hours."""
    return read(HEAD + "".join(entry(*one) for one in entries)).collected


def days(collected: Collected) -> dict[str, tuple[float, int]]:
    """The mood of each date, and the number of its entries."""
    moods = [one for one in collected.candidates if one.exposure == "mood"]
    assert len({(one.day, one.source) for one in moods}) == len(moods)
    return {one.day.isoformat(): (one.value, one.count) for one in moods}


@given(st.dictionaries(st.integers(0, 24 * 12), st.sampled_from([*MOODS, *OWN])))
def test_moods_with_numbers_are_those_of_a_file_with_the_apps_own_moods(entries: dict[int, str]) -> None:
    named = with_numbers(daylio(*entries.items()), NUMBERS)
    same = daylio(*((hours, WORDS[float(OWN[name])] if name in OWN else name) for hours, name in entries.items()))
    assert days(named) == days(same)
    assert ([one.key for one in named.exposures], named.left_out) == ([one.key for one in same.exposures], ())


def test_day_is_the_mean_of_all_its_entries_with_a_number() -> None:
    found = daylio((0, "good"), (1, "ok but sleepy"), (2, "Grumpy"), (3, "rad"), (24, "Grumpy"), (48, "strange"))
    assert days(found) == {"2026-03-01": (4.5, 2)}
    assert days(with_numbers(found, {"grumpy": 1})) == {"2026-03-01": (3.333333, 3), "2026-03-02": (1, 1)}
    assert days(with_numbers(found, NUMBERS)) == {"2026-03-01": (3.5, 4), "2026-03-02": (2, 1)}


def test_moods_without_a_number_are_left_out_and_counted() -> None:
    found = daylio((0, "good"), (1, "Grumpy"), (2, "Grumpy"), (24, "ok but sleepy"), (25, "strange"))
    groups = with_numbers(found, {"ok but sleepy": 3}).left_out
    examples = [(group.count, [(one.values["mood"], one.line) for one in group.examples]) for group in groups]
    assert examples == [(2, [("Grumpy", 3)]), (1, [("strange", 6)])]


def test_names_that_nobody_is_asked_about_are_one_group() -> None:
    found = daylio(*((24 * (place // 20) + place % 20, f"mood {place:02}") for place in range(34)))
    assert [group.count for group in with_numbers(found, {}).left_out] == [*[1] * 30, 4]


def test_numbers_are_given_once() -> None:
    found = with_numbers(daylio((0, "Grumpy")), NUMBERS)
    assert with_numbers(found, {"grumpy": 5}) == found


def test_names_with_the_most_days_come_first_and_are_cut() -> None:
    found = daylio((0, "b" * 90), (1, "b" * 91), (24, "Ok  but sleepy"), (48, "ok but sleepy "), (49, "a"))
    names = [(one.name, one.days) for one in mood_names(found)]
    assert names == [("Ok but sleepy", 2), ("a", 1), ("b" * 40, 1)]


def test_entry_that_is_in_the_file_twice_counts_once() -> None:
    found = daylio((0, "Grumpy"), (0, "Grumpy"), (0, "strange"), (1, "Grumpy"))
    assert [(one.name, one.count) for one in found.named_moods] == [("Grumpy", 2), ("strange", 1)]


def test_its_days_count_as_found() -> None:
    days: set[date] = set()
    at = START.replace(hour=12)
    collect(
        [NamedMood("Grumpy", at, "UTC"), NamedMood(" ", at + timedelta(days=1), "UTC")], "daylio", BERLIN, days=days
    )
    assert days == {date(2026, 3, 1)}


def test_dates_to_come_and_of_no_clock_are_left_out() -> None:
    late = (date(2027, 1, 1) - START.date()).days * 24
    found = daylio((late, "Grumpy"), (-24 * 366 * 50, "Grumpy"))
    assert (found.named_moods, sum(group.count for group in found.left_out)) == ((), 2)


def test_too_many_names_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reduction, "MAX_NAMED_MOODS", 2)
    found = daylio((0, "a"), (1, "b"), (2, "c"), (3, "a"))
    assert [(one.name, one.count) for one in found.named_moods] == [("a", 2), ("b", 1)]
    assert [(group.reason, group.count) for group in found.left_out] == [(reduction.TOO_MANY, 1)]


def test_moods_beside_another_apps_file_keep_where_they_are_from() -> None:
    table = read("Date,Sleep (h)\n2026-03-01,7\n2026-03-02,8\n").collected
    found = merge([daylio((0, "good"), (1, "Grumpy"), (24, "Grumpy")), table])
    moods = [one for one in with_numbers(found, NUMBERS).candidates if one.exposure == "mood"]
    assert [(one.value, one.origin) for one in moods] == [(3, "daylio"), (2, "daylio")]
