"""Read what is there of a zip that was cut off: its directory is missing, but each file has a header of its own."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

HEADER = struct.Struct("<4sHHHHHIIIHH")
MAGIC, DATA_DESCRIPTOR = b"PK\x03\x04", b"PK\x07\x08"
STORED, DEFLATED = 0, 8
LOCKED, SIZE_FOLLOWS, UTF_8 = 1, 8, 0x800
UNKNOWN_SIZE = 0xFFFFFFFF
PIECE = 1 << 18
FREE, MAX_RATIO = 20_000_000, 200
"""A file that unpacks to more than this, and to more than this many times its size, is not unpacked further."""

MAX_LINE = 1 << 20
"""The longest unfinished last line of a file that ends early. It is left out: half a number is another number."""


@dataclass(frozen=True)
class FoundFile:
    """A file in the zip: where its data begins, and how long it is packed. `is_whole` is False if it ends early."""

    name: str
    method: int
    start: int
    packed: int
    size: int
    is_whole: bool


def files_in(stream: IO[bytes], take: Callable[[int], None]) -> Iterator[FoundFile]:
    """Yield the files from the beginning, up to the cut. `take` counts the bytes that are unpacked, and may raise."""
    end = stream.seek(0, io.SEEK_END)
    place = 0
    while place + HEADER.size <= end:
        stream.seek(place)
        header = HEADER.unpack(stream.read(HEADER.size))
        magic, _needs, flags, method, _time, _date, _crc, packed, size, name_length, extra = header
        if magic != MAGIC or flags & LOCKED or method not in (STORED, DEFLATED):
            return
        raw = stream.read(name_length)
        start = place + HEADER.size + name_length + extra
        name = raw.decode("utf-8" if flags & UTF_8 else "cp437", "replace")
        if method == DEFLATED and (flags & SIZE_FOLLOWS or UNKNOWN_SIZE in (packed, size)):
            packed, size, is_whole = _measured(stream, start, take)
        elif flags & SIZE_FOLLOWS or UNKNOWN_SIZE in (packed, size):
            # Without a size in front, the end of a file that is not packed cannot be found.
            packed, is_whole = end - start, False
        else:
            is_whole = start + packed <= end
        if start < end and not name.endswith("/"):
            yield FoundFile(name, method, start, min(packed, end - start), size, is_whole)
        place = _after_descriptor(stream, start + packed) if flags & SIZE_FOLLOWS else start + packed
        if not is_whole:
            return


def _measured(stream: IO[bytes], start: int, take: Callable[[int], None]) -> tuple[int, int, bool]:
    """How long a file is packed and unpacked, and whether it has its end."""
    stream.seek(start)
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    packed = size = 0
    while not unpacker.eof:
        piece = unpacker.unconsumed_tail or stream.read(PIECE)
        packed += 0 if unpacker.unconsumed_tail else len(piece)
        if not piece:
            return packed, size, False
        try:
            found = len(unpacker.decompress(piece, PIECE))
        except zlib.error:
            return packed, size, False
        size += found
        take(found)
        if size > FREE and size > MAX_RATIO * packed:
            return packed, size, False
    return packed - len(unpacker.unused_data), size, True


def _after_descriptor(stream: IO[bytes], place: int) -> int:
    """The place after the sizes that follow a file: with or without a mark, in 4 bytes each or in 8."""
    stream.seek(place)
    after = stream.read(24 + len(MAGIC))
    for length in (16, 12, 24, 20):
        is_marked = after.startswith(DATA_DESCRIPTOR)
        if is_marked == (length in (16, 24)) and after[length : length + 2] in (b"PK", b""):
            return place + length
    return place + 16


class CutStream(io.RawIOBase):
    """The content of a found file. Of one that ends early, the unfinished last line is left out."""

    def __init__(self, stream: IO[bytes], found: FoundFile) -> None:
        self._stream, self._found = stream, found
        self._place, self._end = found.start, found.start + found.packed
        self._unpacker = zlib.decompressobj(-zlib.MAX_WBITS) if found.method == DEFLATED else None
        self._ready, self._line, self._is_over = b"", b"", False

    def readable(self) -> bool:
        """It is read only."""
        return True

    def read(self, size: int | None = -1) -> bytes:
        """Read up to `size` bytes."""
        wanted = -1 if size is None else size
        while not self._is_over and (wanted < 0 or len(self._ready) < wanted):
            self._fill()
        cut = len(self._ready) if wanted < 0 else wanted
        piece, self._ready = self._ready[:cut], self._ready[cut:]
        return piece

    def _fill(self) -> None:
        piece = self._next_piece()
        if not piece:
            self._is_over = True
            self._ready += self._line if self._found.is_whole else b""
            self._line = b""
            return
        if self._found.is_whole:
            self._ready += piece
            return
        whole, newline, self._line = (self._line + piece).rpartition(b"\n")
        self._ready += whole + newline
        if len(self._line) > MAX_LINE:
            self._ready, self._line = self._ready + self._line, b""

    def _next_piece(self) -> bytes:
        while True:
            tail = self._unpacker.unconsumed_tail if self._unpacker else b""
            if not tail:
                self._stream.seek(self._place)
                tail = self._stream.read(min(PIECE, self._end - self._place))
                self._place += len(tail)
            if not tail or (self._unpacker and self._unpacker.eof):
                return b""
            if self._unpacker is None:
                return tail
            try:
                if piece := self._unpacker.decompress(tail, PIECE):
                    return piece
            except zlib.error:
                return b""
