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
from pathlib import PurePosixPath
from typing import IO

from tracker.core.formats.encoding import UTF_16_MARKS
from tracker.core.formats.imports.values import CutOff
from tracker.core.formats.validation.refusal import FileProblem, FileRefusedError
from tracker.core.formats.validation.violations import printable
from tracker.core.reference.words import gettext_noop as _

PIECE_BYTES = 1 << 18


READ_ERRORS = (
    zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError, LookupError, EOFError, OSError,
    OverflowError, ValueError,
)  # fmt: skip
"""What the standard library raises for damaged zips."""

NOT_A_ZIP = _("This is not a zip that can be read: it may have been cut off on the way. Please save it once more.")
TOO_MUCH = _("The files hold more than %(most)d MB, which is more than can be read here.")


@dataclass(frozen=True)
class Limits:
    """How much may be read: `total` bytes of all files together. `progress` is told how many were read."""

    total: int = 8_000_000_000
    progress: Callable[[int], None] = lambda size: None


class Budget:
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
    budget: Budget = field(repr=False)

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
    """All files of an export. `cut` says what there is of a zip that was cut off."""

    members: tuple[Member, ...]
    cut: CutOff | None = None

    @property
    def size(self) -> int:
        """The bytes of all files, as the directory says."""
        return sum(one.size for one in self.members)


def refused(reason: str, file: str = "", line: int = 0, **values: object) -> FileRefusedError:
    """Make the error that refuses a file; the reason is translated where it is shown."""
    return ImportRefusedError(reason, values, file, line)


class ImportRefusedError(FileRefusedError):
    """The file was refused: a message with its values, so that it can be shown in the person's language."""

    def __init__(self, reason: str, values: dict[str, object], file: str = "", line: int = 0) -> None:
        shown = {key: printable(value) if isinstance(value, str) else value for key, value in values.items()}
        super().__init__((FileProblem(line, reason % shown, printable(file)),))
        self.reason, self.values = reason, shown
