"""Make a large export of Apple Health: half a million records, grouped by type as an iPhone writes them."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import chain
from pathlib import Path

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE HealthData [\n<!ELEMENT HealthData (Record)*>\n]>\n'
    '<HealthData locale="en_GB">\n <ExportDate value="2026-11-29 12:00:00 +0100"/>\n'
)
DEVICE = (
    "&lt;&lt;HKDevice: 0x{address:x}&gt;, name:Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,2, "
    "software:11.1&gt;"
)
QUANTITY = "HKQuantityTypeIdentifier"
SLEEP = "HKCategoryTypeIdentifierSleepAnalysis"
LAST = date(2026, 11, 28)
STAGES = ("AsleepCore", "AsleepDeep", "AsleepCore", "AsleepREM", "Awake")


def write_export(path: Path, seed: int = 1, years: int = 3, density: int = 1, level: int = 6) -> int:
    """Write the zip, and return how many bytes its XML has.

    `density` multiplies the records of a day, `level` is that of the compression: none with 0.
    """
    chance = random.Random(seed)  # noqa: S311
    size = 0
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive,
        archive.open("apple_health_export/export.xml", "w", force_zip64=True) as stream,
    ):
        for piece in chain([HEAD], _records(chance, 365 * years, density), ["</HealthData>\n"]):
            size += stream.write(piece.encode())
    return size


def _records(chance: random.Random, number_of_days: int, density: int) -> Iterator[str]:
    """Records of every day, type after type: most of them are of no use to Levator."""
    first = datetime.combine(LAST, datetime.min.time()) - timedelta(days=number_of_days - 1)
    days = [first + timedelta(days=day) for day in range(number_of_days)]
    for day in days:
        for number in range(200 * density):
            at = day + timedelta(seconds=432 * number // density)
            yield _record(
                chance, QUANTITY + "HeartRate", at, at, "count/min", chance.randint(50, 150), has_metadata=True
            )
    for day in days:
        for number in range(220 * density):
            at = day + timedelta(seconds=390 * number // density)
            kind = ("StepCount", "ActiveEnergyBurned", "DistanceWalkingRunning")[number % 3]
            yield _record(chance, QUANTITY + kind, at, at + timedelta(minutes=5), "count", chance.randint(1, 400))
    for day in days:
        yield from _night(chance, day)
        for hour, kind, unit, amount in ((7, "DietaryCaffeine", "mg", 80), (10, "DietaryCaffeine", "mg", 63.5),
                                         (9, "DietaryWater", "mL", 250), (13, "DietaryWater", "mL", 500)):  # fmt: skip
            at = day + timedelta(hours=hour, minutes=chance.randint(0, 59))
            yield _record(chance, QUANTITY + kind, at, at, unit, amount)
    for day in days:
        yield f' <ActivitySummary dateComponents="{day:%Y-%m-%d}" appleExerciseTime="{chance.randint(0, 90)}"/>\n'


def _night(chance: random.Random, day: datetime) -> Iterator[str]:
    at = day - timedelta(minutes=chance.randint(10, 90))
    yield _record(chance, SLEEP, at, at + timedelta(hours=8), "", "HKCategoryValueSleepAnalysisInBed", source="Phone")
    for number in range(30):
        end = at + timedelta(minutes=chance.randint(8, 22))
        stage = f"HKCategoryValueSleepAnalysis{STAGES[number % 5]}"
        yield _record(chance, SLEEP, at, end, "", stage, has_metadata=True)
        at = end


def _record(
    chance: random.Random,
    kind: str,
    start: datetime,
    end: datetime,
    unit: str,
    value: object,
    source: str = "Apple Watch",
    *,
    has_metadata: bool = False,
) -> str:
    device = DEVICE.format(address=chance.getrandbits(40))
    told = f' unit="{unit}"' if unit else ""
    tag = (
        f' <Record type="{kind}" sourceName="{source}" sourceVersion="11.1" device="{device}"{told}'
        f' creationDate="{end:%Y-%m-%d %H:%M:%S} +0100" startDate="{start:%Y-%m-%d %H:%M:%S} +0100"'
        f' endDate="{end:%Y-%m-%d %H:%M:%S} +0100" value="{value}"'
    )
    if not has_metadata:
        return f"{tag}/>\n"
    return f'{tag}>\n  <MetadataEntry key="HKTimeZone" value="Europe/Berlin"/>\n </Record>\n'
