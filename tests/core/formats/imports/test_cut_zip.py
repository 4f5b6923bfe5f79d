"""A zip that was cut off: what is in front of the cut is read, and the gap is named."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from random import Random

import pytest
from walk.exports import BERLIN, apple, asleep, zip_of

from tracker.core.formats import FileRefusedError
from tracker.core.formats.imports import open_package, read_package
from tracker.core.formats.imports.package import Limits
from tracker.core.formats.imports.values import CutOff

NIGHTS = [asleep(f"2026-{m:02}-{d:02} 00:30:00 +0100", f"2026-{m:02}-{d:02} 06:30:00 +0100", source=f"W{d}")
          for m in range(1, 10) for d in range(1, 29)]  # fmt: skip
PHOTO = Random(1).randbytes(3_000)


class Unseekable(io.RawIOBase):
    """A file that a zip is streamed into: sizes then follow each file in it."""

    def __init__(self) -> None:
        self.written = b""

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.written += bytes(data)
        return len(data)


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED, *, streamed: bool = False) -> bytes:
    target = Unseekable() if streamed else io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:  # type: ignore[arg-type]
        for name, content in files.items():
            archive.writestr(name, content)
    return target.written if isinstance(target, Unseekable) else target.getvalue()


def read(data: bytes) -> tuple[int, CutOff | None]:
    with open_package(io.BytesIO(data)) as package:
        found = read_package(package, BERLIN).collected
    return len(found.candidates), found.cut


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_file_before_the_cut_is_whole(method: int, streamed: bool) -> None:
    if streamed and method == zipfile.ZIP_STORED:
        pytest.skip("without sizes in front, the end of a file that is not packed cannot be found")
    data = packed({"export.xml": apple(*NIGHTS), "photo.jpg": PHOTO}, method, streamed=streamed)
    assert read(data[: data.index(b"photo.jpg") + 1_000]) == (len(NIGHTS), CutOff(1, "photo.jpg"))


def test_directory_is_missing_but_every_file_is_whole() -> None:
    data = packed({"export.xml": apple(*NIGHTS)})
    assert read(data[: data.rindex(b"PK\x01\x02")]) == (len(NIGHTS), CutOff(1, ""))


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_file_with_the_cut_is_read_up_to_its_last_whole_line(method: int) -> None:
    data = packed({"photo.jpg": PHOTO, "export.xml": apple(*NIGHTS)}, method)
    found, cut = read(data[: data.rindex(b"PK\x01\x02") - 200])
    assert cut == CutOff(1, "export.xml")
    assert 0 < found < len(NIGHTS)


def test_unfinished_line_of_a_table_is_left_out() -> None:
    rows = "".join(f"2026-03-{day:02},7.25\n" for day in range(1, 29))
    data = packed({"diary.csv": f"Date,Sleep (h)\n{rows}".encode()}, zipfile.ZIP_STORED)
    with open_package(io.BytesIO(data[: data.index(b"2026-03-28,7.") + 13])) as package:
        found = read_package(package, BERLIN).collected
    assert {one.value for one in found.candidates} == {7.25}
    assert len(found.candidates) == 27


def test_bomb_that_was_cut_off_is_refused() -> None:
    data = packed({"export.xml": b" " * 60_000_000})
    with pytest.raises(FileRefusedError, match="far more"), open_package(io.BytesIO(data[:-100])):
        pass


def test_bytes_of_a_cut_zip_are_counted_too() -> None:
    data = packed({"export.xml": apple(*NIGHTS) + PHOTO * 1_000}, zipfile.ZIP_STORED)
    with (
        pytest.raises(FileRefusedError, match="1 MB"),
        open_package(io.BytesIO(data[:-100]), limits=Limits(1_000_000)) as package,
    ):
        read_package(package, BERLIN)


def test_cut_at_any_byte_is_read_or_refused_in_words() -> None:
    data = zip_of({"photo.jpg": PHOTO, "export.xml": apple(*NIGHTS[:40]), "more.json": b"[]"})
    for cut in range(0, len(data) - 1, 23):
        with suppress(FileRefusedError):
            assert read(data[:cut])[1]
