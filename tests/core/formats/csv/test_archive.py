"""Zip files: sizes are checked before unpacking, and zip bombs are refused in little memory."""

from __future__ import annotations

import io
import random
import struct
import tracemalloc
import warnings
import zipfile

import pytest

from tracker.core.formats import FileRefusedError
from tracker.core.formats.csv.archive import pack, pack_pieces, unpack

KNOWN = ("days.csv", "episodes.csv")
MEBIBYTE = 1_048_576


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def reason(data: bytes) -> str:
    with pytest.raises(FileRefusedError) as refused:
        unpack(data, KNOWN)
    (problem,) = refused.value.problems
    return problem.reason


def test_pack_and_unpack_round_trip() -> None:
    files = {"days.csv": b"id\r\n", "episodes.csv": b""}
    assert unpack(pack(files), KNOWN) == files


def test_equal_files_give_equal_bytes() -> None:
    assert pack({"days.csv": b"id\r\n"}) == pack({"days.csv": b"id\r\n"})
    (entry,) = zipfile.ZipFile(io.BytesIO(pack({"days.csv": b""}))).infolist()
    assert entry.date_time == (1980, 1, 1, 0, 0, 0)


def test_what_comes_in_pieces_is_packed_as_one_file() -> None:
    words = random.Random(1)
    files = {name: words.randbytes(50_000).hex().encode() for name in (*KNOWN, "readings.csv")} | {"doses.csv": b""}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o100600 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    in_pieces = {
        name: [content[at : at + 7_000] for at in range(0, 100_000, 7_000)] for name, content in files.items()
    }
    pieces = list(pack_pieces(in_pieces))
    assert len(pieces) == len(files) + 1
    assert b"".join(pieces) == pack(files) == packed.getvalue()


ADDED = {
    "__MACOSX/._days.csv": b"\0\5\26\7", "._episodes.csv": b"\0\5\26\7", ".DS_Store": b"\0\0\0\1Bud1",
    "Thumbs.db": b"\xd0",
    "desktop.ini": b"[.ShellClassInfo]", "__MACOSX/": b"", "tables/": b"", "tables/.DS_Store": b"",
}  # fmt: skip
"""What file managers leave in a zip."""


@pytest.mark.parametrize("folder", ["", "tables/", "my diary/tables/", "tables\\"])
@pytest.mark.parametrize("added", [{}, ADDED], ids=["alone", "with what is added"])
def test_a_repacked_zip_is_read(folder: str, added: dict[str, bytes]) -> None:
    files = {"days.csv": b"id\r\n", "episodes.csv": b""}
    assert unpack(zipped(added | {f"{folder}{name}": content for name, content in files.items()}), KNOWN) == files


def test_files_of_file_managers_are_never_unpacked() -> None:
    data = zipped({"days.csv": b"id\r\n", "__MACOSX/._days.csv": bytes(40_000_000)})
    tracemalloc.start()
    try:
        assert unpack(data, KNOWN) == {"days.csv": b"id\r\n"}
        assert tracemalloc.get_traced_memory()[1] < MEBIBYTE
    finally:
        tracemalloc.stop()


def test_one_name_in_two_folders_is_refused() -> None:
    assert "“a/days.csv” is not a table" in reason(zipped({"a/days.csv": b"", "days.csv": b""}))


def with_flag(data: bytes, flag: int) -> bytes:
    """The same zip, whose directory marks the first file as encrypted."""
    at = data.index(b"PK\x01\x02")
    return data[: at + 8] + struct.pack("<H", flag) + data[at + 10 :]


def twice() -> bytes:
    packed = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(packed, "w") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("days.csv", b"a")
        archive.writestr("days.csv", b"b")
    return packed.getvalue()


GOOD = zipped({"days.csv": b"id\r\n" * 100})
REFUSED = {
    "no zip": (b"PK\x03\x04 and nothing else", "not a zip that can be read"),
    "cut short": (GOOD[:-30], "not a zip that can be read"),
    "broken inside": (GOOD[:40] + b"\xff\xff\xff" + GOOD[43:], "not a zip that can be read"),
    "another file": (zipped({"notes.txt": b""}), "“notes.txt” is not a table of a diary."),
    "a zip in it": (zipped({"diary.zip": GOOD}), "“diary.zip” is not a table of a diary."),
    "a way out": (zipped({"../days.csv": b""}), "“../days.csv” is not a table of a diary."),
    "a way out of a folder": (zipped({"a/../../days.csv": b""}), "“a/../../days.csv” is not a table of a diary."),
    "from the root": (zipped({"/days.csv": b""}), "“/days.csv” is not a table of a diary."),
    "a folder in a folder": (zipped({"a/b/days.csv": b"", "a/episodes.csv": b""}), "“a/b/days.csv” is not a table"),
    "twice": (twice(), "“days.csv” is in the zip twice."),
    "locked": (with_flag(GOOD, 1), "locked or packed in a way"),
    "packed otherwise": (zipped({"days.csv": b"id\r\n"}, zipfile.ZIP_LZMA), "locked or packed in a way"),
    "many files": (zipped({f"{n:04}.csv": b"" for n in range(5_000)}), "more files than a diary has tables"),
    "another list of files": (GOOD[:-22] + b"PK\x06\x07" + bytes(16) + GOOD[-22:], "more files than a diary"),
}


@pytest.mark.parametrize(("data", "says"), REFUSED.values(), ids=REFUSED.keys())
def test_a_malformed_zip_is_refused(data: bytes, says: str) -> None:
    assert says in reason(data)


def fifty_times_smaller(chunks: int) -> bytes:
    """Data that compresses fifty times: below the ratio that is refused."""
    chance = random.Random(1)
    return b"".join(chance.randbytes(600) + bytes(30_000) for _chunk in range(chunks))


BOMBS = {
    "one to a thousand": lambda: zipped({"days.csv": bytes(49_000_000)}),
    "too much in two": lambda: zipped(dict.fromkeys(KNOWN, fifty_times_smaller(900))),
    "a list of a million files": lambda: (
        GOOD[: GOOD.index(b"PK\x01\x02")] + b"PK\x01\x02" * 1_000_000 + b"PK\x05\x06"
        + struct.pack("<HHHHIIH", 0, 0, 1, 1, 4_000_000, GOOD.index(b"PK\x01\x02"), 0)
    ),
}  # fmt: skip


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS.keys())
def test_a_zip_bomb_is_refused_before_unpacking(bomb) -> None:  # type: ignore[no-untyped-def]
    data = bomb()
    tracemalloc.start()
    try:
        reason(data)
        assert tracemalloc.get_traced_memory()[1] < MEBIBYTE
    finally:
        tracemalloc.stop()


def test_two_bombs_are_refused_only_by_their_sum() -> None:
    one = fifty_times_smaller(900)
    assert unpack(zipped({"days.csv": one}), KNOWN) == {"days.csv": one}
    assert reason(zipped(dict.fromkeys(KNOWN, one))) == "The tables hold more than 50 MB."
