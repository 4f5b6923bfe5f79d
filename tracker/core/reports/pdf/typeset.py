"""A page set by typst, in a process that lives for this page: with it all goes that typst keeps for a next one.

This file is also what runs there, so nothing of the house is imported at its head.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from threading import Lock

import msgspec

Job = tuple[dict[str, bytes], list[str], datetime]
"""The files, the folder of fonts, and the date of the page: what goes through the pipe, as JSON."""

# Each takes 55 MiB and more while it runs: with a page for every thread a small machine would have none left.
_one_at_a_time = Lock()


def typeset(files: Mapping[str, bytes], fonts: Sequence[str], made: datetime, patience_s: float = 60) -> bytes:
    """A tagged PDF (PDF/UA-1) of the files in memory, of which `main.typ` is set, dated `made`.

    `fonts` are folders; the system's fonts are never used, so that a page is the same on every machine.
    What the person wrote goes through a pipe, never over a disk. Raises CalledProcessError where typst refuses the
    files; what it says about them is left unread, because it would quote them. Raises TimeoutExpired after
    `patience_s`, so that a page that never comes does not keep the next from being set.
    """
    # Isolated: no folder and no variable of the caller decides what is imported.
    command = [sys.executable, "-I", __file__]
    asked = msgspec.json.encode((dict(files), list(fonts), made))
    with _one_at_a_time:
        done = subprocess.run(  # noqa: S603  Our own file.
            command, input=asked, capture_output=True, check=True, timeout=patience_s
        )
    return done.stdout


def _main() -> None:
    import typst

    files, fonts, made = msgspec.json.decode(sys.stdin.buffer.read(), type=Job)
    # The types of typst do not say that it takes files from memory.
    page = typst.compile(  # type: ignore[call-overload]
        files, format="pdf", font_paths=fonts, ignore_system_fonts=True, pdf_standards=["ua-1"], timestamp=made
    )
    sys.stdout.buffer.write(page)


if __name__ == "__main__":
    _main()
