"""How far a command is: on a terminal only, and nothing of it stays."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management.base import OutputWrapper

from tracker.management.progress import progress_line


class Terminal(StringIO):
    """A screen."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_how_far_it_is_and_then_nothing() -> None:
    screen = Terminal()
    with progress_line(OutputWrapper(screen), 2_000) as note:
        for more in (500, 1, 499, 5_000):
            note(more)
    lines = screen.getvalue().split("\r")
    assert lines[1:4] == ["25 % of 2,000 entries", "50 % of 2,000 entries", "100 % of 2,000 entries"]
    assert lines[4].isspace()
    assert lines[5:] == [""]


def test_a_file_gets_nothing_and_an_error_leaves_no_line() -> None:
    file, screen = StringIO(), Terminal()
    with progress_line(OutputWrapper(file), 10) as note:
        note(5)
    assert file.getvalue() == ""
    with pytest.raises(ZeroDivisionError), progress_line(OutputWrapper(screen), 0, "kB") as note:
        note(1 // 0)
    assert screen.getvalue().strip() == ""
