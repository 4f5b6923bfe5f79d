"""Setting a page: in a child process, which leaves nothing behind and quotes nobody."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tracker.core.reports.pdf.typeset import typeset

MADE = datetime(2026, 6, 17, tzinfo=UTC)
HEAD = '#set document(title: "A page")\n'


def set_page(words: str, fonts: list[str], **more: float) -> bytes:
    return typeset({"main.typ": (HEAD + words).encode()}, fonts, MADE, **more)


@pytest.fixture
def fonts() -> list[str]:
    from matplotlib import get_data_path

    return [f"{get_data_path()}/fonts/ttf"]


def test_a_page_is_set_and_nothing_of_typst_is_left_in_this_process(fonts: list[str]) -> None:
    page = set_page('#set text(font: "DejaVu Sans")\nQuiet morning', fonts)
    assert "Quiet morning" in PdfReader(BytesIO(page)).pages[0].extract_text()
    assert "typst" not in sys.modules


def test_what_cannot_be_set_is_an_error_that_does_not_quote_it(fonts: list[str]) -> None:
    with pytest.raises(subprocess.CalledProcessError) as refused:
        set_page('#panic("a secret note")', fonts)
    assert "secret" not in str(refused.value)


def being_set() -> int:
    """How many processes of this one set a page right now."""
    found = 0
    for children in Path("/proc/self/task").glob("*/children"):
        # A thread or a process may end while it is looked at.
        with suppress(OSError):
            for child in children.read_text().split():
                found += b"pdf/typeset.py" in Path(f"/proc/{child}/cmdline").read_bytes()
    return found


def test_one_page_at_a_time_is_set(fonts: list[str]) -> None:
    most = 0
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(set_page, f'#set text(font: "DejaVu Sans")\nPage {n}', fonts) for n in range(4)]
        while wait(asked, timeout=0.005).not_done:
            most = max(most, being_set())
    assert most == 1
    assert all(one.result().startswith(b"%PDF") for one in asked)


def test_a_page_that_does_not_come_holds_up_no_other(fonts: list[str]) -> None:
    with pytest.raises(subprocess.TimeoutExpired) as late:
        set_page("a secret note", fonts, patience_s=0.001)
    assert "secret" not in str(late.value)
    assert set_page('#set text(font: "DejaVu Sans")\nThe next', fonts).startswith(b"%PDF")
