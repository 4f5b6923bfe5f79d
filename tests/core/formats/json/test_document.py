"""The whole diary as JSON and back: round trips, sorting and translation."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.core.formats import FileRefusedError, diary_json
from tracker.core.records import (
    Day,
    Diary,
    Episode,
    Exposure,
    Feel,
    Onset,
    Person,
    Place,
    Reading,
    Relief,
    Side,
    Sign,
    Summary,
)
from tracker.core.reference import limits
from tracker.core.reference.asked_once import ASKED_ONCE
from tracker.core.reference.countries import COUNTRIES
from tracker.core.reference.exposures import BUILT_IN, BY_KEY
from tracker.core.reference.places import PLACES
from tracker.core.reference.signs import SIGNS

FIRST, LAST = date(2025, 3, 1), date(2025, 4, 30)
ZONES = ("Europe/Berlin", "Pacific/Kiritimati", "America/New_York", "UTC")


def texts(most: int, least: int = 0) -> st.SearchStrategy[str]:
    alphabet = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
    return st.text(alphabet, min_size=least, max_size=min(most, 30))


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


dates = st.dates(FIRST, LAST)
flags = st.booleans()
scores = st.integers(*limits.SCORE)
people = st.builds(
    Person,
    time_zone=st.sampled_from(ZONES),
    country=st.sampled_from(["", *COUNTRIES]),
    units=st.sampled_from(["metric", "us"]),
    day_starts_at=st.integers(*limits.DAY_STARTS_AT),
    calm_mode=flags,
    theme=st.sampled_from(["auto", "light", "dark"]),
    under_16=flags,
    pregnant=flags,
    palsy_began=maybe(dates),
    palsy_improving=maybe(flags),
    twitching_since=maybe(dates),
    seen_by_doctor=maybe(flags),
    seen_by_doctor_in=maybe(dates),
    goes_on_in_sleep=maybe(flags),
    eye_closes=maybe(flags),
    can_hold_back=maybe(flags),
    skipped=st.lists(st.sampled_from(ASKED_ONCE), unique=True).map(tuple),
    own_number=st.from_regex(limits.PHONE_NUMBER, fullmatch=True) | st.just(""),
    **dict.fromkeys(
        ("runs_in_family", "hurt_before", "mouth_moves", "brow_rises", "touch_eases", "set_off"), maybe(flags)
    ),
)
reliefs = st.builds(
    Relief,
    what=texts(limits.NAME_CHARS, 1),
    helped=maybe(flags),
    after_min=maybe(st.integers(*limits.RELIEF_MIN)),
)
sign = st.builds(Sign, name=st.sampled_from(sorted(SIGNS)), onset=st.sampled_from(Onset))
signs = st.lists(sign, unique_by=lambda sign: sign.name, max_size=3).map(tuple)
notes = texts(limits.NOTE_CHARS)
days = st.builds(Day, st.uuids(), dates, flags, signs, flags, maybe(scores), maybe(scores), maybe(flags), notes)


def moments_of(day: date) -> st.SearchStrategy[datetime]:
    midnight = datetime.combine(day, time(), UTC)
    return st.integers(-86_400, 2 * 86_400 - 1).map(lambda s: midnight + timedelta(seconds=s, microseconds=s % 7))


@st.composite
def episodes(draw: st.DrawFn) -> Episode:
    local_date = draw(dates)
    still_going = draw(flags)
    return Episode(
        id=draw(st.uuids()),
        onset=draw(moments_of(local_date)),
        zone=draw(st.sampled_from(ZONES)),
        local_date=local_date,
        duration_s=None if still_going else draw(maybe(st.integers(*limits.DURATION_S))),
        still_going=still_going,
        places=tuple(draw(st.lists(st.sampled_from(sorted(PLACES.values())), unique=True, max_size=4))),
        strength=draw(maybe(scores)),
        feel=draw(maybe(st.sampled_from(Feel))),
        count=draw(maybe(st.integers(*limits.COUNT))),
        can_hold_back=draw(maybe(flags)),
        urge_before=draw(maybe(flags)),
        eye_closes=draw(maybe(flags)),
        in_sleep=draw(maybe(flags)),
        falling_asleep=draw(maybe(flags)),
        pain=draw(maybe(scores)),
        signs=draw(signs),
        no_other_signs=draw(flags),
        blamed=tuple(draw(st.lists(texts(limits.NAME_CHARS, 1), max_size=3))),
        reliefs=tuple(draw(st.lists(reliefs, max_size=2))),
        note=draw(notes),
    )


def exposures(key: str) -> st.SearchStrategy[Exposure]:
    unit = st.just(BY_KEY[key].unit) if key in BY_KEY else texts(limits.UNIT_CHARS)
    return st.builds(
        Exposure,
        id=st.uuids(),
        key=st.just(key),
        name=texts(limits.NAME_CHARS, 1),
        unit=unit,
        summary=st.sampled_from(Summary),
        limit=maybe(st.floats(*limits.READING_VALUE)),
        tracked=flags,
    )


@st.composite
def readings(draw: st.DrawFn, keys: list[str]) -> Reading:
    key, local_date = draw(st.sampled_from(keys)), draw(dates)
    return Reading(
        id=draw(st.uuids()),
        exposure=key,
        local_date=local_date,
        value=draw(st.floats(*(BY_KEY[key].range if key in BY_KEY else limits.READING_VALUE))),
        at=draw(maybe(moments_of(local_date))),
        zone=draw(st.sampled_from(["", *ZONES])),
        item=draw(texts(limits.NAME_CHARS)),
        source=draw(st.sampled_from(["check-in", "tap", "csv"])),
        external_id=draw(texts(10)),
    )


def by_name(entry: Any) -> UUID:
    return entry.id


def in_time(reading: Reading) -> tuple[date, datetime, UUID]:
    return reading.local_date, reading.at or datetime.min.replace(tzinfo=UTC), reading.id


@st.composite
def diaries(draw: st.DrawFn) -> Diary:
    keys = draw(st.lists(st.sampled_from([*BY_KEY, "pollen", "größe"]), unique=True, max_size=4))
    rows = draw(st.lists(readings(keys), max_size=4, unique_by=by_name)) if keys else []
    typed = {(r.exposure, r.local_date): r for r in rows if r.source == "check-in"}
    others = [r for r in rows if r.source != "check-in"]
    kept = {(r.source, r.external_id or r.id): r for r in [*typed.values(), *others]}
    return Diary(
        person=draw(people),
        first_day=FIRST,
        last_day=LAST,
        days=tuple(
            sorted(
                draw(st.lists(days, max_size=3, unique_by=(by_name, lambda d: d.local_date))),
                key=lambda d: d.local_date,
            )
        ),
        episodes=tuple(
            sorted(draw(st.lists(episodes(), max_size=3, unique_by=by_name)), key=lambda e: (e.onset, e.id))
        ),
        exposures=tuple(
            replace(draw(exposures(key)), id=UUID(int=number)) for number, key in enumerate(keys, start=1)
        ),
        readings=tuple(sorted(kept.values(), key=in_time)),
    )


DIARY = Diary(
    Person("Europe/Berlin", "DE"),
    date(2026, 1, 30),
    date(2026, 1, 31),
    days=(Day(UUID(int=1), date(2026, 1, 30), no_twitch=True), Day(UUID(int=2), date(2026, 1, 31), note="Long day")),
    episodes=(
        Episode(
            UUID(int=3),
            datetime(2026, 1, 31, 9, 30, tzinfo=UTC),
            "Europe/Berlin",
            date(2026, 1, 31),
            duration_s=240,
            places=(Place("nose_side", Side.LEFT),),
            strength=0,
            can_hold_back=False,
            signs=(Sign("ringing", Onset.SUDDEN),),
            reliefs=(Relief("massage", helped=False),),
        ),
    ),
    exposures=(Exposure(UUID(int=4), "caffeine_mg", "Caffeine", "mg", Summary.SUM, 400.0),),
    readings=(
        Reading(
            UUID(int=5), "caffeine_mg", date(2026, 1, 31), 80.0, datetime(2026, 1, 31, 7, tzinfo=UTC), item="espresso"
        ),
    ),
)

ENTRY = "00000000-0000-0000-0000-00000000000"
WRITTEN = f'''{{
"format": "levator-diary",
"version": 2,
"person": {{"time_zone": "Europe/Berlin", "country": "DE", "units": "metric", "day_starts_at": 0, "theme": "auto"}},
"first_day": "2026-01-30",
"last_day": "2026-01-31",
"exposures": [
{{"id": "{ENTRY}4", "key": "caffeine_mg", "name": "Caffeine", "unit": "mg", "summary": "sum", \
"limit": 400, "tracked": true}}
],
"days": [
{{"id": "{ENTRY}1", "local_date": "2026-01-30", "no_twitch": true}},
{{"id": "{ENTRY}2", "local_date": "2026-01-31", "note": "Long day"}}
],
"episodes": [
{{"id": "{ENTRY}3", "onset": "2026-01-31T09:30:00Z", "zone": "Europe/Berlin", "local_date": "2026-01-31", \
"duration_s": 240, "places": ["nose_side:left"], "strength": 0, "can_hold_back": false, \
"signs": [{{"name": "ringing", "onset": "sudden"}}], "reliefs": [{{"what": "massage", "helped": false}}]}}
],
"readings": [
{{"id": "{ENTRY}5", "exposure": "caffeine_mg", "local_date": "2026-01-31", "value": 80, "at": "2026-01-31T07:00:00Z", \
"item": "espresso", "source": "check-in"}}
]
}}
'''  # fmt: skip


def test_document_has_one_entry_per_line_without_unset_fields() -> None:
    assert diary_json.write(DIARY).decode() == WRITTEN


def test_an_empty_diary_has_empty_lists() -> None:
    empty = Diary(Person(), date(2000, 1, 1), date(2000, 1, 1))
    assert b'"days": []' in diary_json.write(empty)
    assert diary_json.read(diary_json.write(empty)) == empty


@given(diaries())
@example(DIARY)
def test_write_and_read_round_trip(diary: Diary) -> None:
    data = diary_json.write(diary)
    again = diary_json.read(data)
    assert again == diary
    assert diary_json.write(again) == data


def test_equal_diaries_give_equal_bytes() -> None:
    there = datetime(2026, 1, 31, 8, tzinfo=datetime.strptime("+0100", "%z").tzinfo)
    same = replace(DIARY, readings=(replace(DIARY.readings[0], value=80, at=there),))
    assert same == DIARY
    assert diary_json.write(same) == diary_json.write(DIARY)


def test_minus_zero_is_zero() -> None:
    reading = replace(DIARY.readings[0], value=-0.0)
    assert b'"value": 0,' in diary_json.write(replace(DIARY, readings=(reading,)))


def test_entries_are_sorted() -> None:
    turned = replace(DIARY, days=DIARY.days[::-1])
    assert turned != DIARY
    assert diary_json.read(diary_json.write(turned)) == DIARY


def test_byte_order_mark_and_line_ends_change_nothing() -> None:
    data = WRITTEN.replace("\n", "\r\n").encode("utf-8-sig")
    assert diary_json.read(data) == DIARY


def test_all_built_in_exposures_are_read() -> None:
    exposures = tuple(
        Exposure(UUID(int=number), b.key, b.name, b.unit, b.summary, b.limit, b.tracked)
        for number, b in enumerate(BUILT_IN, start=1)
    )
    diary = Diary(Person(), FIRST, LAST, exposures=exposures)
    assert diary_json.read(diary_json.write(diary)) == diary


def test_refusals_are_translated() -> None:
    words = {"must be a whole number from %(low)d to %(high)d": "ganze Zahl von %(low)d bis %(high)d"}
    data = WRITTEN.replace('"strength": 0', '"strength": 11').encode()
    with pytest.raises(FileRefusedError) as refused:
        diary_json.read(data, translate=lambda text: words.get(text, text))
    assert refused.value.problems[0].reason == "episodes.strength: ganze Zahl von 0 bis 10"
