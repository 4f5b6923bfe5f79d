"""The whole diary as tables and back: round trips, refusals and damaged files."""

from __future__ import annotations

import csv
import io
import random
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core import records
from tracker.core.demo import believable
from tracker.core.formats import FileProblem, FileRefusedError, diary_json, diary_tables
from tracker.core.formats.csv.archive import pack, unpack
from tracker.core.formats.csv.tables import FILES, RECORDS
from tracker.core.records import Day, Diary, Dose, Episode, Injection, Medicine, Person, Reading, Relief, Visit
from tracker.core.reference.places import PLACES

FIRST, LAST = date(2025, 3, 1), date(2025, 4, 30)
AT = datetime(2025, 4, 1, 9, 30, tzinfo=UTC)
STARTS = [
    "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", "\u200b=", "\ufeff+", "\u00a0@", "'=", "'",
    "''", "\r\n@", "\\=",
]  # fmt: skip
LIVE_STARTS = [*STARTS, "\0="]


def everything(text: str) -> Diary:
    """A diary with an entry of each kind, and this text in every free-text field."""
    nose = PLACES["nose_side:left"]
    ids = iter(UUID(int=number) for number in range(1, 99))
    pills = Medicine(
        next(ids), text, FIRST, FIRST, LAST, True, text, text, text, True, (records.DoseChange(FIRST, text, True),),
        text, text,
    )  # fmt: skip
    relief = Relief(text, True, 4)
    question = " ".join(text.split()) or "?"
    return Diary(
        Person(), FIRST, LAST,
        days=(Day(next(ids), LAST, note=text),),
        episodes=(Episode(next(ids), AT, "UTC", AT.date(), blamed=(text, text), reliefs=(relief,), note=text),),
        exposures=(records.Exposure(next(ids), text, text, text[:20], records.Summary.SUM),),
        readings=(Reading(next(ids), text, LAST, 0.5, item=text, source=text, external_id=text),),
        medicines=(pills,),
        doses=(Dose(next(ids), pills.id, AT, "UTC", AT.date(), text),),
        injections=(Injection(next(ids), LAST, text, (records.Injected(nose, 2.5),), None, text),),
        visits=(
            Visit(next(ids), LAST, text, (question, question), text,
                  (records.MedicalTest(records.MedicalTestKind.BLOOD, text, text),), (records.ScaleScore(text, -5),),
                  text, text),
        ),
    )  # fmt: skip


def texts_of(entry: Any) -> Iterator[str]:
    for field in fields(entry):
        value = getattr(entry, field.name)
        for part in value if isinstance(value, tuple) else (value,):
            yield from texts_of(part) if is_dataclass(part) else [str(part)]


def cells(data: bytes) -> dict[str, list[list[str]]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            name: list(csv.reader(io.StringIO(archive.read(name).decode(), newline=""), strict=True))
            for name in archive.namelist()
        }


def is_live(cell: str) -> bool:
    """Whether OWASP warns of this cell (CSV injection), checked independently of the code under test."""
    seen = "".join(c for c in cell if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf"))
    return cell[:1] in tuple("\t\r\n\0") or seen[:1] in tuple("=+-@＝＋－＠")


def is_number(cell: str) -> bool:
    return bool(re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", cell))


@pytest.mark.parametrize("start", LIVE_STARTS, ids=[ascii(start) for start in LIVE_STARTS])
def test_no_cell_is_a_live_formula(start: str) -> None:
    payload = f"{start}cmd|' /C calc'!A0"
    diary = everything(payload)
    tables = cells(diary_tables.write(diary))
    live = [cell for rows in tables.values() for row in rows for cell in row if is_live(cell) and not is_number(cell)]
    assert live == []
    assert sum("calc" in cell for rows in tables.values() for row in rows for cell in row) == 28


@pytest.mark.parametrize("start", STARTS, ids=[ascii(start) for start in STARTS])
def test_every_field_is_unescaped(start: str) -> None:
    diary = everything(f"{start}1+1;2|'x\\")
    assert diary_tables.read(diary_tables.write(diary)) == diary


nasty = st.builds(
    lambda start, rest: f"{start}{rest}"[:20],
    st.sampled_from(["", *STARTS, ";", "|", "\\", '"', ","]),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=18),
)


@settings(max_examples=150)
@given(st.lists(nasty, min_size=3, max_size=3), st.integers(0, 2**32))
def test_write_and_read_round_trip(words: list[str], seed: int) -> None:
    """Every text differs, so that mixed-up fields are noticed."""
    diary, chance = everything(words[0]), random.Random(seed)
    episode = replace(
        diary.episodes[0],
        blamed=tuple(chance.choices(words, k=chance.randrange(4))),
        reliefs=tuple(Relief(w, chance.choice((None, True, False)), chance.choice((None, 0, 9))) for w in words),
        signs=(records.Sign("ringing", records.Onset.UNSURE),),
        places=tuple(chance.sample(sorted(PLACES.values()), chance.randrange(3))),
        strength=chance.choice((None, 0, 10)),
        in_sleep=chance.choice((None, True, False)),
        falling_asleep=chance.choice((None, True, False)),
        note=words[1],
    )
    visit = replace(diary.visits[0], agreed=words[2], questions=())
    diary = replace(
        diary, episodes=(episode,), visits=(visit,), person=Person("Europe/Berlin", "DE", palsy_began=FIRST)
    )
    data = diary_tables.write(diary)
    again = diary_tables.read(data)
    assert again == diary
    assert diary_tables.write(again) == data


def test_a_demo_diary_round_trips_and_agrees_with_json() -> None:
    diary = believable(LAST, 120, 1)
    again = diary_tables.read(diary_tables.write(diary))
    assert again == diary
    assert diary_json.write(again) == diary_json.write(diary)


def test_an_empty_diary_has_tables_without_rows() -> None:
    empty = Diary(Person(), date(2000, 1, 1), date(2000, 1, 1))
    data = diary_tables.write(empty)
    assert diary_tables.read(data) == empty
    assert {name: len(rows) for name, rows in cells(data).items()} == dict.fromkeys(FILES, 1) | {"diary.csv": 2}


def test_tables_follow_rfc_4180() -> None:
    with zipfile.ZipFile(io.BytesIO(diary_tables.write(everything('say "so", then')))) as archive:
        assert archive.namelist() == list(FILES)
        for name in FILES:
            content = archive.read(name)
            assert content.endswith(b"\r\n")
            assert content.count(b"\r\n") == content.count(b"\n")
        assert b'"say ""so"", then"' in archive.read("days.csv")


def test_a_negative_number_stays_a_number() -> None:
    diary = everything("Pain scale")
    (row,) = [dict(zip(rows[0], rows[1], strict=True)) for name, rows in cells(diary_tables.write(diary)).items()
              if name == "visits.csv"]  # fmt: skip
    assert row["scores"] == "Pain scale|-5"


def changed(table: str, before: str, after: str) -> bytes:
    """The zip of a diary, with a replacement in one table."""
    files = unpack(diary_tables.write(everything("words")), FILES)
    assert before.encode() in files[table]
    return pack(files | {table: files[table].replace(before.encode(), after.encode(), 1)})


WRONG = [
    ("days.csv", "2025-04-30", "30.4.2025", 2, "days.local_date: must be a date written like 2026-01-31"),
    ("days.csv", "2025-04-30", "2025-05-30", 2, "days.local_date: lies outside first_day to last_day"),
    ("readings.csv", ",0.5,", ",much,", 2, "readings.value: must be a number from 0 to 1000000"),
    ("readings.csv", ",0.5,", ",1e999,", 2, "readings.value: must be a number from 0 to 1000000"),
    ("episodes.csv", "words|true|4", "words|maybe|4", 2, "episodes.reliefs.helped: must be true or false"),
    ("episodes.csv", "words|true|4", "words|true|4|5", 2, "episodes.reliefs.part 4: is not a field of this format"),
    ("episodes.csv", ",urge_before,", ",itch_before,", 1, "“itch_before” is not a column of this table"),
    ("diary.csv", "levator-diary", "other", 2, "This is not a Levator diary: “format” is not “levator-diary”."),
    ("diary.csv", "diary,2,", "diary,3,", 2, "version: 3 was made by a newer Levator"),
    ("diary.csv", ",UTC,", ",Mars,", 2, "person.time_zone: “Mars” is not a time zone"),
    ("doses.csv", "-000000000001,", "-000000000009,", 2,
     "doses.medicine: “00000000-0000-0000-0000-000000000009” is not among the medicines of this file"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "before", "after", "line", "reason"), WRONG, ids=[invalid[4][:40] for invalid in WRONG]
)
def test_refusals_name_table_line_and_reason(table: str, before: str, after: str, line: int, reason: str) -> None:
    with pytest.raises(FileRefusedError) as refused:
        diary_tables.read(changed(table, before, after))
    assert [(one.file, one.line, one.reason) for one in refused.value.problems] == [(table, line, reason)]
    assert str(refused.value) == f"{table}, line {line}: {reason}"


def test_a_future_entry_is_refused_with_its_line() -> None:
    latest = datetime(2025, 4, 2, tzinfo=UTC)
    with pytest.raises(FileRefusedError) as refused:
        diary_tables.read(diary_tables.write(everything("words")), latest=latest)
    assert {one.file for one in refused.value.problems} == {"days.csv", "readings.csv", "injections.csv"}


def test_a_zip_with_a_missing_table_is_refused() -> None:
    files = unpack(diary_tables.write(everything("words")), FILES)
    del files["days.csv"]
    with pytest.raises(FileRefusedError, match=r"days\.csv: This table is missing from the zip\."):
        diary_tables.read(pack(files))


def test_a_head_table_without_rows_is_refused() -> None:
    files = unpack(diary_tables.write(everything("words")), FILES)
    headless = files["diary.csv"].split(b"\r\n")[0]
    with pytest.raises(FileRefusedError, match=r"diary\.csv, line 1: This is not a Levator diary"):
        diary_tables.read(pack(files | {"diary.csv": headless}))


def test_a_head_table_with_two_rows_is_refused() -> None:
    files = unpack(diary_tables.write(everything("words")), FILES)
    head = files["diary.csv"]
    with pytest.raises(FileRefusedError, match=r"diary\.csv, line 3: "):
        diary_tables.read(pack(files | {"diary.csv": head + head.split(b"\r\n", 1)[1]}))


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The zip with bytes changed, removed, doubled or cut off: in the zip itself, or in one of its tables."""
    if chance.random() < 0.4:
        return damaged(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(files))
    return pack(files | {name: damaged(files[name], chance)})


def damaged(data: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _times in range(chance.randint(1, 6)):
        at = chance.randrange(len(spoilt) + 1)
        match chance.randrange(4):
            case 0:
                spoilt[at : at + 1] = chance.choice([b"\0", b"\xff", b'"', b",", b"\r\n", b"-", b"9" * 40, b"="])
            case 1:
                del spoilt[at : at + chance.randint(1, 30)]
            case 2:
                spoilt[at:at] = spoilt[at : at + chance.randint(1, 60)]
            case _:
                del spoilt[at + 400 :]
    return bytes(spoilt)


def refused(data: bytes) -> tuple[FileProblem, ...]:
    """The problems found; none if it is still a valid diary."""
    try:
        diary_tables.read(data)
    except FileRefusedError as refusal:
        return refusal.problems
    return ()


def test_damaged_files_are_read_or_refused() -> None:
    data, chance = diary_tables.write(everything("words; and| more")), random.Random(7)
    answers = [refused(mutated(data, chance)) for _file in range(300)]
    assert sum(map(bool, answers)) > 200
    for problems in answers:
        assert len(problems) <= 20
        assert all(len(one.reason.splitlines()) == 1 and one.file in ("", *FILES) for one in problems)


def test_every_record_of_the_diary_has_its_table() -> None:
    sections = {field.name for field in fields(Diary)} - {"person", "first_day", "last_day"}
    assert RECORDS.keys() == sections


def test_rows_are_sorted() -> None:
    diary = believable(LAST, 40, 2)
    turned = replace(diary, days=diary.days[::-1], episodes=diary.episodes[::-1], readings=diary.readings[::-1])
    assert turned != diary
    assert diary_tables.read(diary_tables.write(turned)) == diary


def test_too_many_rows_are_refused_before_parsing() -> None:
    with pytest.raises(FileRefusedError, match=r"days\.csv: The tables have more than 300000 lines\."):
        diary_tables.read(with_days(b"x,,,,,,,,\r\n" * 300_000))


def with_days(rows: bytes) -> bytes:
    """The zip of a diary with more days; not compressed, so that its size alone is not suspicious."""
    packed, files = io.BytesIO(), unpack(diary_tables.write(everything("words")), FILES)
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content + (rows if name == "days.csv" else b""))
    return packed.getvalue()
