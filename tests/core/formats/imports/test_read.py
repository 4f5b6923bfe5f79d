"""Every format is known by its content, and a spoilt file is read or refused in words."""

from __future__ import annotations

import io
import random

import pytest
from walk.export_samples import SAMPLES
from walk.exports import BERLIN, read

from tracker.core.formats import FileRefusedError
from tracker.core.formats.imports import choose, open_package
from tracker.core.formats.imports.package import Limits
from tracker.core.formats.imports.read import TABLE, read_package
from tracker.core.reference.import_sources import APPS

SPOILT, SPOILT_LONG = 15, 2_000
"""Spoilt files of each format, in the usual run and with --long."""

LIMITS = Limits(50_000_000)


@pytest.mark.parametrize("name", SAMPLES)
def test_format_is_known_by_its_content_and_gives_values(name: str) -> None:
    found = read(SAMPLES[name], name="Checkmarks.csv").collected
    assert found.format == ("table" if name in ("long table", "workbook") else name.partition(" ")[0])
    assert found.format in {*APPS, TABLE}
    assert found.candidates
    assert found.ends_early is None


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """The file with one to four things wrong."""
    for _time in range(chance.randint(1, 4)):
        place = chance.randrange(max(1, len(data)))
        length = chance.choice((1, 2, 8, 60))
        match chance.randrange(7):
            case 0:
                data = data[:place]
            case 1:
                data = data[:place] + chance.randbytes(length) + data[place + length :]
            case 2:
                data = data[:place] + data[place + length :]
            case 3:
                data = data[:place] + data[place : place + 60] * chance.randint(2, 4) + data[place:]
            case 4:
                digits = [n for n, byte in enumerate(data) if 48 <= byte <= 57] or [0]
                at = chance.choice(digits)
                data = (
                    data[:at]
                    + chance.choice((b"-", b"9999999999", b"", b"e9", b"\xff", b"nan", b"0"))
                    + data[at + 1 :]
                )
            case 5:
                data = (
                    data[:place]
                    + chance.choice((b'"', b"<", b">", b"&", b"\0", b",", b"\r", b"{", b"]"))
                    + data[place:]
                )
            case _:
                data = data.replace(
                    *chance.choice(((b"2026", b"1970"), (b"2026", b"2999"), (b":", b"."), (b",", b";")))
                )
    return data


@pytest.mark.parametrize("name", SAMPLES)
def test_spoilt_file_is_read_or_refused_in_words(name: str, is_long: bool) -> None:
    reasons = []
    for seed in range(SPOILT_LONG if is_long else SPOILT):
        data = spoilt(SAMPLES[name], random.Random(f"{name} {seed}"))
        try:
            with open_package(io.BytesIO(data), "file", LIMITS) as package:
                found = read_package(package, BERLIN)
        except FileRefusedError as refused:
            reasons.append(str(refused))
        else:
            choose(found.collected)
    assert all(len(reason) > 10 for reason in reasons)


@pytest.mark.parametrize("name", SAMPLES)
def test_cut_file_gives_whole_values_or_a_plain_sentence(name: str) -> None:
    data = SAMPLES[name]
    whole = {one.external_id: one for one in read(data).collected.candidates}
    for cut in range(1, len(data), max(1, len(data) // 25)):
        try:
            found = read(data[:cut]).collected.candidates
        except FileRefusedError:
            continue
        if name.startswith("apple_health"):
            assert {one.external_id for one in found} <= whole.keys()
