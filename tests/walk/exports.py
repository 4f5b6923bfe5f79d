"""Small exports of other apps, made anew, and what becomes of them."""

from __future__ import annotations

import io
import sqlite3
import tempfile
import zipfile
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tracker.core.formats.imports import Chosen, ImportContext, Options, choose, open_package, read_package
from tracker.core.formats.imports.read import ReadExport

LATEST = datetime(2026, 11, 30, 12, tzinfo=UTC)
BERLIN = ImportContext(LATEST, "Europe/Berlin")
NEW_YORK = ImportContext(LATEST, "America/New_York")

DOCTYPE = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE HealthData [\n<!ELEMENT HealthData (Record)*>\n]>\n'
SLEEP = "HKCategoryTypeIdentifierSleepAnalysis"
QUANTITY = "HKQuantityTypeIdentifier"


def record(
    kind: str, start: str, end: str = "", value: object = "", unit: str = "", source: str = "Watch", **metadata: str
) -> str:
    """One record of Apple Health; times are like `2026-03-02 07:10:00 +0100`."""
    attributes = {
        "type": kind,
        "sourceName": source,
        "unit": unit,
        "startDate": start,
        "endDate": end or start,
        "value": value,
    }
    told = " ".join(f'{name}="{text}"' for name, text in attributes.items() if text != "")
    entries = "".join(f'  <MetadataEntry key="{key}" value="{text}"/>\n' for key, text in metadata.items())
    return f" <Record {told}>\n{entries} </Record>\n" if entries else f" <Record {told}/>\n"


def asleep(start: str, end: str, stage: str = "AsleepCore", source: str = "Watch", **metadata: str) -> str:
    """One piece of sleep in Apple Health."""
    return record(SLEEP, start, end, f"HKCategoryValueSleepAnalysis{stage}", source=source, **metadata)


def apple(*records: str, head: str = DOCTYPE, end: str = "</HealthData>\n") -> bytes:
    """An export of Apple Health."""
    return (head + '<HealthData locale="en_GB">\n' + "".join(records) + end).encode()


def zip_of(files: Mapping[str, bytes | str]) -> bytes:
    """A zip of these files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


INTERVAL = "start_time INTEGER, end_time INTEGER, start_zone_offset INTEGER, end_zone_offset INTEGER"


def health_connect(rows: Mapping[str, list[tuple[Any, ...]]]) -> bytes:
    """A database of Health Connect with these rows: sleeps, stages, water and food."""
    tables = {
        "application_info_table": "row_id INTEGER, package_name TEXT, app_name TEXT",
        "sleep_session_record_table": f"row_id INTEGER, app_info_id INTEGER, {INTERVAL}, local_date INTEGER",
        "sleep_stages_table": "parent_key INTEGER, stage_start_time INTEGER, stage_end_time INTEGER, "
        "stage_type INTEGER",
        "hydration_record_table": f"row_id INTEGER, uuid BLOB, app_info_id INTEGER, volume REAL, {INTERVAL}",
        "nutrition_record_table": f"row_id INTEGER, uuid BLOB, app_info_id INTEGER, caffeine REAL, "
        f"meal_name TEXT, {INTERVAL}",
        "steps_record_table": "row_id INTEGER, count INTEGER",
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.db"
        database = sqlite3.connect(path)
        for name, columns in tables.items():
            database.execute(f"CREATE TABLE {name} ({columns})")
            for row in rows.get(name, []):
                database.execute(f"INSERT INTO {name} VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608
        database.commit()
        database.close()
        return path.read_bytes()


def milliseconds(text: str) -> int:
    """The Unix time of an ISO time with offset."""
    return int(datetime.fromisoformat(text).timestamp() * 1_000)


def read(data: bytes | str, context: ImportContext = BERLIN, name: str = "file") -> ReadExport:
    """Read an export."""
    content = data.encode() if isinstance(data, str) else data
    with open_package(io.BytesIO(content), name) as package:
        return read_package(package, context)


def chosen(data: bytes | str, context: ImportContext = BERLIN, options: Options | None = None) -> Chosen:
    """What would be saved of an export."""
    return choose(read(data, context).collected, options or Options())


def totals(
    data: bytes | str, context: ImportContext = BERLIN, options: Options | None = None
) -> dict[str, dict[str, float]]:
    """The values of an export by exposure and date, rounded to hundredths."""
    found = chosen(data, context, options).totals()
    return {key: {day.isoformat(): round(value, 2) for day, value in days.items()} for key, days in found.items()}


def day(text: str) -> date:
    """A date."""
    return date.fromisoformat(text)


def workbook(*rows: tuple[object, ...], sheet: str = "Diary") -> bytes:
    """A spreadsheet (XLSX) with one sheet. Text, numbers, and dates as the numbers that a spreadsheet keeps."""
    cells = "".join(
        f'<row r="{line}">' + "".join(map(_cell, row, (f"{chr(65 + n)}{line}" for n in range(len(row))))) + "</row>"
        for line, row in enumerate(rows, start=1)
    )
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = {"workbook": "sheet.main", "worksheets/sheet1": "worksheet", "styles": "styles"}
    types = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{kinds}.{kind}+xml"/>' for part, kind in overrides.items()
    )
    return zip_of(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f"{types}</Types>",
            "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r" Type="{relation}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{space}" xmlns:r="{relation}"><sheets>'
            f'<sheet name="{sheet}" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" '
            f'Type="{relation}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" '
            f'Type="{relation}/styles" Target="styles.xml"/></Relationships>',
            "xl/styles.xml": f'<styleSheet xmlns="{space}"><cellXfs>'
            '<xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{space}"><sheetData>{cells}</sheetData></worksheet>',
        }
    )


def _cell(value: object, place: str) -> str:
    if isinstance(value, date):
        return f'<c r="{place}" s="1"><v>{(value - date(1899, 12, 30)).days}</v></c>'
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'
    return "" if value is None else f'<c r="{place}"><v>{value}</v></c>'
