"""A large export of Apple Health sent by the page, in pieces: python -m benchmarks.uploads [--years N] [--density N]

Starts a server of its own on a new folder, or on DATABASE_URL. While the file is sent and read, another account taps.
Prints how long the pieces and the reading took, the taps of the other account, and the memory of the server before and
after its pieces.
Wanted: no error, a median under 100 ms, no tap of 2 s. `--level 0` does not compress: as much is sent as is read.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
import time
from pathlib import Path

from benchmarks.imports.large_export import write_export
from benchmarks.neighbours import beside
from benchmarks.soak import memory_mib
from benchmarks.visitor import Served, Visitor, say, served

PIECE_BYTES = 4_000_000
LOOK_S = 0.5
PREVIEW = re.compile(r"<h2[^>]*>([^<]*)</h2>\s*<p[^>]*>([^<]*)")


def send_in_pieces(sender: Visitor, path: Path) -> str:
    """Send a file as the script of the page does, on a fast line. Returns the address of the page that waits."""
    token, kind = sender.token("/data/import/"), "application/octet-stream"
    announced = json.dumps([["export.zip", path.stat().st_size, 0]]).encode()
    answer = json.loads(sender.ask("POST", "/data/import/begin/", announced, kind, token)[1])
    with path.open("rb") as file:
        while "next" not in answer:
            file.seek(answer["received"])
            piece = f"{answer['pieces']}?from={answer['received']}"
            answer = json.loads(sender.ask("POST", piece, file.read(PIECE_BYTES), kind, token)[1])
    return str(answer["next"])


def send_and_read(it: Served, sender: Visitor, path: Path) -> None:
    """Send a file, and wait for what was read of it."""
    before, began = memory_mib(it.pid), time.monotonic()
    waiting = send_in_pieces(sender, path)
    sent = time.monotonic()
    say(f"  sent in {sent - began:.1f} s; the server's memory {before} MiB before, {memory_mib(it.pid)} MiB after")
    while sender.ask("GET", waiting)[0] == 200:
        time.sleep(LOOK_S)
    say(f"  read in {time.monotonic() - sent:.1f} s")
    page = sender.ask("GET", "/data/import/preview/")[1]
    found = PREVIEW.search(page)
    say("  " + " ".join(" ".join(found.groups()).split()) if found else "  no preview")


def main() -> None:
    """Make the export, send it and read it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int, default=3)
    parser.add_argument("--density", type=int, default=1, help="multiplies the records of a day")
    parser.add_argument("--level", type=int, default=6, help="of the compression")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, served() as it:
        path = Path(folder) / "export.zip"
        size = write_export(path, years=wanted.years, density=wanted.density, level=wanted.level)
        sender = Visitor(it.port)
        sender.sign_up()
        name = f"{path.stat().st_size / 1e6:.0f} MB with {size / 1e6:.0f} MB of XML"
        beside(it, name, lambda: send_and_read(it, sender, path))


if __name__ == "__main__":
    main()
