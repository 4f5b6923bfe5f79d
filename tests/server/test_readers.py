"""People read, write and ask for the doctor's page all at once: nobody is answered with an error."""

from __future__ import annotations

import sys
import threading
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.server.writing import Visitor, Writer, after, all_at_once, check_database, p95_ms

if TYPE_CHECKING:
    from tests.server.conftest import Server

pytestmark = pytest.mark.server

SECONDS, LONG_SECONDS = 3, 30
WRITERS, READERS = 8, 16
Person = Callable[[threading.Event], object]


def reader(server: Server, number: int, address: str, seen: Counter[tuple[str, int]]) -> Person:
    """Somebody who opens one address over and over. `seen` counts what they were answered."""
    visitor = Visitor(server, server.sessions[number])

    def read_until(end: threading.Event) -> None:
        while not end.is_set():
            seen[address, visitor.get(address).status] += 1

    return read_until


def test_16_readers_8_writers_and_a_pdf_at_once(
    server: Server, is_long: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    seconds, pages, pdfs = LONG_SECONDS if is_long else SECONDS, Counter(), Counter()
    writers = [Writer(server, number) for number in range(WRITERS)]
    # Two look at each diary while its owner writes in it; of one, a PDF is asked for as well.
    readers = [reader(server, number % WRITERS, "/", pages) for number in range(READERS)]
    patient = reader(server, 0, "/doctor/summary.pdf", pdfs)
    with all_at_once([*(writer.write_until for writer in writers), *readers, patient]) as wait_until:
        wait_until(after(seconds))
        wait_until(lambda: all(writer.confirmed["episode"] for writer in writers) and bool(pages and pdfs))
    server.stop()
    assert set(pages) == {("/", 200)}
    assert set(pdfs) == {("/doctor/summary.pdf", 200)}
    check_database(server, writers)
    entries = sum(writer.entries for writer in writers)
    with capsys.disabled():
        sys.stdout.write(
            f"\n16 readers, 8 writers, a PDF, {seconds} s: {pages.total()} pages, {pdfs.total()} PDFs, "
            f"{entries} entries, p95 of a write {p95_ms(writers):.0f} ms\n"
        )
