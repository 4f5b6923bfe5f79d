"""Time and memory of reading a large export: `python -m benchmarks.imports`.

Every way runs in a process of its own, one after the other, so that its memory is its own. The peer,
healthkit-to-sqlite, is measured where it is installed: `--peer PATH` names its program. It writes every record, where
Levator writes days.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.imports.large_export import write_export

PROJECT_ROOT = Path(__file__).resolve().parents[2]
READ = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from tracker.core.formats.imports import ImportContext, choose, open_package, read_package
with open_package(Path(sys.argv[1])) as package:
    found = read_package(package, ImportContext(datetime(2026, 11, 30, tzinfo=UTC), "Europe/Berlin")).collected
print(len(choose(found).values), "values")
"""
UNPACK = """
import sys
import zipfile
with zipfile.ZipFile(sys.argv[1]) as archive, archive.open(archive.namelist()[0]) as stream:
    print(sum(map(len, iter(lambda: stream.read(1 << 20), b""))), "bytes")
"""
PERSON = "from tracker.models import User; User.objects.create_user('anna', time_zone='Europe/Berlin')"


def main() -> None:
    """Print one row for each way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer", default="healthkit-to-sqlite", help="the program of the peer")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        export = Path(folder) / "export.zip"
        size = write_export(export)
        print(f"{size / 1e6:.0f} MB of XML, {export.stat().st_size / 1e6:.0f} MB zipped")  # noqa: T201
        print("| way | wall s | processor s | peak MiB | says |\n|---|---|---|---|---|")  # noqa: T201
        manage = [sys.executable, "manage.py"]
        environment = os.environ | {"LEVATOR_DATA": folder}
        for words in (["migrate", "-v0"], ["shell", "-v0", "-c", PERSON]):
            subprocess.run([*manage, *words], cwd=PROJECT_ROOT, env=environment, check=True)  # noqa: S603
        command = [*manage, "import_data", str(export), "--user", "anna"]
        for name, call in (
            ("unpacked only", [sys.executable, "-c", UNPACK, str(export)]),
            ("read only", [sys.executable, "-c", READ, str(export)]),
            ("read and saved", command),
            ("the same again", command),
            ("healthkit-to-sqlite", [arguments.peer, str(export), str(Path(folder) / "peer.db"), "--silent"]),
        ):
            print(_measured(name, call, environment))  # noqa: T201


def _measured(name: str, command: list[str], environment: dict[str, str]) -> str:
    """Run a command, and return its row of the table."""
    started = time.perf_counter()
    try:
        child = subprocess.Popen(  # noqa: S603
            command, cwd=PROJECT_ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
    except FileNotFoundError:
        return f"| {name} | not installed | | | |"
    said = child.stdout.read() if child.stdout else ""
    _pid, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - started
    last = said.strip().splitlines()[-1:] or [f"exit code {child.returncode}"]
    return (
        f"| {name} | {wall:.1f} | {usage.ru_utime + usage.ru_stime:.1f} | {usage.ru_maxrss / 1024:.0f} | {last[0]} |"
    )


if __name__ == "__main__":
    main()
