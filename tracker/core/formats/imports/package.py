"""The files of an export: a single file, a zip of them, or a folder. Nothing is unpacked to the disk.

Sizes in the directory of a zip may lie, so bytes are counted as they are read.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from tracker.core.formats.encoding import UTF_16_MARKS
from tracker.core.formats.validation.refusal import FileProblem, FileRefusedError
from tracker.core.formats.validation.violations import printable
from tracker.core.reference.words import gettext_noop as _

HEAD_BYTES = 8_192
MAX_NAMES = 200_000
MAX_RATIO = 200
RATIO_FREE_BYTES = 20_000_000
PIECE_BYTES = 1 << 20

ZIP_MAGIC = b"PK\x03\x04"

READ_ERRORS = (
    zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError, LookupError, EOFError, OSError,
    OverflowError, ValueError,
)  # fmt: skip
"""What the standard library raises for damaged zips."""

NOT_A_ZIP = _("This is not a zip that can be read: it may have been cut off on the way. Please save it once more.")
LOCKED = _("This zip is locked with a password. Please save it without one.")
BOMB = _("“%(name)s” unpacks to far more than its size.")
TOO_MUCH = _("The files hold more than %(most)d MB, which is more than can be read here.")
TOO_MANY_NAMES = _("The zip holds more than %(most)d files.")
EMPTY = _("The file is empty.")


@dataclass(frozen=True)
class Limits:
    """How much may be read: `total` bytes of all files together. `progress` is told how many were read."""

    total: int = 8_000_000_000
    progress: Callable[[int], None] = lambda size: None


class _Budget:
    """The bytes that may still be read."""

    def __init__(self, limits: Limits) -> None:
        self.most = self.left = limits.total
        self.progress = limits.progress

    def take(self, size: int) -> None:
        """Count bytes that were read. Raises FileRefusedError."""
        self.left -= size
        if self.left < 0:
            raise refused(TOO_MUCH, most=self.most // 1_000_000)
        self.progress(size)


@dataclass(frozen=True)
class Member:
    """One file of an export, opened as a stream of bytes. `head` is its beginning."""

    name: str
    size: int
    open: Callable[[], IO[bytes]]
    head: bytes
    budget: _Budget = field(repr=False)

    @property
    def file(self) -> str:
        """The name without folders."""
        return PurePosixPath(self.name).name

    def text_head(self) -> str:
        """The beginning as text."""
        if self.head.startswith(UTF_16_MARKS):
            return self.head.decode("utf-16", "replace")
        return self.head.decode("utf-8-sig", "replace")

    def pieces(self) -> Iterator[bytes]:
        """Yield the content in pieces. Ends quietly where a zip is damaged: the reader notices what is missing."""
        read = 0
        try:
            with self.open() as stream:
                while piece := stream.read(PIECE_BYTES):
                    read += len(piece)
                    self.budget.take(len(piece))
                    yield piece
        except READ_ERRORS:
            yield b""

    def content(self, most: int) -> bytes:
        """Return the whole content. Raises FileRefusedError if it is longer than `most`, or damaged."""
        with self._refusing(), self.open() as stream:
            data = stream.read(most + 1)
        if len(data) > most:
            raise refused(TOO_MUCH, self.file, most=most // 1_000_000)
        self.budget.take(len(data))
        return data

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except READ_ERRORS:
            raise refused(NOT_A_ZIP, self.file) from None


@dataclass(frozen=True)
class Package:
    """All files of an export."""

    members: tuple[Member, ...]

    @property
    def size(self) -> int:
        """The bytes of all files, as the directory says."""
        return sum(one.size for one in self.members)


@contextmanager
def open_package(source: Path | IO[bytes], name: str = "", limits: Limits | None = None) -> Iterator[Package]:
    """Open a file, a zip or a folder. Raises FileRefusedError."""
    budget = _Budget(limits or Limits())
    if isinstance(source, Path) and source.is_dir():
        files = (path for path in sorted(source.rglob("*")) if path.is_file() and not _is_added(path.as_posix()))
        yield Package(tuple(_from_path(path, path.relative_to(source).as_posix(), budget) for path in files))
        return
    with source.open("rb") if isinstance(source, Path) else _kept_open(source) as stream:
        name = name or (source.name if isinstance(source, Path) else "")
        head = _head(stream)
        if not head.strip():
            raise refused(EMPTY)
        if not head.startswith(ZIP_MAGIC):
            stream.seek(0, 2)
            size = stream.tell()
            yield Package((Member(name, size, lambda: _rewound(stream), head, budget),))
            return
        with _zip(stream) as archive:
            if any(entry.filename.startswith(("xl/workbook", "content.xml")) for entry in archive.infolist()):
                # A workbook is a zip, too, but it is read as a whole.
                size = sum(entry.compress_size for entry in archive.infolist())
                yield Package((Member(name, size, lambda: _rewound(stream), head, budget),))
            else:
                yield Package(_members(archive, budget))


def refused(reason: str, file: str = "", line: int = 0, **values: object) -> FileRefusedError:
    """Make the error that refuses a file; the reason is translated where it is shown."""
    return ImportRefusedError(reason, values, file, line)


class ImportRefusedError(FileRefusedError):
    """The file was refused: a message with its values, so that it can be shown in the person's language."""

    def __init__(self, reason: str, values: dict[str, object], file: str = "", line: int = 0) -> None:
        shown = {key: printable(value) if isinstance(value, str) else value for key, value in values.items()}
        super().__init__((FileProblem(line, reason % shown, printable(file)),))
        self.reason, self.values = reason, shown


@contextmanager
def _kept_open(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    yield stream


def _rewound(stream: IO[bytes]) -> IO[bytes]:
    stream.seek(0)
    return _Unclosed(stream)  # type: ignore[return-value]


class _Unclosed:
    """A stream that its reader does not close."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.read = stream.read

    def __enter__(self) -> _Unclosed:
        return self

    def __exit__(self, *_error: object) -> None:
        return None


def _head(stream: IO[bytes]) -> bytes:
    stream.seek(0)
    head = stream.read(HEAD_BYTES)
    stream.seek(0)
    return head


def _from_path(path: Path, name: str, budget: _Budget) -> Member:
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    return Member(name, path.stat().st_size, lambda: path.open("rb"), head, budget)


@contextmanager
def _zip(stream: IO[bytes]) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(stream)
    except READ_ERRORS:
        raise refused(NOT_A_ZIP) from None
    with archive:
        yield archive


def _members(archive: zipfile.ZipFile, budget: _Budget) -> tuple[Member, ...]:
    entries = [one for one in archive.infolist() if not one.filename.endswith("/") and not _is_added(one.filename)]
    if len(entries) > MAX_NAMES:
        raise refused(TOO_MANY_NAMES, most=MAX_NAMES)
    return tuple(_from_zip(archive, entry, budget) for entry in entries)


def _from_zip(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: _Budget) -> Member:
    if entry.flag_bits & 1:
        raise refused(LOCKED)
    if entry.file_size > max(RATIO_FREE_BYTES, MAX_RATIO * entry.compress_size):
        raise refused(BOMB, name=entry.filename)
    try:
        with archive.open(entry) as stream:
            head = stream.read(HEAD_BYTES)
    except READ_ERRORS:
        head = b""
    budget.take(len(head))
    return Member(entry.filename, entry.file_size, lambda: archive.open(entry), head, budget)


def _is_added(name: str) -> bool:
    """Whether a Mac or a file manager added this file."""
    path = PurePosixPath(name)
    return "__MACOSX" in path.parts or path.name.startswith(("._", ".DS_Store")) or path.name == "desktop.ini"
