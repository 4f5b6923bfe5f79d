"""A line that shows how far a command is, where somebody looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def progress_line(stderr: Any, total: int, unit: str = "entries") -> Iterator[Callable[[int], None]]:
    """Write how much is done to a terminal, and nothing to a file or a pipe. The line goes at the end.

    Gives a function that is called with how much more is done.
    """
    done, shown = 0, ""

    def note(more: int) -> None:
        nonlocal done, shown
        done = min(done + more, total)
        line = f"{100 * done // total if total else 100} % of {total:,} {unit}"
        if line != shown:
            shown = line
            stderr.write(f"\r{line}", ending="")
            stderr.flush()

    if not stderr.isatty():
        yield lambda _more: None
        return
    try:
        yield note
    finally:
        stderr.write(f"\r{' ' * len(shown)}\r", ending="")
        stderr.flush()
