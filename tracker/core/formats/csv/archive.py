"""A zip of a few known files, opened with care: everything is counted and measured before anything is unpacked.

The same files give the same bytes: the times in it are fixed.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from tracker.core.formats.validation.problems import shown
from tracker.core.formats.validation.refusal import Problem, Refused
from tracker.core.reference.limits import DIARY_FILE_BYTES, MEGABYTE
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _

ADDED = {".ds_store", ".localized", "thumbs.db", "ehthumbs.db", "desktop.ini", ".directory"}
"""What file managers put beside other files, in small letters. Their names that begin with ._ are skipped too."""

DIRECTORY_BYTES = 8_192
"""Of the list of files at the end; eleven names need one thousand, or two with what a Mac adds."""

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


def unpack(data: bytes, known: Collection[str], translate: Translate = str) -> dict[str, bytes]:
    """The files of a zip, all of them among the `known`. Raises Refused for any other, and for a trap.

    What file managers add is skipped, and so is one folder around all files.
    """
    if len(data) > DIARY_FILE_BYTES:
        raise _refused(translate(_("The file is larger than %(most)d MB.")) % {"most": DIARY_FILE_BYTES // MEGABYTE})
    _look_at_directory(data, translate)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = _named(archive.infolist())
            _look_at_entries(entries, known, translate)
            return {name: archive.read(entry) for name, entry in entries}
    except _BROKEN:
        raise _refused(translate(_("This is not a zip that can be read."))) from None


def _named(entries: Iterable[zipfile.ZipInfo]) -> list[tuple[str, zipfile.ZipInfo]]:
    """The files that somebody packed, by their names without a folder around all of them."""
    packed = [(PurePosixPath(entry.filename.replace("\\", "/")), entry) for entry in entries if not entry.is_dir()]
    own = [(path, entry) for path, entry in packed if not _is_added(path)]
    folders = {path.parent for path, _entry in own}
    around = folders.pop() if len(folders) == 1 else PurePosixPath()
    is_harmless = not around.is_absolute() and ".." not in around.parts
    return [(path.name if is_harmless and path.parent == around else str(path), entry) for path, entry in own]


def _is_added(path: PurePosixPath) -> bool:
    """Whether a file manager put it there by itself: macOS, Windows, or KDE."""
    return "__MACOSX" in path.parts or path.name.startswith("._") or path.name.lower() in ADDED


def _look_at_directory(data: bytes, translate: Translate) -> None:
    """Whether the list of files is short, before anybody reads it."""
    end = data.rfind(_END, max(0, len(data) - 65_557))
    if end < 0 or len(data) < end + 22:
        raise _refused(translate(_("This is not a zip that can be read.")))
    size: int = struct.unpack_from("<I", data, end + 12)[0]
    if size > DIRECTORY_BYTES or data[max(0, end - 20) :].startswith(_END_64):
        raise _refused(translate(_("The zip holds more files than a diary has tables.")))


def _look_at_entries(
    entries: Sequence[tuple[str, zipfile.ZipInfo]], known: Collection[str], translate: Translate
) -> None:
    names = [name for name, _entry in entries]
    for name, entry in entries:
        reason = _trouble(name, entry, known) or (names.count(name) > 1 and _("“%(name)s” is in the zip twice."))
        if reason:
            raise _refused(translate(reason) % {"name": shown(name)})
    if sum(entry.file_size for _name, entry in entries) > DIARY_FILE_BYTES:
        most = {"most": DIARY_FILE_BYTES // MEGABYTE}
        raise _refused(translate(_("The tables hold more than %(most)d MB.")) % most)


def _trouble(name: str, entry: zipfile.ZipInfo, known: Collection[str]) -> str:
    """What is wrong with one file of a zip, by what its list says of it; "" for nothing."""
    if name not in known:
        return _("“%(name)s” is not a table of a diary.")
    if entry.flag_bits & 1 or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return _("“%(name)s” is locked or packed in a way that is not known.")
    if entry.file_size > max(LARGE, MOST_TIMES_LARGER * entry.compress_size):
        return _("“%(name)s” unpacks to far more than its size.")
    return ""


def _refused(reason: str) -> Refused:
    return Refused((Problem(0, reason),))
