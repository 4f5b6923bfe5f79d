"""Signs to watch in the diary's file: round trips in both formats, and refusals with their field."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.formats import FileRefusedError, diary_json, diary_tables
from tracker.core.formats.csv.archive import pack, unpack
from tracker.core.formats.csv.tables import FILES
from tracker.core.records import Diary, Person, WatchedSign
from tracker.core.reference.rules.levels import ANSWERS, Level

DAY = date(2026, 1, 31)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
NAMES = TEXTS.filter(bool)
PLAIN = TEXTS | st.booleans() | st.integers(-9, 999) | st.floats(-9, 999)
LISTS = st.lists(PLAIN, max_size=3) | st.lists(st.dictionaries(TEXTS, PLAIN, max_size=2), max_size=2)
OWN = st.dictionaries(NAMES.map(lambda name: f"own {name}"), PLAIN | LISTS, max_size=3)
COMPARED = st.fixed_dictionaries(
    {}, optional={"run_days": st.integers(0, 99), "places": st.lists(TEXTS), "dates": st.just(["2026-01-31"])}
)
FACTS = st.builds(lambda own, compared: own | compared, OWN, COMPARED)


@st.composite
def signs(draw: st.DrawFn) -> WatchedSign:
    first = DAY + timedelta(days=draw(st.integers(0, 30)))
    answer = draw(st.sampled_from(["", *ANSWERS]))
    return WatchedSign(
        rule=draw(NAMES),
        version=draw(st.integers(0, 9)),
        level=draw(st.sampled_from(Level)).value,
        within_hours=draw(st.none() | st.integers(0, 400)),
        facts=draw(FACTS),
        says=tuple(draw(st.lists(NAMES, max_size=2))),
        first_shown=first,
        last_shown=first + timedelta(days=draw(st.integers(0, 9))),
        answer=answer,
        answered_on=first if answer else None,
        answered_facts=draw(FACTS),
        answered_level=draw(st.sampled_from(["", *Level])),
        is_over=draw(st.booleans()),
    )


def in_order(found: list[WatchedSign]) -> tuple[WatchedSign, ...]:
    return tuple(sorted(found, key=lambda sign: (sign.first_shown, sign.rule, sign.last_shown)))


@pytest.mark.parametrize("format", [diary_json, diary_tables], ids=["json", "tables"])
@given(st.lists(signs(), max_size=3, unique_by=lambda sign: sign.rule).map(in_order))
def test_write_and_read_round_trip(format: Any, found: tuple[WatchedSign, ...]) -> None:
    data = format.write(Diary(Person(), DAY, DAY, watched_signs=found))
    again = format.read(data)
    assert again.watched_signs == found
    assert format.write(again) == data


def test_facts_in_another_order_give_equal_bytes() -> None:
    sign = WatchedSign("S2_persistent", 1, "soon", None, {"b": 1, "a": [{"d": 1, "c": 2}]}, (), DAY, DAY)
    turned = WatchedSign("S2_persistent", 1, "soon", None, {"a": [{"c": 2, "d": 1}], "b": 1}, (), DAY, DAY)
    files = {diary_json.write(Diary(Person(), DAY, DAY, watched_signs=(one,))) for one in (sign, turned)}
    assert len(files) == 1


ENTRY: dict[str, Any] = {
    "rule": "S2_persistent", "version": 1, "level": "soon", "facts": {}, "first_shown": "2026-01-31",
    "last_shown": "2026-01-31",
}  # fmt: skip
SIGN: dict[str, Any] = {
    "rule": "S2_persistent", "version": 1, "level": "soon", "within_hours": None, "facts": {"a": 1}, "says": (),
    "first_shown": DAY, "last_shown": DAY,
}  # fmt: skip
DEEP: Any = [[[[["too deep"]]]]]
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"facts": []}, "watched_signs.facts: must be an object in curly brackets"),
    ({"facts": {"places": "chin:left"}}, "watched_signs.facts.places: must be a list"),
    ({"facts": {"signs": [{}]}}, "watched_signs.facts.signs: must be text"),
    ({"facts": {"dates": ["soon"]}}, "watched_signs.facts.dates: must be a date written like 2026-01-31"),
    ({"facts": {"run_days": "16"}}, "watched_signs.facts.run_days: must be a number"),
    ({"facts": {"x": None}}, "watched_signs.facts: must be text, a number, true or false"),
    ({"facts": {"x": float("nan")}}, "watched_signs.facts: must be text, a number, true or false"),
    ({"facts": {"x": "a\0"}}, "watched_signs.facts: holds a character that cannot be kept"),
    ({"facts": {"x": "a" * 1_001}}, "watched_signs.facts: is longer than 1000 characters"),
    ({"facts": {"x" * 61: 1}}, "watched_signs.facts: is longer than 60 characters"),
    ({"facts": {"x": list(range(1_001))}}, "watched_signs.facts: has more than 1000 items"),
    ({"facts": {"x": DEEP}}, "watched_signs.facts: has too many brackets within brackets"),
    ({"answered_facts": {"places": 3}}, "watched_signs.answered_facts.places: must be a list"),
    ({"level": "urgent"}, "watched_signs.level: “urgent” is not a level of the rules"),
    ({"answer": "maybe", "answered_on": "2026-01-31"}, "watched_signs.answer: “maybe” is not an answer to a sign"),
    ({"answer": "seen"}, "watched_signs.answered_on: must be there exactly where there is an answer"),
    ({"last_shown": "2026-01-30"}, "watched_signs.last_shown: is before first_shown"),
    ({"within_hours": -1}, "watched_signs.within_hours: must be a whole number from 0 to 10000"),
]


def reasons(*entries: dict[str, Any]) -> list[str]:
    document = json.loads(diary_json.write(Diary(Person(), DAY, DAY)))
    with pytest.raises(FileRefusedError) as refused:
        diary_json.read(json.dumps(document | {"watched_signs": list(entries)}).encode())
    return [problem.reason for problem in refused.value.problems]


@pytest.mark.parametrize(("field", "reason"), WRONG, ids=[reason for _field, reason in WRONG])
def test_invalid_signs_are_refused_with_their_field(field: dict[str, Any], reason: str) -> None:
    assert reasons(ENTRY | field) == [reason]


def test_two_open_signs_of_a_rule_are_refused() -> None:
    assert reasons(ENTRY, ENTRY) == ["watched_signs.rule: is there twice"]


def test_a_duplicate_fact_is_refused() -> None:
    document = diary_json.write(Diary(Person(), DAY, DAY, watched_signs=(WatchedSign(**SIGN),)))
    with pytest.raises(FileRefusedError, match=r"watched_signs\.facts: is there twice"):
        diary_json.read(document.replace(b'{"a": 1}', b'{"a": 1, "a": 2}'))


@pytest.mark.parametrize("cell", ["{", "5", "[" * 100_000, "9" * 5_000, "words"])
def test_a_cell_without_an_object_is_refused_with_its_line(cell: str) -> None:
    sign = WatchedSign("S2_persistent", 1, "soon", None, {"facts": "are here"}, (), DAY, DAY)
    files = unpack(diary_tables.write(Diary(Person(), DAY, DAY, watched_signs=(sign,))), FILES)
    written = b'"{""facts"": ""are here""}"'
    assert written in files["watched_signs.csv"]
    spoilt = pack(files | {"watched_signs.csv": files["watched_signs.csv"].replace(written, cell.encode())})
    with pytest.raises(FileRefusedError) as refused:
        diary_tables.read(spoilt)
    assert str(refused.value) == (
        "watched_signs.csv, line 2: watched_signs.facts: must be an object in curly brackets"
    )
