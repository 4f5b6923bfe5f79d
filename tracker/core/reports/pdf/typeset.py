"""Run typst in a child process, so that its caches are freed with it.

The child runs this file, so it imports nothing of the project.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from threading import Lock

import msgspec

Job = tuple[dict[str, bytes], list[str], datetime]
"""Files, font folders and date: the JSON sent to the child."""

# Each child takes 55 MiB and more: one at a time keeps a small machine from running out of memory.
_one_at_a_time = Lock()


def typeset(files: Mapping[str, bytes], fonts: Sequence[str], made: datetime, patience_s: float = 60) -> bytes:
    """Compile `main.typ` of these in-memory files to a tagged PDF (PDF/UA-1), dated `made`.

    `fonts` are folders; system fonts are never used, so that output is the same on every machine. The person's words
    go through a pipe and never touch the disk. Raises CalledProcessError if typst refuses the files; its message is
    not read, because it would quote them. Raises TimeoutExpired after `patience_s`, so that a hung child does not
    block the next.
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
