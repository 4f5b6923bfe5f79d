"""Write and read a zip of a few known files. Names and sizes are checked before anything is unpacked.

Timestamps are fixed, so equal files give equal bytes.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from tracker.core.formats.validation.refusal import FileProblem, FileRefusedError
from tracker.core.formats.validation.violations import printable
from tracker.core.reference.limits import DIARY_FILE_BYTES, MEGABYTE
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _

FILE_MANAGER_FILES = {".ds_store", ".localized", "thumbs.db", "ehthumbs.db", "desktop.ini", ".directory"}
"""Files that file managers add, in lower case. Names that begin with ._ are skipped too."""

MAX_DIRECTORY_BYTES = 8_192
"""Size of the central directory. Ten tables need about 1 kB, or 2 kB with the files that a Mac adds."""

MAX_COMPRESSION_RATIO = 100
RATIO_FREE_BYTES = 5_000_000
"""Zip bomb limit: a file that unpacks to more than this must not exceed the compression ratio."""

_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x07"
_FIRST_TIME = (1980, 1, 1, 0, 0, 0)
_OWNER_ONLY = 0o100600 << 16
_READ_ERRORS = (
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
    """Zip these files in their order."""
    return b"".join(pack_pieces({name: [content] for name, content in files.items()}))


def pack_pieces(files: Mapping[str, Iterable[bytes]]) -> Iterator[bytes]:
    """The same piece by piece. Of each file, only what it is packed to is in memory."""
    packed = _Outgoing()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, pieces in files.items():
            entry = zipfile.ZipInfo(name, _FIRST_TIME)
            entry.create_system, entry.external_attr = 3, _OWNER_ONLY
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w") as file:
                for piece in pieces:
                    file.write(piece)
            yield packed.take()
    yield packed.take()


class _Outgoing(io.BytesIO):
    """What was written and not yet taken. Positions count from the first byte: a zip names them."""

    _taken = 0

    def take(self) -> bytes:
        """Return what is there, and forget it."""
        content = self.getvalue()
        self._taken += len(content)
        super().seek(0)
        self.truncate()
        return content

    def tell(self) -> int:
        """The position from the first byte."""
        return self._taken + super().tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a position from the first byte."""
        return self._taken + super().seek(offset - self._taken, whence)


def unpack(data: bytes, known: Collection[str], translate: Translate = str) -> dict[str, bytes]:
    """Return the files of a zip by name. Raises FileRefusedError for a name not in `known` and for a zip bomb.

    Files of file managers are skipped, and a single folder around all files is ignored.
    """
    if len(data) > DIARY_FILE_BYTES:
        raise _refused(translate(_("The file is larger than %(most)d MB.")) % {"most": DIARY_FILE_BYTES // MEGABYTE})
    _check_directory(data, translate)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = _by_name(archive.infolist())
            _check_entries(entries, known, translate)
            return {name: archive.read(entry) for name, entry in entries}
    except _READ_ERRORS:
        raise _refused(translate(_("This is not a zip that can be read."))) from None


def _by_name(entries: Iterable[zipfile.ZipInfo]) -> list[tuple[str, zipfile.ZipInfo]]:
    """Return the files with their names relative to a folder that holds all of them, if there is one."""
    packed = [(PurePosixPath(entry.filename.replace("\\", "/")), entry) for entry in entries if not entry.is_dir()]
    kept = [(path, entry) for path, entry in packed if not _is_from_file_manager(path)]
    folders = {path.parent for path, _entry in kept}
    folder = folders.pop() if len(folders) == 1 else PurePosixPath()
    is_safe = not folder.is_absolute() and ".." not in folder.parts
    return [(path.name if is_safe and path.parent == folder else str(path), entry) for path, entry in kept]


def _is_from_file_manager(path: PurePosixPath) -> bool:
    """Whether macOS, Windows or KDE added this file."""
    return "__MACOSX" in path.parts or path.name.startswith("._") or path.name.lower() in FILE_MANAGER_FILES


def _check_directory(data: bytes, translate: Translate) -> None:
    """Refuse a zip with a long list of files before the list is parsed."""
    end = data.rfind(_END, max(0, len(data) - 65_557))
    if end < 0 or len(data) < end + 22:
        raise _refused(translate(_("This is not a zip that can be read.")))
    size: int = struct.unpack_from("<I", data, end + 12)[0]
    if size > MAX_DIRECTORY_BYTES or data[max(0, end - 20) :].startswith(_END_64):
        raise _refused(translate(_("The zip holds more files than a diary has tables.")))


def _check_entries(
    entries: Sequence[tuple[str, zipfile.ZipInfo]], known: Collection[str], translate: Translate
) -> None:
    names = [name for name, _entry in entries]
    for name, entry in entries:
        reason = _reason_to_refuse(name, entry, known) or (
            names.count(name) > 1 and _("“%(name)s” is in the zip twice.")
        )
        if reason:
            raise _refused(translate(reason) % {"name": printable(name)})
    if sum(entry.file_size for _name, entry in entries) > DIARY_FILE_BYTES:
        most = {"most": DIARY_FILE_BYTES // MEGABYTE}
        raise _refused(translate(_("The tables hold more than %(most)d MB.")) % most)


def _reason_to_refuse(name: str, entry: zipfile.ZipInfo, known: Collection[str]) -> str:
    """Say what is wrong with one file according to the directory, "" for nothing."""
    if name not in known:
        return _("“%(name)s” is not a table of a diary.")
    if entry.flag_bits & 1 or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return _("“%(name)s” is locked or packed in a way that is not known.")
    if entry.file_size > max(RATIO_FREE_BYTES, MAX_COMPRESSION_RATIO * entry.compress_size):
        return _("“%(name)s” unpacks to far more than its size.")
    return ""


def _refused(reason: str) -> FileRefusedError:
    return FileRefusedError((FileProblem(0, reason),))
