"""Open a file, a zip or a folder. Only a zip within a zip is unpacked to the disk, into a file without a name."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path, PurePosixPath
from tempfile import TemporaryFile
from typing import IO

from tracker.core.formats.imports.cut_zip import FREE, MAX_RATIO, CutStream, FoundFile, files_in
from tracker.core.formats.imports.package import (
    NOT_A_ZIP,
    READ_ERRORS,
    Budget,
    ImportRefusedError,
    Limits,
    Member,
    Package,
    refused,
)
from tracker.core.formats.imports.values import CutOff
from tracker.core.reference.words import gettext_noop as _

HEAD_BYTES = 8_192
MAX_NAMES = 200_000
MAX_INNER_ZIPS = 50
ZIP_MAGIC, EMPTY_ZIP_MAGIC = b"PK\x03\x04", b"PK\x05\x06"

LOCKED = _("This zip is locked with a password. Please save it without one.")
BOMB = _("“%(name)s” unpacks to far more than its size.")
TOO_MANY_NAMES = _("The zip holds more than %(most)d files.")
EMPTY = _("The file is empty.")


@contextmanager
def open_packages(
    sources: Iterable[tuple[Path | IO[bytes], str]], limits: Limits | None = None
) -> Iterator[list[Package]]:
    """Open several files, zips or folders, each with its name. A zip in a folder is opened, too."""
    budget = Budget(limits or Limits())
    with ExitStack() as opened:
        yield [
            opened.enter_context(_open(one, one_name, budget))
            for source, name in sources
            for one, one_name in _with_zips(source, name)
        ]


@contextmanager
def open_package(source: Path | IO[bytes], name: str = "", limits: Limits | None = None) -> Iterator[Package]:
    """Open a file, a zip or a folder. Raises FileRefusedError."""
    with _open(source, name, Budget(limits or Limits())) as package:
        yield package


def _with_inner_zips(members: Sequence[Member], budget: Budget, opened: ExitStack) -> Package:
    """The files of a zip, with those of the zips in it in place of these."""
    found: list[Member] = []
    cut, room = None, MAX_INNER_ZIPS
    for one in members:
        is_zip = one.head.startswith(ZIP_MAGIC) and room > 0
        room -= is_zip
        inner = _inner_zip(one, budget, opened) if is_zip else None
        found += inner.members if inner else [one]
        cut = cut or (inner.cut if inner else None)
    return Package(tuple(found), cut)


def _inner_zip(member: Member, budget: Budget, opened: ExitStack) -> Package | None:
    """Open a zip within a zip; None if it is damaged. Raises FileRefusedError."""
    copy = opened.enter_context(TemporaryFile())  # noqa: SIM115 — Closed with the others.
    for piece in member.pieces():
        copy.write(piece)
    try:
        return opened.enter_context(_open(copy, member.name, budget, is_inner=True))
    except ImportRefusedError as problem:
        if problem.reason == NOT_A_ZIP:
            return None
        raise


def _with_zips(source: Path | IO[bytes], name: str) -> Iterator[tuple[Path | IO[bytes], str]]:
    """Yield a source, and the zips in it if it is a folder."""
    yield source, name
    if isinstance(source, Path) and source.is_dir():
        for path in _files_of(source):
            with path.open("rb") as stream:
                is_zip = stream.read(len(ZIP_MAGIC)) == ZIP_MAGIC
            if is_zip:
                yield path, path.name


def _files_of(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and not _is_added(path.as_posix())]


@contextmanager
def _open(source: Path | IO[bytes], name: str, budget: Budget, *, is_inner: bool = False) -> Iterator[Package]:
    """Open a source, and the zips in it: one level, no deeper."""
    if isinstance(source, Path) and source.is_dir():
        members = [_from_path(path, path.relative_to(source).as_posix(), budget) for path in _files_of(source)]
        # A zip in a folder is a package of its own.
        yield Package(tuple(one for one in members if not one.head.startswith(ZIP_MAGIC)))
        return
    with source.open("rb") if isinstance(source, Path) else _kept_open(source) as stream:
        name = name or (source.name if isinstance(source, Path) else "")
        head = _head(stream)
        if not head.strip():
            raise refused(EMPTY, name)
        if not head.startswith((ZIP_MAGIC, EMPTY_ZIP_MAGIC)):
            stream.seek(0, 2)
            size = stream.tell()
            yield Package((Member(name, size, lambda: _rewound(stream), head, budget),))
            return
        with _zip(stream) as archive:
            if archive is None:
                yield _salvaged(stream, budget)
            elif any(entry.filename.startswith(("xl/workbook", "content.xml")) for entry in archive.infolist()):
                # A workbook is a zip, too, but it is read as a whole.
                size = sum(entry.compress_size for entry in archive.infolist())
                yield Package((Member(name, size, lambda: _rewound(stream), head, budget),))
            elif is_inner:
                yield Package(_members(archive, budget))
            else:
                with ExitStack() as opened:
                    yield _with_inner_zips(_members(archive, budget), budget, opened)


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


def _from_path(path: Path, name: str, budget: Budget) -> Member:
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    return Member(name, path.stat().st_size, lambda: path.open("rb"), head, budget)


@contextmanager
def _zip(stream: IO[bytes]) -> Iterator[zipfile.ZipFile | None]:
    """Open a zip, None if it has no directory at its end."""
    try:
        archive = zipfile.ZipFile(stream)
    except READ_ERRORS:
        yield None
        return
    with archive:
        yield archive


def _salvaged(stream: IO[bytes], budget: Budget) -> Package:
    """The files in front of the cut. Raises FileRefusedError if there is none."""

    def opener(found: FoundFile) -> Callable[[], IO[bytes]]:
        return lambda: CutStream(stream, found)  # type: ignore[return-value]

    try:
        # Measuring a file unpacks it once more than reading it.
        files = list(islice(files_in(stream, Budget(Limits(budget.left)).take), MAX_NAMES))
    except READ_ERRORS:
        files = []
    members = []
    for one in files:
        if one.size > max(FREE, MAX_RATIO * one.packed):
            raise refused(BOMB, name=one.name)
        with opener(one)() as content:
            head = content.read(HEAD_BYTES)
        if head and not _is_added(one.name):
            members.append(Member(one.name, one.size, opener(one), head, budget))
    if not members:
        raise refused(NOT_A_ZIP)
    whole = sum(one.is_whole for one in files)
    last = "" if files[-1].is_whole else PurePosixPath(files[-1].name).name
    return Package(tuple(members), CutOff(whole, last))


def _members(archive: zipfile.ZipFile, budget: Budget) -> tuple[Member, ...]:
    entries = [one for one in archive.infolist() if not one.filename.endswith("/") and not _is_added(one.filename)]
    if len(entries) > MAX_NAMES:
        raise refused(TOO_MANY_NAMES, most=MAX_NAMES)
    return tuple(_from_zip(archive, entry, budget) for entry in entries)


def _from_zip(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: Budget) -> Member:
    if entry.flag_bits & 1:
        raise refused(LOCKED)
    if entry.file_size > max(FREE, MAX_RATIO * entry.compress_size):
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
