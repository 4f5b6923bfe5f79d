"""Files that are not a diary, or not a day table: refusals say what they are and what can be read."""

from __future__ import annotations

import gzip
import io
import zipfile
from datetime import date

import pytest

from tracker.core.demo import believable
from tracker.core.formats import FileRefusedError, diary_file, diary_json, diary_tables
from tracker.core.formats.csv import day_table
from tracker.core.formats.csv.archive import unpack

DIARY = believable(date(2026, 5, 31), 5, 1)
READABLE = "Levator reads the file that “Download my diary” gives (JSON), and the zip of its tables."
DAY_TABLE = "A day table is a CSV file with the columns date and episodes, and one for each exposure."


def zipped(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, "content")
    return packed.getvalue()


APPLE = b"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!ELEMENT HealthData (ExportDate,Me)>
]>
<HealthData locale="en_GB"></HealthData>"""
WORKBOOK = zipped("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml")
NEITHER = {
    "nothing": (b"", "The file is empty."),
    "blanks": (b"\r\n \n", "The file is empty."),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "This is a picture."),
    "a photo": (b"\xff\xd8\xff\xe0\0\x10JFIF", "This is a picture."),
    "a photo of a phone": (b"\0\0\0\x24ftypheic", "This is a picture, a sound or a film."),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3", "This is a PDF."),
    "a web page": (b"\n<!DOCTYPE html>\n<html lang='en'>", "This is a web page (HTML)."),
    "Apple Health": (APPLE, "This is an export of Apple Health."),
    "Apple Health, packed": (zipped("apple_health_export/export.xml"), "This is an export of Apple Health."),
    "other XML": (b'<?xml version="1.0"?>\n<gpx></gpx>', "This is an XML file of another program."),
    "Excel": (WORKBOOK, "This is a workbook of a spreadsheet program. Save each sheet as CSV in UTF-8."),
    "old Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "This is a workbook of a spreadsheet program."),
    "a letter": (zipped("[Content_Types].xml", "word/document.xml"), "This is a text document (Word)."),
    "packed otherwise": (gzip.compress(b"{}"), "This is packed in a way that Levator does not read."),
    "a backup": (b"SQLite format 3\0" + bytes(100), "This is the backup of a whole Levator."),
    "a sealed backup": (b"age-encryption.org/v1\n-> scrypt", "This is the backup of a whole Levator."),
    "a program": (b"\x7fELF\x02\x01\x01\0\0", "This is not text."),
}  # fmt: skip


def reason_of(data: bytes, read=diary_file.read) -> str:  # type: ignore[no-untyped-def]
    with pytest.raises(FileRefusedError) as refused:
        read(data)
    (problem,) = refused.value.problems
    assert problem.line == 0
    return problem.reason


@pytest.mark.parametrize(("data", "found"), NEITHER.values(), ids=NEITHER)
def test_refusals_name_the_kind_of_file(data: bytes, found: str) -> None:
    reason = reason_of(data)
    assert reason.startswith(found)
    assert reason.endswith(READABLE)
    reason = reason_of(data, day_table.read)
    assert reason.startswith(found)
    assert reason.endswith(DAY_TABLE)


@pytest.mark.parametrize("name", sorted(diary_tables.FILES))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_single_table_is_recognised_by_its_columns(name: str, encoding: str) -> None:
    alone = unpack(diary_tables.write(DIARY), diary_tables.FILES)[name].decode().encode(encoding)
    assert reason_of(alone) == f"This is one table of a diary, “{name}”. The whole zip is needed. {READABLE}"


TABLES = {
    "moods": (
        "full_date,weekday,mood,note\r\n2026-01-31,Sat,good,walk\r\n",
        "This is a table (CSV) of another program, with the columns full_date, weekday, mood, note.",
    ),
    "many columns, with semicolons": (
        ";".join(f"c{n}" for n in range(30)) + "\n",
        "This is a table (CSV) of another program, with the columns c0, c1, c2, c3, c4, c5, c6, c7….",
    ),
    "a day table": ("date;episodes;sleep_h\n", "This is a day table, which the command find_triggers reads."),
    "the doctor's summary": ("section,item,value\r\nTwitches,a,b\r\n", "This is the summary for the doctor."),
    "a letter": ("Dear diary\n\ntoday was quiet.\n", "This is text, but not a diary."),
    "notes": ("# Notes\nnothing", "This is text, but not a diary."),
}


@pytest.mark.parametrize(("text", "found"), TABLES.values(), ids=TABLES)
def test_other_text_is_recognised(text: str, found: str) -> None:
    assert reason_of(text.encode()) == f"{found} {READABLE}"


def test_a_diary_is_refused_as_a_day_table() -> None:
    assert reason_of(diary_json.write(DIARY), day_table.read) == (
        f"This is JSON. A diary is read in with import_diary. {DAY_TABLE}"
    )
    assert reason_of(diary_tables.write(DIARY), day_table.read) == f"This is a zip. {DAY_TABLE}"


def test_truncated_json_is_refused_with_its_line() -> None:
    with pytest.raises(FileRefusedError) as refused:
        diary_file.read(diary_json.write(DIARY)[:-20])
    assert refused.value.problems[0].line > 10
    assert "not JSON that can be read" in refused.value.problems[0].reason


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_diary_in_another_encoding_is_read(encoding: str) -> None:
    assert diary_file.read(diary_json.write(DIARY).decode().encode(encoding)) == DIARY
