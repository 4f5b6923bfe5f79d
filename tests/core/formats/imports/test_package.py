from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from walk.exports import BERLIN, apple, asleep, zip_of

from tracker.core.formats import FileRefusedError
from tracker.core.formats.imports import open_package, read_package
from tracker.core.formats.imports.package import Limits

DATA = apple(asleep("2026-03-01 23:30:00 +0100", "2026-03-02 06:30:00 +0100"))


def test_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "apple_health_export").mkdir()
    (tmp_path / "apple_health_export" / "export.xml").write_bytes(DATA)
    (tmp_path / ".DS_Store").write_bytes(b"\0")
    with open_package(tmp_path) as package:
        assert len(package.members) == 1
        assert len(read_package(package, BERLIN).collected.candidates) == 1


def test_bomb_is_refused_by_its_directory() -> None:
    with (
        pytest.raises(FileRefusedError, match="far more than its size"),
        open_package(io.BytesIO(zip_of({"a": bytes(60_000_000)}))),
    ):
        pass


def test_zip_within_a_zip_is_read() -> None:
    inner = zip_of({"apple_health_export/export.xml": DATA})
    with open_package(io.BytesIO(zip_of({"Takeout/export.zip": inner, "Takeout/a.txt": "a"}))) as package:
        assert [one.name for one in package.members] == ["apple_health_export/export.xml", "Takeout/a.txt"]
        assert len(read_package(package, BERLIN).collected.candidates) == 1
    with open_package(io.BytesIO(zip_of({"a.zip": zip_of({"b.zip": inner})}))) as package:
        assert [one.name for one in package.members] == ["b.zip"]


def test_damaged_zip_within_a_zip_leaves_the_rest() -> None:
    content = zip_of({"broken.zip": b"PK\x03\x04" + bytes(100), "export.xml": DATA})
    with open_package(io.BytesIO(content)) as package:
        assert len(read_package(package, BERLIN).collected.candidates) == 1


def test_cut_zip_within_a_zip_keeps_what_is_whole() -> None:
    inner = zip_of({"export.xml": DATA, "later.xml": DATA})[:-120]
    with open_package(io.BytesIO(zip_of({"export.zip": inner}))) as package:
        assert package.cut
        assert len(read_package(package, BERLIN).collected.candidates) == 1


@pytest.mark.parametrize(("size", "limits"), [(60_000_000, Limits()), (3_000_000, Limits(2_000_000))])
def test_bomb_within_a_zip_is_refused(size: int, limits: Limits) -> None:
    content = zip_of({"a.zip": zip_of({"export.xml": DATA + b" " * size})})
    with (
        pytest.raises(FileRefusedError, match=r"far more than its size|2 MB"),
        open_package(io.BytesIO(content), limits=limits) as package,
    ):
        read_package(package, BERLIN)


def test_bytes_are_counted_as_they_come() -> None:
    data = zip_of({"export.xml": DATA + b" " * 3_000_000})
    with (
        open_package(io.BytesIO(data), limits=Limits(2_000_000)) as package,
        pytest.raises(FileRefusedError, match="2 MB"),
    ):
        read_package(package, BERLIN)


def test_locked_zip_is_refused() -> None:
    data = bytearray(zip_of({"export.xml": DATA}))
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 8] |= 1
    with pytest.raises(FileRefusedError, match="password"), open_package(io.BytesIO(bytes(data))):
        pass


def test_damaged_member_keeps_what_was_whole() -> None:
    packed = io.BytesIO()
    pieces = [asleep(f"2026-03-{day:02} 00:30:00 +0100", f"2026-03-{day:02} 06:30:00 +0100") for day in range(1, 29)]
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("export.xml", apple(*pieces))
    data = bytearray(packed.getvalue())
    # A wrong checksum is noticed at the end only.
    data[14:18] = b"\0\0\0\0"
    with open_package(io.BytesIO(bytes(data))) as package:
        assert read_package(package, BERLIN).collected.candidates


@pytest.mark.parametrize("cut", [5, 30, 70])
def test_cut_zip_is_refused_in_words(cut: int) -> None:
    with (
        pytest.raises(FileRefusedError, match="cut off"),
        open_package(io.BytesIO(zip_of({"export.xml": DATA})[:cut])),
    ):
        pass
