"""A zip of a few known files, opened with care: everything is counted and measured before anything is unpacked.

The same files give the same bytes: the times in it are fixed.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Collection, Mapping

from tracker.formats.findings import shown
from tracker.formats.refusal import Problem, Refused
from tracker.reference.limits import DIARY_FILE_BYTES
from tracker.reference.words import gettext_noop as _

MARK = b"PK"
"""What every zip begins with."""

DIRECTORY_BYTES = 8_192
"""Of the list of files at the end; ten names need less than one thousand."""

MOST_TIMES_LARGER = 100
LARGE = 5_000_000
"""A file that unpacks to more than this and to more than a hundred times its size is no table of true entries."""

_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x07"
_FIRST_TIME = (1980, 1, 1, 0, 0, 0)
_OWNER_ONLY = 0o100600 << 16
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    ValueError,
    LookupError,
    EOFError,
    OSError,
)


def pack(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files, in their order."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _FIRST_TIME)
            entry.create_system, entry.external_attr = 3, _OWNER_ONLY
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def unpack(data: bytes, known: Collection[str], say: Callable[[str], str] = str) -> dict[str, bytes]:
    """The files of a zip, all of them among the `known`. Raises Refused for any other, and for a trap."""
    if len(data) > DIARY_FILE_BYTES:
        raise _refused(say(_("The file is larger than %(most)d MB.")) % {"most": DIARY_FILE_BYTES // 1_000_000})
    _look_at_directory(data, say)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _look_at_entries(archive.infolist(), known, say)
            return {entry.filename: archive.read(entry) for entry in archive.infolist()}
    except _BROKEN:
        raise _refused(say(_("This is not a zip that can be read."))) from None


def _look_at_directory(data: bytes, say: Callable[[str], str]) -> None:
    """Whether the list of files is short, before anybody reads it."""
    end = data.rfind(_END, max(0, len(data) - 65_557))
    if end < 0 or len(data) < end + 22:
        raise _refused(say(_("This is not a zip that can be read.")))
    size: int = struct.unpack_from("<I", data, end + 12)[0]
    if size > DIRECTORY_BYTES or data[max(0, end - 20) :].startswith(_END_64):
        raise _refused(say(_("The zip holds more files than a diary has tables.")))


def _look_at_entries(entries: list[zipfile.ZipInfo], known: Collection[str], say: Callable[[str], str]) -> None:
    names = [entry.filename for entry in entries]
    for entry in entries:
        reason = _trouble(entry, known) or (names.count(entry.filename) > 1 and _("“%(name)s” is in the zip twice."))
        if reason:
            raise _refused(say(reason) % {"name": shown(entry.filename)})
    if sum(entry.file_size for entry in entries) > DIARY_FILE_BYTES:
        most = {"most": DIARY_FILE_BYTES // 1_000_000}
        raise _refused(say(_("The tables hold more than %(most)d MB.")) % most)


def _trouble(entry: zipfile.ZipInfo, known: Collection[str]) -> str:
    """What is wrong with one file of a zip, by what its list says of it; "" for nothing."""
    if entry.filename not in known:
        return _("“%(name)s” is not a table of a diary.")
    if entry.flag_bits & 1 or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return _("“%(name)s” is locked or packed in a way that is not known.")
    if entry.file_size > max(LARGE, MOST_TIMES_LARGER * entry.compress_size):
        return _("“%(name)s” unpacks to far more than its size.")
    return ""


def _refused(reason: str) -> Refused:
    return Refused((Problem(0, reason),))
